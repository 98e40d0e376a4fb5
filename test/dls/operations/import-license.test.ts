import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { acquire } from '../../../dls/operations/acquire.ts';
import { renewSiteKey } from '../../../dls/operations/activation.ts';
import { addHandshake } from '../../../dls/operations/handshakes.ts';
import { type FileResult, type ImportInput, importFile } from '../../../dls/operations/import-file.ts';
import type { LicenseResult } from '../../../dls/operations/license-result.ts';
import { verifyLedger } from '../../../dls/operations/verify.ts';
import { makeSite, type TestSite } from '../../support/site.ts';
import {
  createVendor,
  makeCard,
  makeDelegation,
  makeItem,
  makeLicense,
  newestKey,
  rotateVendor,
  type TestLicense,
  testStart,
} from '../../support/vendor.ts';

let site: TestSite;
const vendor = createVendor();
const day = 86_400;

beforeEach(async () => {
  site = await makeSite();
});

afterEach(() => site.close());

describe('importing a license file', () => {
  it('makes items, a default code and trusts the card of a vendor that was not known', async () => {
    const result = await importLicense();
    expect(result).toMatchObject({
      kind: 'license',
      already: false,
      vendor: 'acme-vision',
      organization: '200001',
      licensee: 'Harbor Plant',
      serial: 1,
      codes: ['200001-default'],
      items: [{ id: 'it-1', product: 'barcode-reader', metric: 'device', quota: 10, change: 'new' }],
    });
    expect(result.changes.map(({ change }) => change)).toEqual([
      'card-trusted',
      'item-new',
      'code-created',
      'attached',
    ]);
    const known = vendorOfSite();
    expect(known?.codes.get('200001-default')).toMatchObject({ isDefault: true, items: ['it-1'], protected: false });
    expect(known?.items.get('it-1')).toMatchObject({ organization: '200001', revoked: false, lock: { locked: false } });
  });

  it('records the thumbprint of a first card in the ledger, with the import', async () => {
    const result = await importLicense();
    const { thumbprint } = newestKey(vendor);
    expect(result.changes[0]).toMatchObject({ change: 'card-trusted', subject: thumbprint });
    expect(events()).toMatchObject([
      { kind: 'card-imported', actor: 'user:anna', data: { vendor: 'acme-vision', thumbprint, first: true } },
      { kind: 'license-imported', actor: 'user:anna', data: { serial: 1, organization: '200001', items: ['it-1'] } },
    ]);
    expect((await verifyLedger(site)).ok).toBe(true);
  });

  it('says that the same file is already imported, and changes nothing', async () => {
    const text = license();
    await importText(text);
    const before = site.dump();
    expect(await importText(`\uFEFF> ${text.slice(0, 40)}\r\n> ${text.slice(40)}\n`)).toMatchObject({
      already: true,
      changes: [],
      codes: ['200001-default'],
    });
    expect(site.dump()).toBe(before);
  });

  it('shows in a preview what it would do, and changes nothing', async () => {
    const before = site.dump();
    const shown = await importText(license(), { preview: true });
    expect(site.dump()).toBe(before);
    expect(site.snapshot.current.vendors.size).toBe(0);
    expect(await importText(license())).toMatchObject({ summary: shown.summary, vendor: shown.vendor });
  });

  it('adds a term for a new start and changes the term of a known one', async () => {
    await importLicense();
    const renewed = makeItem('it-1', { start: testStart + 300 * day, end: testStart + 700 * day, quota: 20 });
    const added = await importLicense({ serial: 2, items: [renewed] });
    expect(added.changes.map(({ change }) => change)).toEqual(['term-added']);
    const changed = await importLicense({ serial: 3, items: [{ ...renewed, quota: 25 }] });
    expect(changed.changes.map(({ change }) => change)).toEqual(['term-changed']);
    expect(
      vendorOfSite()
        ?.items.get('it-1')
        ?.terms.map(({ quota }) => quota),
    ).toEqual([10, 25]);
  });

  it.each([
    { what: 'a smaller quota', start: testStart - day, quota: 1 },
    { what: 'a term that has begun', start: testStart - 10, quota: 1 },
  ])('counts what is out beyond $what from then on', async ({ start, quota }) => {
    const item = { metric: 'concurrent-device', start: testStart - day, quota: 3, offlineDays: 3 };
    await importLicense({ items: [makeItem('it-1', item)] });
    await holdSeats(3);
    expect(await overageSpent()).toEqual([0]);
    await importLicense({ serial: 2, items: [makeItem('it-1', { ...item, start, quota })] });
    expect(await overageSpent()).toEqual([2]);
    site.time.now += 180;
    await importLicense({ serial: 3, items: [makeItem('it-1', { ...item, start, quota })] });
    expect(await overageSpent()).toEqual([2]);
  });

  it('refuses a serial that is not above the highest, unless it knows none of the items', async () => {
    await importLicense({ serial: 5 });
    await refuses(license({ serial: 5, jti: 'LIC-other' }), 'license_superseded');
    await refuses(license({ serial: 4 }), 'license_superseded');
    const old = await importLicense({ serial: 3, items: [makeItem('it-old')] });
    expect(old.items).toMatchObject([{ id: 'it-old', change: 'new' }]);
    await refuses(license({ serial: 5, jti: 'LIC-again' }), 'license_superseded');
    expect((await importLicense({ serial: 1, organization: '200002', items: [makeItem('it-x')] })).already).toBe(false);
  });

  it('refuses a file for another site and one bound to another key, each with its field', async () => {
    const stranger = await makeSite();
    const foreign = makeLicense(vendor, { site: stranger.identity.current });
    await stranger.close();
    await refuses(foreign, 'license_wrong_site', { field: 'aud' });
    const otherKey = license({ claims: { cnf: { jkt: newestKey(createVendor()).thumbprint } } });
    await refuses(otherKey, 'license_wrong_site', { field: 'cnf.jkt' });
    const otherSite = license({ claims: { aud: '00000000-0000-4000-8000-000000000000' } });
    await refuses(otherSite, 'license_wrong_site', { field: 'aud' });
    expect(site.snapshot.current.vendors.size).toBe(0);
  });

  it('refuses a file made before the key of the site changed, and goes on with those it has', async () => {
    const inForce = license();
    await importText(inForce);
    const late = license({ serial: 2, iat: testStart + 1, items: [makeItem('it-2')] });
    const old = site.identity.current.current.thumbprint;
    await renewSiteKey(site, { actor: 'user:anna', once: null });
    await refuses(late, 'license_wrong_site', { field: 'cnf.jkt' });
    expect(await importText(inForce)).toMatchObject({ already: true });
    expect(site.identity.keyFor(vendor.id).thumbprint).toBe(old);
    await importText(license({ serial: 2, iat: testStart + 1, items: [makeItem('it-2')] }));
    expect(site.identity.keyFor(vendor.id).thumbprint).toBe(site.identity.current.current.thumbprint);
  });

  it('refuses delegations for another site, another vendor, another key or by a stranger', async () => {
    const { current } = site.identity;
    const items = [makeItem('it-1')];
    const input = { site: current, items, iat: testStart, organization: '200001' };
    const stranger = createVendor();
    const foreignKey = { site: current.site, current: { ...current.current, jwk: newestKey(stranger).jwk } };
    const wrong: readonly (readonly [token: string, code: string])[] = [
      [
        makeDelegation(vendor, { ...input, claims: { sub: '00000000-0000-4000-8000-000000000000' } }),
        'license_malformed',
      ],
      [makeDelegation(vendor, { ...input, claims: { iss: 'optic-works' } }), 'license_malformed'],
      [makeDelegation(vendor, { ...input, site: foreignKey }), 'license_wrong_site'],
      [makeDelegation(vendor, { ...input, key: newestKey(stranger) }), 'signature_invalid'],
    ];
    for (const [token, code] of wrong) await refuses(license({ claims: { delegations: [token] } }), code);
  });

  it('keeps the newest delegation of each vendor key', async () => {
    await importLicense({ iat: testStart - 500 });
    const [first] = site.snapshot.current.delegations.get(vendor.id) ?? [];
    await importLicense({ serial: 2, iat: testStart - 900, items: [makeItem('it-2')] });
    expect(site.snapshot.current.delegations.get(vendor.id)).toEqual([first]);
    await importLicense({ serial: 3, iat: testStart, items: [makeItem('it-2')] });
    expect(site.snapshot.current.delegations.get(vendor.id)).not.toEqual([first]);
    expect(site.snapshot.current.delegations.get(vendor.id)).toHaveLength(1);
  });

  it('trusts a newer card inside once a trusted key signed it, and leaves an older one', async () => {
    const rotated = rotateVendor(vendor);
    await importLicense();
    const [old] = vendor.signing;
    const card = makeCard(rotated, { iat: testStart, key: old! });
    const result = await importText(makeLicense(rotated, { site: site.identity.current, serial: 2, claims: { card } }));
    expect(result.changes.map(({ change }) => change)).toContain('card-renewed');
    expect(site.snapshot.current.vendors.get(vendor.id)?.signing).toHaveLength(2);
    const later = await importLicense({ serial: 3, items: [makeItem('it-9')] });
    expect(later.changes.map(({ change }) => change)).not.toContain('card-renewed');
    expect(site.snapshot.current.vendors.get(vendor.id)?.cardIat).toBe(testStart);
  });

  it('refuses a newer card inside that no trusted key signed', async () => {
    await importLicense();
    const thief = { ...createVendor(), sealing: vendor.sealing };
    const text = makeLicense(thief, {
      site: site.identity.current,
      serial: 2,
      claims: { card: makeCard(thief, { iat: testStart }) },
    });
    await refuses(text, 'signature_invalid');
    await refuses(license({ serial: 2, key: newestKey(thief) }), 'signature_invalid');
  });

  it('refuses a file in the name of another vendor', async () => {
    const thief = createVendor('thief');
    const text = makeLicense(thief, { site: site.identity.current, claims: { iss: 'acme-vision' } });
    await refuses(text, 'signature_invalid');
    await importLicense();
    await refuses(text, 'signature_invalid');
  });

  it('revokes for good, and locks and unlocks by the later statement in any order of arrival', async () => {
    await importLicense({ iat: 100, items: [makeItem('it-1'), makeItem('it-2')], claims: { locked: ['it-1'] } });
    expect(itemState('it-1')).toEqual([false, true]);
    expect(itemState('it-2')).toEqual([false, false]);
    await importLicense({ serial: 2, iat: 300, items: [makeItem('it-1')] });
    expect(itemState('it-1')).toEqual([false, false]);
    await importLicense({ serial: 3, iat: 200, items: [], claims: { locked: ['it-1', 'it-2'], revoked: ['it-2'] } });
    expect(itemState('it-1')).toEqual([false, false]);
    expect(itemState('it-2')).toEqual([true, true]);
    await importLicense({ serial: 4, iat: 400, items: [makeItem('it-2', { quota: 11 })] });
    expect(itemState('it-2')).toEqual([true, false]);
  });

  it('keeps what is said of an item that no file has brought yet', async () => {
    await importLicense({ iat: 500, items: [makeItem('it-1')], claims: { revoked: ['it-7'], locked: ['it-8'] } });
    const result = await importLicense({ serial: 2, iat: 400, items: [makeItem('it-7'), makeItem('it-8')] });
    expect(itemState('it-7')).toEqual([true, false]);
    expect(itemState('it-8')).toEqual([false, true]);
    expect(result.changes.map(({ text }) => text).join(' ')).toContain('voided by the vendor');
    expect(site.snapshot.current.vendors.get(vendor.id)?.statements).toEqual({});
  });

  it('locks all items of the vendor, and of no other', async () => {
    await importText(makeLicense(createVendor('optic-works'), { site: site.identity.current }));
    const result = await importLicense({ claims: { lockSite: true } });
    expect(result.changes.map(({ change }) => change)).toContain('site-locked');
    expect(vendorOfSite()?.lock).toEqual({ locked: true, iat: testStart - 500 });
    expect(vendorOfSite('optic-works')?.lock).toBeNull();
  });

  it('brings public trials as items of their own', async () => {
    const trials = [{ id: 'tr-1', product: 'barcode-reader', days: 14, quota: 20, features: ['qr'] }];
    const result = await importLicense({ claims: { trials } });
    expect(result.changes.map(({ change }) => change)).toContain('trial');
    expect(vendorOfSite()?.trials).toMatchObject([{ id: 'tr-1', days: 14, quota: 20, features: ['qr'] }]);
    expect(vendorOfSite()?.items.has('tr-1')).toBe(false);
    const again = await importLicense({ serial: 2, claims: { trials: [{ ...trials[0], quota: 30 }] } });
    expect(again.changes.map(({ change }) => change)).toEqual(['trial']);
    expect(vendorOfSite()?.trials).toMatchObject([{ id: 'tr-1', quota: 30 }]);
  });

  it('attaches additional quota to the codes of the item it extends', async () => {
    await importLicense({ items: [makeItem('it-1')] });
    await importLicense({ serial: 2, items: [makeItem('it-2')] }, { handshake: '200001-line4' });
    await importLicense({ serial: 3, items: [makeItem('it-3', { extends: 'it-2' }), makeItem('it-4')] });
    expect(vendorOfSite()?.codes.get('200001-line4')?.items).toEqual(['it-2', 'it-3']);
    expect(vendorOfSite()?.codes.get('200001-default')?.items).toEqual(['it-1', 'it-4']);
  });

  it('attaches to a named code, which it makes, to that and the default code, to none', async () => {
    const result = await importLicense({}, { handshake: '200001-line4' });
    expect(result.codes).toEqual(['200001-line4']);
    expect(vendorOfSite()?.codes.get('200001-default')).toMatchObject({ isDefault: true, items: [] });
    const both = { handshake: '200001-line4', default: true };
    expect((await importLicense({ serial: 2, items: [makeItem('it-2')] }, both)).codes).toEqual([
      '200001-default',
      '200001-line4',
    ]);
    const none = await importLicense(
      { serial: 3, items: [makeItem('it-3'), makeItem('it-4', { trial: true })] },
      { handshake: 'none' },
    );
    expect(vendorOfSite()?.codes.get('200001-default')?.items).toEqual(['it-2', 'it-4']);
    expect(none.codes).toEqual(['200001-default']);
  });

  it('refuses a code of another organization, a wrong name, and none together with the default', async () => {
    await refuses(license(), 'handshake_foreign', { handshake: '200009-line4' });
    await refuses(license(), 'handshake_unknown', { handshake: 'line4' });
    await refuses(license(), 'handshake_unknown', { handshake: '200001-' });
    await refuses(license(), 'request_malformed', { handshake: 'none', default: true });
  });

  it('leaves password, fields and access rules of an existing code alone', async () => {
    await importLicense();
    site.tamper(`UPDATE handshake SET password_hash = 'x', domains_json = '["a.example"]', note = 'n', ordered = 1`);
    await importLicense({ serial: 2, items: [makeItem('it-2')] });
    const [row] = site.rows('SELECT password_hash, domains_json, note, ordered FROM handshake');
    expect(row).toEqual({ password_hash: 'x', domains_json: '["a.example"]', note: 'n', ordered: 1 });
  });

  it('tolerates another machine for 30 days from the first detection, which the ledger keeps', async () => {
    const machines = [{ kind: 'linux-machine-id', hash: '0'.repeat(32) }];
    const result = await importLicense({ claims: { machines } });
    expect(result.changes.map(({ change }) => change)).toContain('machine-mismatch');
    expect(vendorOfSite()?.items.get('it-1')?.mismatchSince).toBe(testStart);
    expect(events().map(({ kind }) => kind)).toContain('machine-changed');
    site.time.now += 10 * day;
    await importLicense({ serial: 2, claims: { machines } });
    expect(vendorOfSite()?.items.get('it-1')?.mismatchSince).toBe(testStart);
    await refuses(license({ serial: 3, claims: { machines } }), 'machine_mismatch', { handshake: '200001-new' });
    await importLicense({ serial: 3 });
    expect(vendorOfSite()?.items.get('it-1')?.mismatchSince).toBeNull();
  });

  it('gives no new codes while the machine does not match', async () => {
    const machines = [{ kind: 'linux-machine-id', hash: 'f'.repeat(32) }];
    await importLicense({ claims: { machines } });
    const add = () =>
      addHandshake(site, { vendor: vendor.id, code: '200001-line', change: {}, actor: 'user:anna', once: null });
    await expect(add()).rejects.toMatchObject({ code: 'machine_mismatch' });
    await importLicense({ serial: 2 });
    await expect(add()).resolves.toMatchObject({ code: '200001-line' });
  });

  it('fits the machine that one of its hashes names, though never by a Windows Product ID alone', async () => {
    const [own] = site.machine.current.identifiers;
    const machines = [{ kind: own!.kind, hash: own!.hash }];
    await importLicense({ claims: { machines } });
    expect(vendorOfSite()?.items.get('it-1')?.mismatchSince).toBeNull();
    const product = { kind: 'windows-product-id', identifier: 'x', hash: 'a'.repeat(32) } as const;
    site.machine.current = { identifiers: [product], problems: [] };
    await importLicense({ serial: 2, claims: { machines: [{ kind: product.kind, hash: product.hash }] } });
    expect(vendorOfSite()?.items.get('it-1')?.mismatchSince).toBe(testStart);
  });

  it('never lets equal ids of two vendors touch', async () => {
    const other = createVendor('optic-works');
    await importLicense({ items: [makeItem('it-1', { quota: 3 })] });
    await importText(makeLicense(other, { site: site.identity.current, items: [makeItem('it-1', { quota: 7 })] }));
    expect(vendorOfSite()?.items.get('it-1')?.terms[0]?.quota).toBe(3);
    expect(vendorOfSite('optic-works')?.items.get('it-1')?.terms[0]?.quota).toBe(7);
    expect(vendorOfSite()?.codes.size).toBe(1);
  });

  it('refuses a known item with another organization, product or metric', async () => {
    await importLicense();
    await refuses(license({ serial: 2, items: [makeItem('it-1', { product: 'other' })] }), 'license_malformed', {
      field: 'items[0].product',
    });
    await refuses(license({ serial: 2, items: [makeItem('it-1', { metric: 'usage' })] }), 'license_malformed', {
      field: 'items[0].metric',
    });
    await refuses(license({ serial: 2, organization: '200002' }), 'license_malformed', { field: 'sub' });
  });

  it('refuses a file that needs what this version does not have', async () => {
    await refuses(license({ claims: { needs: ['time-travel'] } }), 'license_needs_newer');
  });

  it('imports one file after the other when many come at once', async () => {
    const texts = [1, 2, 3, 4].map((serial) => license({ serial, items: [makeItem(`it-${serial}`)] }));
    const results = await Promise.all(texts.map((text) => importText(text)));
    expect(results.filter(({ already }) => !already)).toHaveLength(4);
    expect(vendorOfSite()?.codes.get('200001-default')?.items).toEqual(['it-1', 'it-2', 'it-3', 'it-4']);
  });
});

