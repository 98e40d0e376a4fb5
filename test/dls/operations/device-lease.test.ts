import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { answerDeviceFile, type DeviceLeaseResult } from '../../../dls/operations/device-lease.ts';
import type { DeviceReturnResult } from '../../../dls/operations/device-return.ts';
import { importFile } from '../../../dls/operations/import-file.ts';
import { verifyLedger } from '../../../dls/operations/verify.ts';
import { encodeQr, parseDeviceLease } from '../../../protocol/device-file.ts';
import { type LeasePayload, verifyLease } from '../../../protocol/lease.ts';
import {
  createFileDevice,
  type FileDevice,
  type FileRequest,
  makeDeviceRequest,
  makeDeviceReturn,
} from '../../support/device-files.ts';
import { makeSite, type TestSite } from '../../support/site.ts';
import { createVendor, makeItem, makeLicense, testStart } from '../../support/vendor.ts';

let site: TestSite;
let device: FileDevice;
const vendor = createVendor();
const day = 86_400;

beforeEach(async () => {
  site = await makeSite();
  device = createFileDevice();
  await license([makeItem('it-1', { quota: 2, offlineDays: 30, overagePercent: 0 })]);
});

afterEach(() => site.close());

describe('answering a device request', () => {
  it('gives a lease that a device verifies, bound to request and machine', async () => {
    const asked = makeDeviceRequest(device);
    const result = await answer(asked.text);
    expect(result).toMatchObject({
      kind: 'device-request',
      already: false,
      device: device.uuid,
      request: asked.request,
    });
    const file = parseDeviceLease(JSON.parse(result.answer));
    expect(file).toMatchObject({ typ: 'device-lease', request: asked.request, reported: 0 });
    expect(file.delegations).toEqual(site.snapshot.current.delegations.get(vendor.id));
    expect(await leaseOf(result)).toMatchObject({
      iss: vendor.id,
      sub: device.uuid,
      iat: testStart,
      exp: testStart + 30 * day,
      items: [{ id: 'it-1', features: ['qr'] }],
      off: true,
      req: asked.request,
      mid: device.machine.slice(0, 8),
    });
    expect((await verifyLedger(site)).ok).toBe(true);
  });

  it('says in names what device asks for what, and what it gets, also in a preview and when it asks again', async () => {
    const told = { name: 'crane-cabin', platform: 'linux', app: 'com.acme.line', version: '10.2' };
    const { text } = makeDeviceRequest(device, { ...told, days: 90 });
    const facts = {
      vendorName: site.snapshot.current.vendors.get(vendor.id)?.name,
      asked: { ...told, os: null, product: 'barcode-reader', features: ['qr'], days: 90 },
      item: { id: 'it-1', name: 'Barcode Reader' },
      days: 30,
    };
    const preview = await importFile(site, { bytes: Buffer.from(text), preview: true, actor: 'command' });
    expect(preview).toMatchObject(facts);
    expect(await answer(text)).toMatchObject(facts);
    site.time.now += day;
    expect(await answer(text)).toMatchObject({ ...facts, already: true });
  });

  it('gives the same lease for the same request, also at a later time', async () => {
    const asked = makeDeviceRequest(device);
    const first = await answer(asked.text);
    site.time.now += day;
    const before = site.dump();
    const again = await answer(`\uFEFF${asked.text}\r\n`);
    expect(again).toMatchObject({ already: true, answer: first.answer, until: first.until });
    expect(site.dump()).toBe(before);
  });

  it('refuses the same id with another body', async () => {
    const asked = makeDeviceRequest(device);
    await answer(asked.text);
    const before = site.dump();
    await expect(answer(asked.text.replace('"days":30', '"days":29'))).rejects.toMatchObject({
      code: 'request_conflict',
    });
    expect(site.dump()).toBe(before);
  });

  it.each([
    [1, 3],
    [3, 3],
    [12, 12],
    [365, 30],
  ])('gives %i days asked for as %i', async (days, given) => {
    const result = await answer(makeDeviceRequest(device, { days }).text);
    expect(result.until).toBe(testStart + given * day);
  });

  it('takes the text of a QR code', async () => {
    const result = await answer(await encodeQr(makeDeviceRequest(device).text));
    expect(result.device).toBe(device.uuid);
  });

  it('extends the same seat for a new request before the end', async () => {
    await answer(makeDeviceRequest(device).text);
    site.time.now += 20 * day;
    const renewed = await answer(makeDeviceRequest(device).text);
    expect(renewed.until).toBe(testStart + 50 * day);
    expect(site.rows('SELECT device_no FROM seat')).toHaveLength(1);
    expect(site.rows("SELECT height FROM ledger WHERE kind = 'grant'")).toHaveLength(1);
  });

  it('refuses by the rules, keeps the denial, and books the usage all the same', async () => {
    await answer(makeDeviceRequest(device).text);
    await answer(makeDeviceRequest(createFileDevice()).text);
    const third = createFileDevice();
    await expect(answer(makeDeviceRequest(third).text)).rejects.toMatchObject({ code: 'quota_exhausted' });
    expect(site.rows('SELECT code, device, count FROM denial')).toEqual([
      { code: 'quota_exhausted', device: third.uuid, count: 1 },
    ]);
    const reports = [{ report: 1, vendor: vendor.id, records: [record(4)] }];
    const wrong = makeDeviceRequest(device, { reports, org: '200009' });
    await expect(answer(wrong.text)).rejects.toMatchObject({ code: 'organization_unknown' });
    expect(site.rows('SELECT sum(count) AS units FROM usage_day')).toEqual([{ units: 4 }]);
  });

  it('caps how many offline leases are out', async () => {
    await license([makeItem('it-1', { quota: 2, offlineSeats: 1 })], 2);
    await answer(makeDeviceRequest(device).text);
    await expect(answer(makeDeviceRequest(createFileDevice()).text)).rejects.toMatchObject({ code: 'quota_exhausted' });
    await answer(makeDeviceRequest(device).text);
  });

  it('does not count against what one address may show for the first time', async () => {
    await license([makeItem('it-1', { quota: 100 })], 2);
    for (let count = 0; count < 40; count += 1) await answer(makeDeviceRequest(createFileDevice()).text);
    expect(site.rows('SELECT no FROM device')).toHaveLength(40);
  });

  it('books numbered reports once and says up to which it has them', async () => {
    await answer(makeDeviceRequest(device).text);
    site.time.now += day;
    const reports = [
      { report: 1, vendor: vendor.id, records: [record(5)] },
      { report: 2, vendor: vendor.id, records: [record(6)] },
    ];
    const first = await answer(makeDeviceRequest(device, { reports }).text);
    expect(JSON.parse(first.answer)).toMatchObject({ reported: 2 });
    expect(first.changes).toMatchObject([{ change: 'usage-booked' }]);
    const later = [...reports, { report: 3, vendor: vendor.id, records: [record(7)] }];
    const second = await answer(makeDeviceRequest(device, { reports: later }).text);
    expect(JSON.parse(second.answer)).toMatchObject({ reported: 3 });
    expect(site.rows('SELECT sum(count) AS units FROM usage_day')).toEqual([{ units: 18 }]);
  });

  it('leaves reports waiting whose number does not follow, and still gives the lease', async () => {
    await answer(makeDeviceRequest(device).text);
    const reports = [{ report: 4, vendor: vendor.id, records: [record(5)] }];
    const result = await answer(makeDeviceRequest(device, { reports }).text);
    expect(JSON.parse(result.answer)).toMatchObject({ reported: 0 });
    expect(result.changes).toMatchObject([{ change: 'usage-waiting' }]);
  });

  it('refuses usage of what was never leased, naming the record; nothing changes', async () => {
    await answer(makeDeviceRequest(device).text);
    const before = site.dump();
    const reports = [
      { report: 1, vendor: vendor.id, records: [record(5)] },
      { report: 2, vendor: vendor.id, records: [record(1), { ...record(5), feature: '1d' }] },
    ];
    await expect(answer(makeDeviceRequest(device, { reports }).text)).rejects.toMatchObject({
      code: 'report_malformed',
      facts: { field: 'reports[1].records[1].feature' },
    });
    expect(site.dump()).toBe(before);
  });

  it('refuses another file, and a request that is not in the documented form', async () => {
    const other = makeLicense(vendor, { site: site.identity.current });
    await expect(answer(other)).rejects.toMatchObject({ code: 'file_unknown' });
    await expect(answer(makeDeviceRequest(device, { days: 0 }).text)).rejects.toMatchObject({
      code: 'request_malformed',
    });
    await expect(answer(makeDeviceRequest(device, { returnHash: 'x' }).text)).rejects.toMatchObject({
      code: 'request_malformed',
      field: 'returnHash',
    });
  });

  it('is what importing such a file does, and shows in a preview what it would do', async () => {
    const asked = makeDeviceRequest(device);
    const before = site.dump();
    const bytes = Buffer.from(asked.text);
    const shown = await importFile(site, { bytes, actor: 'command', preview: true });
    expect(site.dump()).toBe(before);
    expect(shown).toMatchObject({ kind: 'device-request', answer: '' });
    expect(await importFile(site, { bytes, actor: 'command' })).toMatchObject({
      summary: shown.summary,
      already: false,
    });
  });
});

