import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { STANDINGS } from '../../../../../dls/site/standing.ts';
import type { SeatLease } from '../../../../../licensing/seat.ts';
import { DAY } from '../../../../../licensing/time.ts';
import { importLicense } from '../../../../support/console.ts';
import { type SeededDevice, seedDevice } from '../../../../support/seed.ts';
import { makeSite, type TestSite } from '../../../../support/site.ts';
import { createVendor, makeItem, testStart } from '../../../../support/vendor.ts';

const vendor = 'acme-vision';
const everyone = { vendor: null, item: null, handshake: null, platform: null, app: null, blocked: null, search: null };

let site: TestSite;
const devices: SeededDevice[] = [];

beforeAll(async () => {
  site = await makeSite({ now: testStart });
  const items = [makeItem('it-1', { graceSeconds: 0 }), makeItem('it-2', { graceSeconds: 3 * DAY })];
  await importLicense(site, createVendor(), items);
  for (let index = 0; index < 6; index += 1) devices.push(await seedDevice(site, vendor, 'it-1'));
});

afterAll(() => site.close());

const lengths = [180, DAY, 7 * DAY];

const lease = fc
  .record({ iat: fc.constantFrom(0, DAY), length: fc.constantFrom(...lengths), isOffline: fc.boolean() })
  .map(
    ({ iat, length, isOffline }, chain = 1): SeatLease => ({
      ...{ chain, renewal: 0, app: null, process: null, instances: 1 },
      ...{ iat: testStart + iat, exp: testStart + iat + length },
      offline: isOffline ? { request: 'r', returnHash: 'h' } : null,
    }),
  );
const leases = fc.array(lease, { maxLength: 2 });

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
    const seats = fc.array(fc.tuple(leases, leases), { minLength: devices.length, maxLength: devices.length });
    // Just before and at every instant that can change anything.
    const later = fc
      .tuple(
        fc.constantFrom(0, DAY),
        fc.constantFrom(0, 2 * DAY, ...lengths),
        fc.constantFrom(0, 3 * DAY),
        fc.constantFrom(0, 1),
      )
      .map(([iat, length, grace, before]) => iat + length + grace - before);
    const property = fc.asyncProperty(seats, later, async (held, later) => {
      for (const [place, [first, second]] of held.entries()) {
        const device = devices[place] as SeededDevice;
        await hold(device, 'it-1', first);
        await hold(device, 'it-2', second);
      }
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
