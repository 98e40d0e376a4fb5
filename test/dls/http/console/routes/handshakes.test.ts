import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { acquire, ask, importLicense, makeConsole, type TestConsole } from '../../../../support/console.ts';
import { createVendor, makeItem } from '../../../../support/vendor.ts';

let console: TestConsole;

beforeEach(async () => {
  console = await makeConsole();
  await importLicense(console.site, createVendor());
});

afterEach(() => console.close());

const add = (json: object) => ask(console, 'POST /handshakes', { json });
const change = (code: string, json: object) => ask(console, `PATCH /handshakes/acme-vision/${code}`, { json });
const code = async (name: string) => (await ask(console, `GET /handshakes/acme-vision/${name}`)).json;
const eventKinds = async () => (await ask(console, 'GET /ledger')).items.map(({ kind }) => kind);

describe('handshake codes', () => {
  it('are listed with what hangs on them', async () => {
    const { items } = await ask(console, 'GET /handshakes');
    expect(items).toEqual([
      {
        vendor: 'acme-vision',
        code: '200001-default',
        organization: '200001',
        default: true,
        items: ['it-1', 'it-2'],
        ordered: false,
        note: '',
        password: false,
        oldPasswordUntil: null,
        domains: [],
        applications: [],
        processes: [],
        access: { allow: [], deny: [] },
        createdAt: console.site.time.now,
      },
    ]);
  });

  it('are found by vendor, organization, item and text', async () => {
    await add({ code: '200001-line4', items: ['it-2'], note: 'hall 7' });
    const codes = async (query: string) =>
      (await ask(console, `GET /handshakes?${query}`)).items.map(({ code }) => code);
    expect(await codes('item=it-2')).toEqual(['200001-default', '200001-line4']);
    expect(await codes('item=it-1')).toEqual(['200001-default']);
    expect(await codes('search=HALL')).toEqual(['200001-line4']);
    expect(await codes('vendor=acme-vision&organization=200001&search=line')).toEqual(['200001-line4']);
    expect(await codes('vendor=another')).toEqual([]);
  });

  it('need no vendor in the address where the site has one', async () => {
    expect((await ask(console, 'GET /handshakes/200001-default')).json.vendor).toBe('acme-vision');
    await importLicense(console.site, createVendor('other-vendor'));
    const several = await ask(console, 'GET /handshakes/200001-default');
    expect([several.json.code, several.json.field]).toEqual(['request_malformed', 'vendor']);
    expect((await add({ code: '200001-x' })).json.field).toBe('vendor');
    expect((await add({ vendor: 'other-vendor', code: '200001-x' })).status).toBe(201);
  });

  it('are not found under an unknown name, and not of an unknown vendor', async () => {
    expect((await ask(console, 'GET /handshakes/acme-vision/200001-none')).json.code).toBe('not_found');
    expect((await change('200001-none', {})).json.code).toBe('not_found');
    expect((await ask(console, 'DELETE /handshakes/acme-vision/200001-none')).json.code).toBe('not_found');
    expect((await add({ vendor: 'nobody', code: '200001-x' })).json.code).toBe('vendor_unknown');
  });
});

describe('adding a code', () => {
  it('answers it as it is, opens it to devices and tells the ledger who did it', async () => {
    const made = await add({ code: '200001-line4', items: ['it-2'] });
    expect(made.json).toMatchObject({ code: '200001-line4', organization: '200001', default: false, items: ['it-2'] });
    const { json } = await acquire(console.site, 'a', { org: '200001', handshake: '200001-line4' });
    expect(json.lease).toBeDefined();
    const [event] = (await ask(console, 'GET /ledger?kind=handshake-added')).items;
    expect(event).toMatchObject({ subject: '200001-line4', data: { vendor: 'acme-vision', items: ['it-2'] } });
    expect(event?.actor).toMatch(/^token:/);
  });

  it('takes the default mark from the code before it', async () => {
    await add({ code: '200001-new', default: true });
    expect((await code('200001-default')).default).toBe(false);
    expect((await code('200001-new')).default).toBe(true);
  });

  it('refuses one that exists, an organization without a license, and an item that is none of its own', async () => {
    expect((await add({ code: '200001-default' })).json).toMatchObject({ code: 'request_conflict', field: 'code' });
    expect((await add({ code: '999999-x' })).json).toMatchObject({ code: 'request_malformed', field: 'code' });
    const item = await add({ code: '200001-x', items: ['it-1', 'nothing'] });
    expect(item.json).toMatchObject({ code: 'request_malformed', field: 'items[1]' });
    expect(await eventKinds()).not.toContain('handshake-added');
  });

  it.each([
    '',
    '200001',
    '200001-',
    '-x',
    '200001-a b',
    '200001-ä',
    `200001-${'x'.repeat(49)}`,
    5,
    null,
    "200001-x' OR 1=1",
  ])('refuses the name %j', async (name) => {
    const answer = await add({ code: name });
    expect([answer.status, answer.json.code, answer.json.field]).toEqual([400, 'request_malformed', 'code']);
  });

  it('acts once for one Idempotency-Key, and refuses the key for another request', async () => {
    const headers = { 'idempotency-key': 'a-key' };
    const json = { code: '200001-line4', password: 'session password' };
    const first = await ask(console, 'POST /handshakes', { json, headers });
    await change('200001-line4', { note: 'changed meanwhile' });
    const again = await ask(console, 'POST /handshakes', { json, headers });
    expect([again.status, again.json]).toEqual([201, first.json]);
    const other = await ask(console, 'POST /handshakes', { json: { code: '200001-x' }, headers });
    expect([other.status, other.json.code]).toEqual([409, 'request_conflict']);
    const without = await ask(console, 'POST /handshakes', { json });
    expect(without.json.code).toBe('request_conflict');
    expect((await eventKinds()).filter((kind) => kind === 'handshake-added')).toHaveLength(1);
  });

  it('keeps nothing of a request that was refused, so that the key can be used for the right one', async () => {
    const headers = { 'idempotency-key': 'a-key' };
    await ask(console, 'POST /handshakes', { json: { code: '200001-x', items: ['nothing'] }, headers });
    expect((await ask(console, 'POST /handshakes', { json: { code: '200001-x' }, headers })).status).toBe(201);
  });

  it('keeps the key of one caller apart from that of another', async () => {
    const headers = { 'idempotency-key': 'a-key' };
    await ask(console, 'POST /handshakes', { json: { code: '200001-x' }, headers });
    const other = await ask(console, 'POST /handshakes', { as: 'operator', json: { code: '200001-y' }, headers });
    expect(other.status).toBe(201);
  });
});

