import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportBundle } from '../../../../../dls/operations/export-bundle.ts';
import { importLicense } from '../../../../support/console.ts';
import { makeSite, type TestSite } from '../../../../support/site.ts';
import { createVendor, makeItem } from '../../../../support/vendor.ts';

let site: TestSite;
const kinds = ['grant', 'reclaim'];

beforeAll(async () => {
  site = await makeSite();
  await importLicense(site, createVendor(), [makeItem('it-1')]);
  await importLicense(site, createVendor('lumen-ocr'), [makeItem('it-9')]);
});

afterAll(() => site.close());

const happen = (kind: string, vendor: string) =>
  site.store.transact((tx) => void tx.ledger.append({ kind, actor: 'system', data: { vendor, item: 'it-1' } }));

const pending = async (): Promise<Readonly<Record<string, number>>> => {
  const rows = await site.reader.query('pendingSync', { kinds });
  return Object.fromEntries(rows.map(({ vendor, events }) => [vendor, events]));
};

describe('what waits for a bundle', () => {
  it('is counted by vendor and follows the ledger', async () => {
    expect(await pending()).toEqual({ 'acme-vision': 0, 'lumen-ocr': 0 });
    await happen('grant', 'acme-vision');
    await happen('grant', 'lumen-ocr');
    expect(await pending()).toEqual({ 'acme-vision': 1, 'lumen-ocr': 1 });
    await happen('reclaim', 'acme-vision');
    await happen('something else', 'acme-vision');
    expect(await pending()).toEqual({ 'acme-vision': 2, 'lumen-ocr': 1 });
  });

  it('begins anew with a bundle, for its vendor alone', async () => {
    await exportBundle(site, { vendor: 'acme-vision', actor: 'user:mia' });
    expect(await pending()).toEqual({ 'acme-vision': 0, 'lumen-ocr': 1 });
    await happen('grant', 'acme-vision');
    await happen('grant', 'lumen-ocr');
    expect(await pending()).toEqual({ 'acme-vision': 1, 'lumen-ocr': 2 });
  });
});
