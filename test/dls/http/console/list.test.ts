import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acquire, ask, importLicense, makeConsole, type TestConsole } from '../../../support/console.ts';
import { createVendor, makeItem } from '../../../support/vendor.ts';

let console: TestConsole;

beforeAll(async () => {
  console = await makeConsole();
  const usage = makeItem('it-2', { product: 'scanner', metric: 'usage', quota: 1_000 });
  await importLicense(console.site, createVendor(), [makeItem('it-1', { quota: 100 }), usage]);
  for (let i = 0; i < 23; i++) {
    console.site.time.now += 1;
    const name = i % 3 === 0 ? {} : { name: `line-${i % 5}` };
    await acquire(console.site, `dev-${i}`, { name: undefined, ...name, platform: i % 2 ? 'linux' : 'windows' });
    await acquire(console.site, `dev-${i}`, { product: 'scanner', name: undefined });
    await acquire(console.site, `dev-${i}`, { product: i % 2 ? 'nothing' : 'never', name: undefined });
  }
  await fillTables();
});

afterAll(() => console.close());

/** What the calls above leave empty. */
async function fillTables(): Promise<void> {
  const { site } = console;
  for (let i = 1; i <= 12; i++) {
    site.time.now += 60;
    await ask(console, 'POST /sync');
    site.tamper(
      'INSERT INTO backup (file, at, size, height, epoch, ok, detail) VALUES (?, ?, ?, 1, 1, 1, NULL)',
      ...[`/backups/${i}`, site.time.now - (i % 4), i % 5],
    );
    const slot = site.time.now - (site.time.now % 180) - 86_400 * i;
    site.tamper(
      "INSERT OR IGNORE INTO usage_changed (vendor, day, no) VALUES ('acme-vision', ?, 1)",
      slot - (slot % 86_400),
    );
    for (const item of [1, 2]) {
      site.tamper(
        'INSERT INTO usage_day (day, item_no, term_start, device_no, feature, handshake, count, changed) VALUES (?, ?, 0, 1, ?, ?, ?, 1)',
        ...[slot - (slot % 86_400), item, 'qr', '200001-default', i % 4],
      );
    }
  }
}

/** Every list with its orders. */
const lists: readonly (readonly [string, readonly string[]])[] = [
  ['devices', ['first', 'last', 'name', 'platform', 'app', 'uuid']],
  ['leases', ['device', 'iat', 'exp']],
  ['denials', ['last', 'first', 'count', 'vendor', 'code', 'handshake', 'product', 'device', 'address']],
  ['ledger', ['height']],
  ['items', ['id', 'vendor', 'organization', 'product', 'metric', 'name', 'quota', 'end']],
  ['handshakes', ['code', 'organization', 'createdAt']],
  ['licenses', ['importedAt', 'serial', 'licensee', 'iat']],
  ['sync', ['made', 'vendor', 'size']],
  ['backups', ['at', 'id', 'size']],
  ['usage', ['at', 'count']],
];

async function walk(list: string, query: string, limit: number) {
  const rows: unknown[] = [];
  let cursor: string | null = null;
  do {
    const from: string = cursor === null ? '' : `&cursor=${cursor}`;
    const { json, items, status } = await ask(console, `GET /${list}?limit=${limit}${query}${from}`);
    expect(status).toBe(200);
    expect(items.length).toBeLessThanOrEqual(limit);
    rows.push(...items);
    cursor = json.next;
    if (cursor === null) expect(rows).toHaveLength(json.total);
    expect(json.total).toBeGreaterThan(0);
  } while (cursor !== null);
  return rows;
}

