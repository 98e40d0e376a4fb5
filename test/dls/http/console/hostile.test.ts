import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { consoleRoutes } from '../../../../dls/http/console/routes.ts';
import { CODES, isCode } from '../../../../protocol/codes.ts';
import { acquire, ask, importLicense, makeConsole, type TestConsole } from '../../../support/console.ts';
import { createVendor } from '../../../support/vendor.ts';

let console: TestConsole;
let device: string;

beforeAll(async () => {
  console = await makeConsole();
  await importLicense(console.site, createVendor());
  await acquire(console.site, 'dev-1');
  device = (await ask(console, 'GET /devices')).items[0]?.uuid;
});

afterAll(() => console.close());

/** Calls that take something in, and a right one of each. */
const bodies: Readonly<Record<string, object>> = {
  'POST /session': { user: 'admin', password: 'correct horse' },
  'POST /setup': { token: 'x', password: 'correct horse', user: 'admin', backupTo: [] },
  'POST /handshakes': { code: '200001-x', items: ['it-1'], access: { allow: [], deny: [] }, note: '' },
  'PATCH /handshakes/acme-vision/200001-default': { items: ['it-2'], password: 'long enough', oldPasswordDays: 3 },
  'PATCH /items/acme-vision/it-1': { reservations: [{ name: 'a', seats: 1, devices: ['x*'] }] },
  'PATCH /devices/:device': { name: 'x', note: 'y', blocked: false },
  'POST /devices/:device/reclaim': { item: 'it-1', vendor: 'acme-vision', undo: true },
  'PATCH /settings': { limits: { requestsPerSecond: 5 }, backups: { places: [], schedule: '* * * * *' } },
  'POST /users': { name: 'eva', role: 'viewer', password: 'correct horse' },
  'PATCH /users/eva': { role: 'viewer' },
  'POST /tokens': { name: 'x', role: 'viewer' },
  'POST /sync': { vendor: 'acme-vision' },
  'POST /backups': { to: '/x' },
  'POST /activation-request': { newKeys: false },
};

const junk = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom(
    null,
    -1,
    0,
    1.5,
    1e308,
    '',
    'x'.repeat(5_000),
    [],
    {},
    true,
    '\u0000',
    '../../etc/passwd',
    "' OR 1=1 --",
  ),
  fc.string({ unit: 'binary', maxLength: 300 }),
);

/** The value with one of its parts, or all of it, replaced, removed or doubled. */
function mutated(value: object): fc.Arbitrary<unknown> {
  const paths = pathsOf(value);
  return fc.tuple(fc.constantFrom(...paths), junk).map(([path, part]) => withPart(value, path, part));
}

function pathsOf(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, inner]) => pathsOf(inner, [...path, key]))];
}

function withPart(value: unknown, [key, ...rest]: readonly string[], part: unknown): unknown {
  if (key === undefined) return part;
  const copy: Record<string, unknown> = structuredClone(value) as never;
  copy[key] = withPart(copy[key], rest, part);
  return copy;
}

function check(
  answer: { status: number; json: { code?: string; status?: number; detail?: string } },
  what: unknown,
): void {
  const told = JSON.stringify(what)?.slice(0, 300);
  if (answer.status < 400) return;
  const { code = '', detail = '' } = answer.json;
  expect([told, isCode(code), answer.status < 500]).toEqual([told, true, true]);
  expect(answer.status).toBe(CODES[code as keyof typeof CODES].status);
  expect(detail.length).toBeGreaterThan(5);
}

describe('hostile requests', () => {
  it('with any part of a right body replaced get an answer of the registry', async () => {
    const anyCall = fc
      .constantFrom(...Object.entries(bodies))
      .chain(([address, body]) => mutated(body).map((json) => [address.replace(':device', device), json] as const));
    await fc.assert(
      fc.asyncProperty(anyCall, async ([address, json]) => {
        check(await ask(console, address, { json }), [address, json]);
      }),
      { numRuns: 3_000 },
    );
  });

  it('with bytes instead of JSON get one too', async () => {
    const addresses = Object.keys(bodies).map((address) => address.replace(':device', device));
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 200 }).map((array) => Buffer.from(array)),
      fc
        .constantFrom('{', '{"a":', '[[[[', '"', 'null', '{"a":1}{', '\uFEFF{}', '['.repeat(100_000))
        .map((text) => Buffer.from(text)),
    );
    const type = fc.constantFrom(
      'application/json',
      'text/plain',
      'multipart/form-data; boundary=x',
      '',
      'application/json; charset=utf-16',
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...addresses), bytes, type, async (address, content, media) => {
        check(await ask(console, address, { bytes: content, headers: { 'content-type': media } }), [address, media]);
      }),
      { numRuns: 800 },
    );
  });

  it('with any query string and any address get one too', async () => {
    const gets = consoleRoutes.filter(({ method, answer }) => method === 'GET' && answer !== 'text/event-stream');
    const word = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }).map((text) => encodeURIComponent(text.toWellFormed())),
      fc.constantFrom('%', '%zz', '..', '%2e%2e', '%00', '%ff', '__proto__', '-1', '1e9', '9'.repeat(400)),
    );
    const names = fc.constantFrom(
      'search',
      'cursor',
      'limit',
      'sort',
      'vendor',
      'item',
      'from',
      'to',
      'by',
      'state',
      'blocked',
      'x',
      'from[]',
    );
    const query = fc.array(fc.tuple(names, word), { maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...gets), query, word, async (route, values, name) => {
        if (route.path === '/ledger/verify' || route.path.includes('metrics')) return;
        const path = route.path.replaceAll(/:[A-Za-z]+/g, name);
        const address = `GET ${path}?${values.map(([key, value]) => `${key}=${value}`).join('&')}`;
        check(await ask(console, address), address);
      }),
      { numRuns: 2_000 },
    );
  });

  it('with any header get one too', async () => {
    const value = fc.string({ maxLength: 60 }).map((text) => text.replaceAll(/[^\x20-\x7e]/g, 'x'));
    const name = fc.constantFrom(
      'authorization',
      'cookie',
      'origin',
      'host',
      'idempotency-key',
      'content-type',
      'content-encoding',
    );
    await fc.assert(
      fc.asyncProperty(name, value, async (header, text) => {
        const json = { role: 'viewer' };
        check(await ask(console, 'POST /tokens', { json, headers: { [header]: text } }), [header, text]);
      }),
      { numRuns: 500 },
    );
  });

  it('that are refused change nothing', async () => {
    const before = console.site.dump();
    const refused: readonly (readonly [string, unknown])[] = [
      ['POST /handshakes', { code: '200001-z', items: ['it-1', 'nothing'] }],
      ['PATCH /settings', { limits: { requestsPerSecond: 9, firstSeenPerMinute: 'x' } }],
      ['POST /users', { name: 'eva!', role: 'viewer', password: 'correct horse' }],
      ['POST /tokens', { role: 'god' }],
      ['POST /sync', { vendor: 'nobody' }],
      ['PATCH /items/acme-vision/it-1', { reservations: [{ name: '', seats: 1, devices: [] }] }],
      [`PATCH /devices/${device}`, { name: 'a b', blocked: true }],
    ];
    for (const [address, json] of refused) expect((await ask(console, address, { json })).status).toBeGreaterThan(399);
    expect(console.site.dump()).toBe(before);
  });
});
