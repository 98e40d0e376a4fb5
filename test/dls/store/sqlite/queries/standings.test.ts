import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { STANDINGS } from '../../../../../dls/site/standing.ts';
import type { Page } from '../../../../../dls/store/reader.ts';
import type { ShownLeaseRow } from '../../../../../dls/store/sqlite/queries/leases.ts';
import type { SeatLease } from '../../../../../licensing/seat.ts';
import { DAY } from '../../../../../licensing/time.ts';
import { importLicense } from '../../../../support/console.ts';
import { type SeededDevice, seedDevice } from '../../../../support/seed.ts';
import { makeSite, type TestSite } from '../../../../support/site.ts';
import { createVendor, makeItem, testStart } from '../../../../support/vendor.ts';

const vendor = 'acme-vision';
const everyone = { vendor: null, item: null, handshake: null, platform: null, app: null, blocked: null, search: null };

let site: TestSite;
const deviceCount = 6;
const devices: SeededDevice[] = [];

beforeAll(async () => {
  site = await makeSite({ now: testStart });
  const items = [makeItem('it-1', { graceSeconds: 0 }), makeItem('it-2', { graceSeconds: 3 * DAY })];
  await importLicense(site, createVendor(), items);
  for (let index = 0; index < deviceCount; index += 1) devices.push(await seedDevice(site, vendor, 'it-1'));
});

afterAll(() => site.close());

const lengths = [180, DAY, 7 * DAY];

const app = fc.constantFrom(null, 'com.acme.scan', 'press],[ 4', '"quoted"');
const lease = fc
  .record({ iat: fc.constantFrom(0, DAY), length: fc.constantFrom(...lengths), isOffline: fc.boolean(), app })
  .map(
    ({ iat, length, isOffline, app }): SeatLease => ({
      ...{ chain: 1, renewal: 0, app, process: null, instances: 1 },
      ...{ iat: testStart + iat, exp: testStart + iat + length },
      offline: isOffline ? { request: 'r', returnHash: 'h' } : null,
    }),
  );
const leases = fc.array(lease, { maxLength: 2 }).map((held) => held.map((one, chain) => ({ ...one, chain })));
const seats = fc.array(fc.tuple(leases, leases), { minLength: deviceCount, maxLength: deviceCount });
/** Just before and at every instant that can change anything. */
const later = fc
  .tuple(
    fc.constantFrom(0, DAY),
    fc.constantFrom(0, 2 * DAY, ...lengths),
    fc.constantFrom(0, 3 * DAY),
    fc.constantFrom(0, 1),
  )
  .map(([iat, length, grace, before]) => iat + length + grace - before);

async function holdAll(held: readonly (readonly [readonly SeatLease[], readonly SeatLease[]])[]): Promise<void> {
  for (const [place, [first, second]] of held.entries()) {
    const device = devices[place] as SeededDevice;
    await hold(device, 'it-1', first);
    await hold(device, 'it-2', second);
  }
}

async function hold(device: SeededDevice, item: string, held: readonly SeatLease[]): Promise<void> {
  const itemNo = site.snapshot.current.itemNo(vendor, item) ?? 0;
  await site.store.transact(async (tx) => {
    const [seat] = await tx.seats.list(device.no);
    if (seat !== undefined) await tx.seats.put(device.no, itemNo, { ...seat.seat, leases: held });
  });
}

const list = (state: (typeof STANDINGS)[number] | null, now: number) =>
  site.reader.page('devices', { ...everyone, state, now }, { sort: null, after: null, limit: 50 });

describe('devices by how they stand', () => {
  it('are those that are shown so, at any time and with any leases', async () => {
    const property = fc.asyncProperty(seats, later, async (held, later) => {
      await holdAll(held);
      const now = testStart + later;
      const shown = (await list(null, now)).items;
      for (const state of STANDINGS) {
        const found = await list(state, now);
        const expected = shown.filter((device) => device.state === state).map(({ uuid }) => uuid);
        expect(found.items.map(({ uuid }) => uuid)).toEqual(expected);
        expect(found.total).toBe(expected.length);
      }
    });
    await fc.assert(property, { numRuns: 150 });
  });
});

type Listed = readonly [device: string, item: string, chain: number];

/** Everything that a list gives, in pages of three, each of which says how many there are. */
async function listLeases(asked: { readonly off?: boolean; readonly search?: string }, now: number, sort: string) {
  const args = { ...{ vendor, item: null, device: null, handshake: null, off: null, search: null, now }, ...asked };
  const found: Listed[] = [];
  const totals = new Set<number>();
  let after: readonly (string | number)[] | null = null;
  do {
    const page: Page<ShownLeaseRow> = await site.reader.page('leases', args, { sort, after, limit: 3 });
    found.push(...page.items.map(({ device, item, chain }): Listed => [device, item, chain]));
    totals.add(page.total);
    after = page.next;
  } while (after !== null);
  expect([...totals]).toEqual([found.length]);
  return found.toSorted();
}

describe('leases in force', () => {
  it('are all of those that have not ended, in pages of any order, with any search', async () => {
    const sorts = fc.constantFrom('device', '-device', 'iat', '-iat', 'exp', '-exp');
    const property = fc.asyncProperty(seats, later, sorts, async (held, later, sort) => {
      await holdAll(held);
      const now = testStart + later;
      const inForce = (isAsked: (lease: SeatLease) => boolean): readonly Listed[] =>
        held
          .flatMap((both, place) =>
            both.flatMap((ofItem, item) =>
              ofItem
                .filter((one) => one.exp > now && isAsked(one))
                .map(({ chain }): Listed => [devices[place]?.uuid ?? '', `it-${item + 1}`, chain]),
            ),
          )
          .toSorted();
      expect(await listLeases({}, now, sort)).toEqual(inForce(() => true));
      expect(await listLeases({ off: true }, now, sort)).toEqual(inForce(({ offline }) => offline !== null));
      expect(await listLeases({ off: false }, now, sort)).toEqual(inForce(({ offline }) => offline === null));
      expect(await listLeases({ search: 'press' }, now, sort)).toEqual(inForce(({ app }) => app === 'press],[ 4'));
    });
    await fc.assert(property, { numRuns: 100 });
  });
});
