import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { acquire, ask, importLicense, makeConsole, type TestConsole } from '../../../../support/console.ts';
import { seedDevice, seedReport } from '../../../../support/seed.ts';
import { createVendor, makeItem, type TestItem } from '../../../../support/vendor.ts';

let console: TestConsole;

beforeEach(async () => {
  console = await makeConsole();
});

afterEach(() => console.close());

const day = 86_400;
const license = (...items: readonly TestItem[]) => importLicense(console.site, createVendor(), items);
const devices = async (query = '') => (await ask(console, `GET /devices?${query}`)).items;
const uuidOf = async (name: string) => (await devices(`search=${name}`))[0]?.uuid as string;
const reclaim = async (name: string, json: object = {}, headers = {}) =>
  ask(console, `POST /devices/${await uuidOf(name)}/reclaim`, { json, headers });
const wait = (seconds: number) => {
  console.site.time.now += seconds;
};

describe('devices', () => {
  it('tell what they reported within seven days', async () => {
    await license(makeItem('it-1'));
    const device = await seedDevice(console.site, 'acme-vision', 'it-1', 'line-4');
    await seedDevice(console.site, 'acme-vision', 'it-1', 'line-5');
    const report = (no: number, count: number) =>
      seedReport(console.site, { vendor: 'acme-vision', item: 'it-1', device, report: no, count });
    await report(1, 40);
    wait(7 * day);
    await report(2, 5);
    wait(day);
    await report(3, 2);
    expect((await devices('sort=name')).map(({ usage }) => usage)).toEqual([7, 0]);
  });

  it('are listed with what they said, what they hold and how they stand', async () => {
    await license(makeItem('it-1'));
    const said = { platform: 'linux', deployment: 'desktop', os: 'Debian 12', app: 'com.acme.scan', version: '10.2' };
    await acquire(console.site, 'dev-1', said);
    const [device] = await devices();
    const { now } = console.site.time;
    expect(device).toMatchObject({ ...said, name: 'dev-1', blocked: false, first: now, last: now, state: 'live' });
    expect(device?.seats).toMatchObject([
      {
        vendor: 'acme-vision',
        item: 'it-1',
        handshake: '200001-default',
        since: now,
        state: 'live',
        heldUntil: now + 90 * day,
      },
    ]);
    expect(device?.seats[0].leases).toMatchObject([{ app: 'com.acme.scan', iat: now, exp: now + 7 * day, off: false }]);
    expect((await ask(console, `GET /devices/${device?.uuid}`)).json).toEqual(device);
  });

  it('go from live to offline, grace and lost as their lease grows old', async () => {
    await license(makeItem('it-1'));
    await acquire(console.site, 'dev-1');
    const state = async () => (await devices())[0]?.state;
    wait(2 * day - 1);
    expect(await state()).toBe('live');
    wait(1);
    expect(await state()).toBe('offline');
    wait(5 * day);
    expect(await state()).toBe('grace');
    wait(3 * day);
    expect(await state()).toBe('lost');
    expect(await devices('state=lost')).toHaveLength(1);
    expect(await devices('state=live')).toHaveLength(0);
  });

  it('are found by name, UUID, note, platform, item, code and block', async () => {
    await license(makeItem('it-1'));
    for (const name of ['line-1', 'line-2', 'office'])
      await acquire(console.site, name, { platform: name === 'office' ? 'macos' : 'linux' });
    const uuid = await uuidOf('line-2');
    await ask(console, `PATCH /devices/${uuid}`, { json: { note: 'Behind the press 100%', blocked: true } });
    const names = async (query: string) => (await devices(query)).map(({ name }) => name);
    expect(await names('search=LINE')).toEqual(['line-1', 'line-2']);
    expect(await names(`search=${uuid.slice(9, 23)}`)).toEqual(['line-2']);
    expect(await names(`search=${encodeURIComponent('100%')}`)).toEqual(['line-2']);
    expect(await names(`search=${encodeURIComponent('%')}`)).toEqual(['line-2']);
    expect(await names('search=line_1')).toEqual([]);
    expect(await names('platform=macos')).toEqual(['office']);
    expect(await names('blocked=true')).toEqual(['line-2']);
    expect(await names('blocked=false&sort=-name')).toEqual(['office', 'line-1']);
    expect(await names('item=it-1&vendor=acme-vision&handshake=200001-default')).toHaveLength(3);
    expect(await names('item=it-2')).toEqual([]);
  });

  it('take name, note and block from the administrator, who alone may name them from then on', async () => {
    await license(makeItem('it-1'));
    await acquire(console.site, 'dev-1', { name: 'told-by-device' });
    const uuid = await uuidOf('told-by-device');
    const json = { name: 'Häfen-4', note: 'hall 7', blocked: true };
    expect((await ask(console, `PATCH /devices/${uuid}`, { json })).json).toMatchObject(json);
    expect((await acquire(console.site, 'dev-1')).json.code).toBe('device_blocked');
    await ask(console, `PATCH /devices/${uuid}`, { json: { blocked: false } });
    await acquire(console.site, 'dev-1', { name: 'told-again' });
    expect((await devices())[0]).toMatchObject({ name: 'Häfen-4', note: 'hall 7', blocked: false });
    await ask(console, `PATCH /devices/${uuid}`, { json: { name: null } });
    await acquire(console.site, 'dev-1', { name: 'told-again' });
    expect((await devices())[0]?.name).toBe('told-again');
    const events = (await ask(console, `GET /ledger?subject=${uuid}`)).items.map(({ kind }) => kind);
    expect(events).toEqual(['device-changed', 'device-changed', 'device-changed', 'grant']);
  });

  it('refuse what is no name, and are not found when they are not there', async () => {
    await license(makeItem('it-1'));
    await acquire(console.site, 'dev-1');
    const uuid = await uuidOf('dev-1');
    for (const name of ['a b', 'x'.repeat(65), 7, '<b>']) {
      expect((await ask(console, `PATCH /devices/${uuid}`, { json: { name } })).json.field).toBe('name');
    }
    for (const unknown of ['00000000-0000-4000-8000-000000000000', 'x', "'%20OR%201=1"]) {
      expect((await ask(console, `GET /devices/${unknown}`)).json.code).toBe('not_found');
      expect((await ask(console, `PATCH /devices/${unknown}`, { json: {} })).json.code).toBe('not_found');
      expect((await ask(console, `POST /devices/${unknown}/reclaim`, { json: {} })).json.code).toBe('not_found');
    }
  });
});

