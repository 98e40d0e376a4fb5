import { expect, test } from 'vitest';
import { license, smallItem } from '../../build/vectors/payloads.ts';
import { verifyCard } from '../../protocol/card.ts';
import { verifyDelegation } from '../../protocol/delegation.ts';
import { parseLicensePayload, readLicenseCard, verifyLicense } from '../../protocol/license.ts';
import { casesOf, refusalOf, trustedKeys } from '../vectors/vector-file.ts';

const full = casesOf('license', true).find(({ title }) => title === 'every field')!;

test('a license file brings its vendor along: card, license and delegation verify from nothing but the file', async () => {
  const { signing } = await verifyCard(readLicenseCard(full.text), null);
  const verified = await verifyLicense(full.text, signing);
  expect(verified).toEqual({ ...license });
  const { delegation, siteKey } = await verifyDelegation(verified.delegations[0]!, signing);
  expect(delegation.sub).toBe(verified.aud);
  expect(siteKey.thumbprint).toBe(verified.cnf.jkt);
});

test('lists that the file leaves out are empty', async () => {
  const text = casesOf('license', true).find(({ title }) => title === 'required fields only')!.text;
  const verified = await verifyLicense(text, trustedKeys('vendor'));
  expect(verified).toMatchObject({ machines: [], trials: [], revoked: [], locked: [], lockSite: false });
  expect(verified.items).toEqual([smallItem]);
});

test('an empty list of platforms, apps or machines restricts nothing', () => {
  const items = [{ ...smallItem, platforms: [], apps: [], machines: [] }];
  expect(parseLicensePayload({ ...license, items }).items).toEqual([smallItem]);
});

test('quota has no meaning for a domain item, whatever stands there', () => {
  for (const quota of [undefined, null, 0, 'many']) {
    const items = [{ ...smallItem, metric: 'domain', domain: 'acme.example', quota }];
    expect(parseLicensePayload({ ...license, items }).items[0]?.quota).toBe(0);
  }
});

test('says the bound that was missed in words', () => {
  const items = [{ ...smallItem, offlineDays: 2 }];
  expect(() => parseLicensePayload({ ...license, items })).toThrow(
    'The field items[0].offlineDays must be at least 3.',
  );
});

test('a license file cut in half carries no card that could be read', async () => {
  const half = full.text.slice(0, full.text.length / 2);
  expect(await refusalOf(() => readLicenseCard(half))).toEqual({ outcome: 'license_malformed', field: null });
});

test('a license file without card is malformed at its card', async () => {
  const text = casesOf('license', false).find(({ title }) => title === 'without card')!.text;
  expect(await refusalOf(() => readLicenseCard(text))).toEqual({ outcome: 'license_malformed', field: 'card' });
});