describe('changing a code', () => {
  it('changes what is named and nothing else', async () => {
    await change('200001-default', { note: 'line 4', domains: ['acme.example'], access: { deny: ['10.0.0.0/8'] } });
    await change('200001-default', { applications: ['com.acme.*'] });
    expect(await code('200001-default')).toMatchObject({
      note: 'line 4',
      domains: ['acme.example'],
      applications: ['com.acme.*'],
      access: { allow: [], deny: ['10.0.0.0/8'] },
      items: ['it-1', 'it-2'],
    });
  });

  it('in the order of its items makes an order; attaching and detaching make none', async () => {
    await change('200001-default', { items: ['it-1'] });
    await change('200001-default', { items: ['it-1', 'it-2'] });
    expect(await code('200001-default')).toMatchObject({ ordered: false });
    await change('200001-default', { items: ['it-2', 'it-1'] });
    expect(await code('200001-default')).toMatchObject({ items: ['it-2', 'it-1'], ordered: true });
    const granted = await acquire(console.site, 'a');
    expect(leaseOf(granted.json.lease as string).items[0].id).toBe('it-2');
    await change('200001-default', { ordered: false });
    expect(await code('200001-default')).toMatchObject({ items: ['it-2', 'it-1'], ordered: false });
  });

  it('sets a session password, which is never shown, and clears it', async () => {
    const set = await change('200001-default', { password: 'a good password' });
    expect(set.json.password).toBe(true);
    expect(set.text).not.toContain('a good password');
    expect(console.site.dump()).not.toContain('a good password');
    expect((await acquire(console.site, 'a')).json.code).toBe('password_wrong');
    expect((await acquire(console.site, 'a', { password: 'a good password' })).status).toBe(201);
    await change('200001-default', { password: null });
    expect((await acquire(console.site, 'b')).status).toBe(201);
  });

  it('lets the password before live as long as the administrator says, and not a second longer', async () => {
    await change('200001-default', { password: 'the old password' });
    await change('200001-default', { password: 'the new password', oldPasswordDays: 30 });
    expect(await code('200001-default')).toMatchObject({ oldPasswordUntil: console.site.time.now + 30 * 86_400 });
    console.site.time.now += 30 * 86_400 - 1;
    expect((await acquire(console.site, 'a', { password: 'the old password' })).status).toBe(201);
    console.site.time.now += 1;
    expect((await acquire(console.site, 'a', { password: 'the old password' })).json.code).toBe('password_wrong');
    expect((await acquire(console.site, 'a', { password: 'the new password' })).status).toBe(200);
  });

  it('of the password ends the one before at once unless it is told otherwise', async () => {
    await change('200001-default', { password: 'the old password' });
    await change('200001-default', { password: 'the new password' });
    expect((await acquire(console.site, 'a', { password: 'the old password' })).json.code).toBe('password_wrong');
  });

  it.each([
    [{ password: '1234567' }, 'password'],
    [{ password: 'x'.repeat(129) }, 'password'],
    [{ oldPasswordDays: 91 }, 'oldPasswordDays'],
    [{ items: 'it-1' }, 'items'],
    [{ items: [1] }, 'items[0]'],
    [{ items: ['nothing'] }, 'items[0]'],
    [{ default: 'yes' }, 'default'],
    [{ domains: [''] }, 'domains[0]'],
    [{ access: { deny: ['10.0.0.0/33'] } }, 'access.deny[0]'],
    [{ access: { allow: ['a b'] } }, 'access.allow[0]'],
    [{ access: [] }, 'access'],
  ])('refuses %j and changes nothing', async (json, field) => {
    const before = await code('200001-default');
    const answer = await change('200001-default', { note: 'not this either', ...json });
    expect([answer.status, answer.json.code, answer.json.field]).toEqual([400, 'request_malformed', field]);
    expect(await code('200001-default')).toEqual(before);
  });

  it('takes addresses of both families, ranges, UUIDs and names as access rules', async () => {
    const deny = ['10.0.0.0/8', '2001:db8::/32', '::1', '5e4cf1f0-7c9e-4b62-a4bd-8e8f8b1c7f11', 'line-4.*', 'Häf*'];
    expect((await change('200001-default', { access: { deny } })).json.access).toEqual({ allow: [], deny });
  });

  it('keeps the default of an organization: it passes on and is not put down', async () => {
    await add({ code: '200001-x' });
    const down = await change('200001-default', { default: false });
    expect([down.status, down.json.code]).toEqual([409, 'request_conflict']);
    await change('200001-x', { default: true });
    expect((await code('200001-default')).default).toBe(false);
  });
});