describe('reclaim', () => {
  it('undoes a new grant without using up the allowance', async () => {
    await license(makeItem('it-1'));
    await acquire(console.site, 'dev-1');
    const answer = await reclaim('dev-1');
    expect(answer.json).toEqual({
      outcome: 'undone',
      vendor: 'acme-vision',
      item: 'it-1',
      until: console.site.time.now + 7 * day,
      left: 2,
    });
    expect((await acquire(console.site, 'dev-1')).json.code).toBe('lease_reclaimed');
    expect((await ask(console, 'GET /items/acme-vision/it-1')).json).toMatchObject({ used: 0, reclaims: { left: 2 } });
  });

  it('takes seats back within the allowance of a year, and then no more', async () => {
    await license(makeItem('it-1', { reclaimsPerYear: 2 }));
    for (const name of ['dev-1', 'dev-2', 'dev-3']) await acquire(console.site, name);
    wait(day);
    expect((await reclaim('dev-1')).json).toMatchObject({ outcome: 'reclaimed', left: 1 });
    expect((await reclaim('dev-2')).json).toMatchObject({ outcome: 'reclaimed', left: 0 });
    const third = await reclaim('dev-3');
    expect([third.status, third.json.code]).toEqual([409, 'reclaim_exhausted']);
    expect((await ask(console, 'GET /items/acme-vision/it-1')).json).toMatchObject({ used: 1, reclaims: { left: 0 } });
    const events = (await ask(console, 'GET /ledger?kind=reclaim')).items;
    expect(events).toHaveLength(2);
    expect(events[0]).toMatchObject({ vendor: 'acme-vision', data: { item: 'it-1' } });
  });

  it('undoes only what can be undone when that is what was asked for', async () => {
    await license(makeItem('it-1'));
    await acquire(console.site, 'dev-1');
    wait(day);
    expect((await reclaim('dev-1', { undo: true })).json.code).toBe('request_conflict');
    expect((await ask(console, 'GET /items/acme-vision/it-1')).json.used).toBe(1);
  });

  it('asks which seat is meant when there are several', async () => {
    await license(makeItem('it-1'), makeItem('it-2', { product: 'other' }));
    await acquire(console.site, 'dev-1');
    await acquire(console.site, 'dev-1', { product: 'other' });
    expect((await reclaim('dev-1')).json).toMatchObject({ code: 'request_malformed', field: 'item' });
    expect((await reclaim('dev-1', { item: 'it-2' })).json).toMatchObject({ item: 'it-2' });
    expect((await reclaim('dev-1')).json).toMatchObject({ item: 'it-1' });
    expect((await reclaim('dev-1')).json.code).toBe('not_found');
  });

  it('of a seat that came free by itself is a conflict', async () => {
    await license(makeItem('it-1', { metric: 'concurrent-device', leaseSeconds: 180 }));
    await acquire(console.site, 'dev-1');
    wait(180);
    expect((await reclaim('dev-1', { item: 'it-1' })).json.code).toBe('request_conflict');
  });

  it('acts once for one Idempotency-Key', async () => {
    await license(makeItem('it-1'));
    await acquire(console.site, 'dev-1');
    wait(day);
    const headers = { 'idempotency-key': '7' };
    const first = await reclaim('dev-1', {}, headers);
    expect((await reclaim('dev-1', {}, headers)).json).toEqual(first.json);
    expect((await ask(console, 'GET /ledger?kind=reclaim')).items).toHaveLength(1);
  });
});