describe('a list', () => {
  it.each(lists.flatMap(([list, orders]) => orders.map((order) => [list, order] as const)))(
    'of %s by %s shows every row once on its pages, in one order forwards and backwards',
    async (list, order) => {
      const whole = await walk(list, `&sort=${order}`, 500);
      expect(await walk(list, `&sort=${order}`, 7)).toEqual(whole);
      expect(await walk(list, `&sort=-${order}`, 5)).toEqual(whole.toReversed());
    },
  );

  it('has 100 rows a page unless it is told otherwise, and at most 500', async () => {
    const { json } = await ask(console, 'GET /ledger');
    expect(json.total).toBeLessThan(100);
    expect(json.items).toHaveLength(json.total);
    for (const limit of ['0', '501', '-1', '1.5', 'x', '1e2', '99999999999999999999']) {
      const answer = await ask(console, `GET /ledger?limit=${limit}`);
      expect([answer.json.code, answer.json.field]).toEqual(['request_malformed', 'limit']);
    }
    expect((await ask(console, 'GET /ledger?limit=500')).status).toBe(200);
    expect((await ask(console, 'GET /ledger?limit=')).status).toBe(200);
  });

  it('shows rows that came meanwhile in their place and none twice', async () => {
    const first = await ask(console, 'GET /denials?limit=2&sort=first');
    await acquire(console.site, 'late', { product: 'later' });
    const rest = await ask(console, `GET /denials?limit=500&cursor=${first.json.next}`);
    expect(first.items.length + rest.items.length).toBe(rest.json.total);
    expect(rest.items.at(-1)?.product).toBe('later');
  });

  it('counts and shows only what was searched for', async () => {
    const found = await walk('devices', '&search=line-2', 2);
    expect(found.length).toBeGreaterThan(0);
    expect(found.every((row) => (row as { name: string }).name === 'line-2')).toBe(true);
  });

  it('shows nothing that its description does not name, searched for or not', async () => {
    for (const [list] of lists) {
      await ask(console, `GET /${list}`);
      // `ask` compares.
      expect((await ask(console, `GET /${list}?search=a`)).items.length).toBeGreaterThan(0);
    }
  });

  it.each([
    'x',
    'bnVsbA',
    Buffer.from('[null]').toString('base64url'),
    Buffer.from('[null,{}]').toString('base64url'),
    Buffer.from('[null,1,2,3]').toString('base64url'),
    Buffer.from('["no such order",1]').toString('base64url'),
    Buffer.from('[5,1]').toString('base64url'),
    Buffer.from('{}').toString('base64url'),
    Buffer.from('[null,1e999]').toString('base64url'),
  ])('refuses the cursor %s', async (cursor) => {
    const answer = await ask(console, `GET /devices?cursor=${cursor}`);
    expect([answer.status, answer.json.code]).toEqual([400, 'request_malformed']);
    expect(['cursor', 'sort']).toContain(answer.json.field);
  });

  it('refuses the cursor of another order', async () => {
    const { json } = await ask(console, 'GET /devices?limit=1&sort=name');
    expect((await ask(console, `GET /devices?cursor=${json.next}&sort=last`)).json.field).toBe('cursor');
    expect((await ask(console, `GET /devices?cursor=${json.next}&sort=name`)).status).toBe(200);
    expect((await ask(console, `GET /devices?cursor=${json.next}`)).status).toBe(200);
  });

  it.each(['constructor', '__proto__', 'toString', 'no', 'name;--', '-', '--name', 'device.name'])(
    'knows no order %s',
    async (sort) => {
      expect((await ask(console, `GET /devices?sort=${sort}`)).json).toMatchObject({
        code: 'request_malformed',
        field: 'sort',
      });
    },
  );

  it('takes any search text for a text', async () => {
    const texts = fc.oneof(
      fc.string({ maxLength: 200, unit: 'binary' }),
      fc.constantFrom(
        "' OR '1'='1",
        '"; DROP TABLE device; --',
        '%',
        '_',
        '\\',
        "\\'",
        ':search',
        '?1',
        'NULL',
        '*',
        '\u0000',
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...lists.map(([list]) => list)), texts, async (list, text) => {
        const answer = await ask(console, `GET /${list}?search=${encodeURIComponent(text.toWellFormed())}`);
        expect(answer.status).toBe(200);
      }),
      { numRuns: 300 },
    );
  });

  it('refuses a search text that is too long, and one that stands there twice', async () => {
    expect((await ask(console, `GET /devices?search=${'x'.repeat(201)}`)).json.field).toBe('search');
    expect((await ask(console, 'GET /devices?search=a&search=b')).json.field).toBe('search');
  });

  it('finds nothing under a filter that nothing matches', async () => {
    for (const list of ['devices', 'leases', 'denials', 'ledger', 'items', 'handshakes', 'licenses', 'usage']) {
      const { json } = await ask(console, `GET /${list}?vendor=nobody`);
      expect(json).toMatchObject({ items: [], next: null, total: 0 });
    }
  });
});