/** So many devices acquire a lease. */
async function holdSeats(count: number): Promise<void> {
  for (let number = 1; number <= count; number++) {
    const device = `00000000-0000-8000-8000-00000000000${number}`;
    const message = { device: '', vendor: vendor.id, product: 'barcode-reader', org: '200001' };
    const { outcome } = await acquire(site, { message, device, address: '10.0.0.1' });
    expect(outcome).toBe('lease');
  }
}

const overageSpent = async () => site.rows('SELECT overage_spent FROM item_state').map((row) => row.overage_spent);

function license(input: Partial<TestLicense> = {}): string {
  return makeLicense(vendor, { site: site.identity.current, ...input });
}

function importText(text: string, input: Partial<ImportInput> = {}): Promise<FileResult> {
  return importFile(site, { bytes: Buffer.from(text), actor: 'user:anna', ...input });
}

async function importLicense(input: Partial<TestLicense> = {}, how: Partial<ImportInput> = {}): Promise<LicenseResult> {
  return (await importText(license(input), how)) as LicenseResult;
}

type Refused = Partial<ImportInput> & { readonly field?: string };

/** Refused with that code and a sentence of its own, and nothing in the database is different. */
async function refuses(text: string, code: string, { field, ...how }: Refused = {}): Promise<void> {
  const before = site.dump();
  const error = await importText(text, how).then(
    () => null,
    (thrown: unknown) => thrown as { code: string; field?: string; facts?: { field?: string }; message: string },
  );
  expect(error).toMatchObject({ code });
  if (field !== undefined) expect(error?.field ?? error?.facts?.field).toBe(field);
  expect(error?.message).toMatch(/[A-Z].{20,}/);
  expect(site.dump()).toBe(before);
}

function vendorOfSite(id: string = vendor.id) {
  return site.snapshot.current.configuration.vendors.get(id);
}

function itemState(id: string): readonly [revoked: boolean | undefined, locked: boolean | undefined] {
  const item = vendorOfSite()?.items.get(id);
  return [item?.revoked, item?.lock?.locked];
}

function events(): readonly { readonly kind: string; readonly actor: string; readonly data: object }[] {
  const rows = site.rows('SELECT kind, actor, data_json FROM ledger ORDER BY height');
  return rows.map((row) => ({
    kind: String(row.kind),
    actor: String(row.actor),
    data: JSON.parse(String(row.data_json)),
  }));
}