describe('removing a code', () => {
  it('closes it to devices', async () => {
    await add({ code: '200001-x', items: ['it-1'] });
    expect((await ask(console, 'DELETE /handshakes/acme-vision/200001-x')).status).toBe(204);
    expect((await acquire(console.site, 'a', { handshake: '200001-x' })).json.code).toBe('handshake_unknown');
    expect((await eventKinds())[0]).toBe('handshake-removed');
  });

  it('is refused for the default, also for the only one', async () => {
    expect((await ask(console, 'DELETE /handshakes/acme-vision/200001-default')).json.code).toBe('request_conflict');
  });
});

describe('reservations of an item', () => {
  it('are held for their devices and refused to others', async () => {
    await importLicense(console.site, createVendor('other-vendor'), [makeItem('it-9', { overagePercent: 0 })]);
    const reservations = [{ name: 'line4', seats: 9, devices: ['line4-*'] }];
    const changed = await ask(console, 'PATCH /items/other-vendor/it-9', { json: { reservations } });
    expect(changed.json.reservations).toEqual(reservations);
    const status = async (name: string) => (await acquire(console.site, name, { vendor: 'other-vendor' })).status;
    expect([await status('other-1'), await status('other-2'), await status('line4-1')]).toEqual([201, 409, 201]);
  });

  it('need names of their own, and an item', async () => {
    const one = { name: 'x', seats: 1, devices: [] };
    const twice = await ask(console, 'PATCH /items/acme-vision/it-1', { json: { reservations: [one, one] } });
    expect(twice.json).toMatchObject({ code: 'request_malformed', field: 'reservations' });
    const nowhere = await ask(console, 'PATCH /items/acme-vision/nothing', { json: { reservations: [] } });
    expect(nowhere.json.code).toBe('not_found');
  });
});

describe('items', () => {
  it('tell quota, use, terms, state and codes', async () => {
    await acquire(console.site, 'a');
    const { json } = await ask(console, 'GET /items/acme-vision/it-1');
    expect(json).toMatchObject({
      vendor: 'acme-vision',
      id: 'it-1',
      organization: '200001',
      product: 'barcode-reader',
      metric: 'device',
      quota: 10,
      used: 1,
      registered: 1,
      live: 1,
      peak: 1,
      state: 'running',
      locked: false,
      revoked: false,
      features: ['1d', 'qr'],
      codes: ['200001-default'],
      reclaims: { perYear: 2, left: 2 },
      terms: [{ quota: 10, graceDays: 7 }],
    });
  });

  it('are found by metric, product and text, and sorted', async () => {
    const more = makeItem('it-3', { metric: 'usage', name: 'Pages', product: 'printer', quota: 7 });
    await importLicense(console.site, createVendor('other-vendor'), [more]);
    const ids = async (query: string) => (await ask(console, `GET /items?${query}`)).items.map(({ id }) => id);
    expect(await ids('metric=usage')).toEqual(['it-3']);
    expect(await ids('search=page')).toEqual(['it-3']);
    expect(await ids('product=barcode-reader')).toEqual(['it-1', 'it-2']);
    expect(await ids('sort=quota')).toEqual(['it-3', 'it-1', 'it-2']);
    expect(await ids('sort=-id')).toEqual(['it-3', 'it-2', 'it-1']);
    expect((await ask(console, 'GET /items?sort=nothing')).json).toMatchObject({ field: 'sort' });
  });

  it('of another vendor or id are not found', async () => {
    expect((await ask(console, 'GET /items/acme-vision/nothing')).json.code).toBe('not_found');
    expect((await ask(console, 'GET /items/nobody/it-1')).json.code).toBe('not_found');
  });
});

function leaseOf(token: string) {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
}