describe('importing a device return', () => {
  let asked: FileRequest;
  let lease: string;

  beforeEach(async () => {
    asked = makeDeviceRequest(device);
    lease = (await leaseOf(await answer(asked.text))).jti;
  });

  it('frees the seat, whatever the metric, and books the usage', async () => {
    await answer(makeDeviceRequest(createFileDevice()).text);
    site.time.now += day;
    const reports = [{ report: 1, vendor: vendor.id, records: [record(9)] }];
    const result = await giveBack({ reports });
    expect(result).toMatchObject({ kind: 'device-return', already: false, freed: true });
    expect(result.changes.map(({ change }) => change)).toEqual(['lease-returned', 'usage-booked']);
    expect(site.rows('SELECT sum(count) AS units FROM usage_day')).toEqual([{ units: 9 }]);
    await answer(makeDeviceRequest(createFileDevice()).text);
    expect((await verifyLedger(site)).ok).toBe(true);
  });

  it('says that the same file is already imported, and changes nothing', async () => {
    await giveBack({});
    const before = site.dump();
    expect(await giveBack({})).toMatchObject({ already: true, changes: [] });
    expect(site.dump()).toBe(before);
  });

  it('frees a seat once, also when the file comes again with more usage', async () => {
    await giveBack({});
    await answer(makeDeviceRequest(device).text);
    const reports = [{ report: 1, vendor: vendor.id, records: [record(9)] }];
    const result = await giveBack({ reports });
    expect(result).toMatchObject({ already: false, freed: false });
    expect(site.rows('SELECT sum(count) AS units FROM usage_day')).toEqual([{ units: 9 }]);
    await answer(makeDeviceRequest(createFileDevice()).text);
    await expect(answer(makeDeviceRequest(createFileDevice()).text)).rejects.toMatchObject({ code: 'quota_exhausted' });
  });

  it('refuses a wrong key, another device, and a lease that was never given', async () => {
    const before = site.dump();
    const wrong = { returnKey: makeDeviceRequest(device).returnKey };
    await expect(giveBack(wrong)).rejects.toMatchObject({ code: 'return_invalid' });
    await expect(giveBack({}, createFileDevice())).rejects.toMatchObject({ code: 'return_invalid' });
    await expect(giveBack({ lease: 'A'.repeat(16) })).rejects.toMatchObject({ code: 'return_invalid' });
    expect(site.dump()).toBe(before);
  });

  it('refuses the key of a lease that was renewed since', async () => {
    await answer(makeDeviceRequest(device).text);
    const before = site.dump();
    await expect(giveBack({})).rejects.toMatchObject({ code: 'return_invalid' });
    expect(site.dump()).toBe(before);
  });

  it('books the usage of a lease that has ended', async () => {
    site.time.now += 40 * day;
    const reports = [{ report: 1, vendor: vendor.id, records: [{ ...record(3), slot: testStart + day }] }];
    expect(await giveBack({ reports })).toMatchObject({ freed: false, already: false });
    expect(site.rows('SELECT sum(count) AS units FROM usage_day')).toEqual([{ units: 3 }]);
  });

  async function giveBack(
    claims: Readonly<Record<string, unknown>>,
    by: FileDevice = device,
  ): Promise<DeviceReturnResult> {
    const text = makeDeviceReturn(by, { lease, returnKey: asked.returnKey, ...claims });
    return (await importFile(site, { bytes: Buffer.from(text), actor: 'command' })) as DeviceReturnResult;
  }
});

async function license(items: readonly Readonly<Record<string, unknown>>[], serial = 1): Promise<void> {
  const text = makeLicense(vendor, { site: site.identity.current, serial, items });
  await importFile(site, { bytes: Buffer.from(text), actor: 'command' });
}

function answer(text: string): Promise<DeviceLeaseResult> {
  return answerDeviceFile(site, { bytes: Buffer.from(text), actor: 'user:anna' });
}

async function leaseOf(result: DeviceLeaseResult): Promise<LeasePayload> {
  return verifyLease(parseDeviceLease(JSON.parse(result.answer)).lease, [site.identity.current.current]);
}

function record(count: number) {
  return { slot: site.time.now - (site.time.now % 180), item: 'it-1', feature: 'qr', count };
}