describe('leases', () => {
  it('in force are listed with the name they have on the wire', async () => {
    await license(makeItem('it-1', { metric: 'concurrent-device', leaseSeconds: 180 }));
    const { json } = await acquire(console.site, 'dev-1', { app: 'com.acme.scan', process: 'scan' });
    await acquire(console.site, 'dev-2');
    const { items, json: page } = await ask(console, 'GET /leases?search=dev-1');
    expect(page.total).toBe(1);
    const payload = JSON.parse(Buffer.from(json.lease?.split('.')[1] ?? '', 'base64url').toString());
    const { now } = console.site.time;
    expect(items[0]).toMatchObject({
      vendor: 'acme-vision',
      jti: payload.jti,
      device: payload.sub,
      name: 'dev-1',
      item: 'it-1',
      app: 'com.acme.scan',
      process: 'scan',
      iat: now,
      exp: now + 180,
      count: 1,
      off: false,
    });
    expect((await ask(console, 'GET /leases?sort=-exp')).json.total).toBe(2);
    wait(180);
    expect((await ask(console, 'GET /leases')).json.total).toBe(0);
  });
});

describe('denials', () => {
  it('show as soon as they were answered, newest first, folded by kind', async () => {
    await license(makeItem('it-1', { quota: 1, overagePercent: 0 }));
    await acquire(console.site, 'dev-1');
    await acquire(console.site, 'dev-2');
    wait(60);
    await acquire(console.site, 'dev-2');
    await acquire(console.site, 'dev-3', { handshake: 'no-such' });
    const { items } = await ask(console, 'GET /denials');
    expect(items.map(({ code, count }) => [code, count])).toEqual([
      ['handshake_unknown', 1],
      ['quota_exhausted', 2],
    ]);
    expect(items[1]).toMatchObject({
      vendor: 'acme-vision',
      handshake: '200001-default',
      product: 'barcode-reader',
      address: '127.0.0.1',
      first: console.site.time.now - 60,
      last: console.site.time.now,
    });
    const only = async (query: string) => (await ask(console, `GET /denials?${query}`)).items.map(({ code }) => code);
    expect(await only('code=quota_exhausted')).toEqual(['quota_exhausted']);
    expect(await only('handshake=no-such&vendor=acme-vision')).toEqual(['handshake_unknown']);
    expect(await only(`device=${items[1]?.device}`)).toEqual(['quota_exhausted']);
    expect(await only('sort=count')).toEqual(['handshake_unknown', 'quota_exhausted']);
    expect(await only(`to=${console.site.time.now}`)).toEqual([]);
    expect(await only(`from=${console.site.time.now}`)).toHaveLength(2);
  });
});
