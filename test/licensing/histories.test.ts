import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Item, Metric } from '../../licensing/item.ts';
import { graceEnd } from '../../licensing/lease-length.ts';
import { toleranceOf } from '../../licensing/quota-limit.ts';
import { isHeld } from '../../licensing/seat-grant.ts';
import { DAY, END, item, NOW, START, vendor } from './given.ts';
import {
  acquireOn,
  adoptOn,
  countsOf,
  type Island,
  island,
  reclaimOn,
  recountOf,
  releaseOn,
  reportOn,
  returnOn,
  termNow,
} from './island.ts';

type Step =
  | { readonly do: 'wait'; readonly seconds: number }
  | {
      readonly do: 'acquire';
      readonly device: string;
      readonly app: string;
      readonly instances: number;
      readonly days: number | null;
    }
  | {
      readonly do: 'release' | 'return' | 'reclaim' | 'report' | 'adopt';
      readonly device: string;
      readonly which: number;
    };

const devices = fc.constantFrom('d1', 'd2', 'd3', 'd4', 'd5', 'd6', 'd7');
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      seconds: fc.oneof(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 1, max: 3 * DAY })),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('acquire' as const),
      device: devices,
      app: fc.constantFrom('a', 'b'),
      instances: fc.integer({ min: 1, max: 3 }),
      days: fc.oneof(
        { weight: 5, arbitrary: fc.constant(null) },
        { weight: 1, arbitrary: fc.integer({ min: 1, max: 9 }) },
      ),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom('release' as const, 'return' as const, 'reclaim' as const, 'report' as const),
      device: devices,
      which: fc.nat(3),
    }),
  },
);
const steps = (of = step) => fc.array(of, { minLength: 1, maxLength: 60 });

const METRICS: readonly Metric[] = ['device', 'concurrent-device', 'concurrent-instance', 'usage', 'server', 'domain'];

function itemOf(metric: Metric, id = 'it-1'): Item {
  return item({
    id,
    metric,
    term: {
      quota: 4,
      overagePercent: 25,
      overageSlots: 6,
      offlineSeats: 2,
      activeWindow: 86_400,
      leaseSeconds: 300,
      domain: 'a',
      end: START + 20 * DAY,
    },
    reservations: [{ name: 'line', seats: 1, devices: ['d1'] }],
  });
}

function run(site: Island, what: Step): void {
  if (what.do === 'wait') site.now += what.seconds;
  else if (what.do === 'acquire') {
    const offline = what.days === null ? null : { request: 'r', days: what.days, returnHash: 'h' };
    // Two devices share a machine, so that server seats are taken over.
    const machine = what.device === 'd2' ? 'd1' : what.device;
    acquireOn(site, uuid(what.device), {
      app: what.app,
      instances: what.instances,
      offline,
      machine,
      deployment: 'server',
      name: what.device,
    });
  } else for (const seat of seatsOf(site, what.device)) runOn(site, what, seat.item);
}

function runOn(site: Island, what: Exclude<Step, { do: 'wait' | 'acquire' }>, id: string): void {
  const seat = site.seats.get(uuid(what.device))?.get(id);
  const lease = seat?.leases[what.which % Math.max(1, seat.leases.length)];
  switch (what.do) {
    case 'release':
      releaseOn(site, uuid(what.device), id, lease?.chain ?? 0);
      break;
    case 'return':
      if (lease !== undefined) returnOn(site, uuid(what.device), id, lease);
      break;
    case 'reclaim':
      reclaimOn(site, uuid(what.device), id);
      break;
    case 'report':
      reportOn(site, uuid(what.device), id, 1);
      break;
    case 'adopt':
      adoptOn(site, uuid(what.device), id, {
        chain: 1_000 + site.chain++,
        renewal: 0,
        app: 'x',
        process: null,
        iat: site.now - 10,
        exp: site.now + 50 * (what.which + 1),
        instances: 1 + what.which,
        offline: null,
      });
      break;
  }
}

const uuid = (name: string) => `00000000-0000-8000-8000-0000000000${name}`;
const seatsOf = (site: Island, name: string) => [...(site.seats.get(uuid(name))?.values() ?? [])];
const start = (...items: Item[]) => island(vendor({ items }), NOW);

describe.each(METRICS)('any history of %s', (metric) => {
  const one = itemOf(metric);

  it('keeps the counters at what counting the seats comes to', () => {
    fc.assert(
      fc.property(steps(), (list) => {
        const site = start(one);
        for (const what of list) {
          run(site, what);
          const counts = countsOf(site, one);
          const counted = recountOf(site, one);
          expect(counts.all.units).toBe(counted.get('all') ?? 0);
          expect(counts.offline).toBe(counted.get('offline') ?? 0);
          expect(counts.reserved.line).toBe(counted.get('reservation:line') ?? 0);
        }
      }),
    );
  });

  it('never gives more seats than quota plus overage', () => {
    fc.assert(
      fc.property(steps(), (list) => {
        const site = start(one);
        for (const what of list) {
          run(site, what);
          const { all, offline } = countsOf(site, one);
          const concurrent = metric.startsWith('concurrent');
          expect(all.units).toBeLessThanOrEqual(concurrent ? 2 * 4 : 4 + toleranceOf(metric, termNow(site, one)));
          expect(offline).toBeLessThanOrEqual(2);
        }
      }),
    );
  });

  it('never gives a lease beyond term plus grace', () => {
    fc.assert(
      fc.property(steps(), (list) => {
        const site = start(one);
        for (const what of list) {
          run(site, what);
          for (const own of site.seats.values()) {
            for (const { exp } of own.get('it-1')?.leases ?? [])
              expect(exp).toBeLessThanOrEqual(graceEnd(one.terms[0]!));
          }
        }
      }),
    );
  });

  it('acquires again what was acquired and released', () => {
    fc.assert(
      fc.property(steps(), (list) => {
        const site = start(one);
        for (const what of list) {
          run(site, what);
          if (what.do !== 'acquire' || what.days !== null) continue;
          const asked = {
            app: what.app,
            instances: what.instances,
            machine: what.device === 'd2' ? 'd1' : what.device,
            deployment: 'server',
            name: what.device,
          };
          const first = acquireOn(site, uuid(what.device), asked);
          if (first.outcome !== 'granted') continue;
          releaseOn(site, uuid(what.device), 'it-1', first.lease.chain);
          // That was a renewal, which goes by the whole quota; a new seat sees it less what is reserved for others.
          const anew = acquireOn(site, uuid(what.device), asked);
          if (anew.outcome !== 'granted') continue;
          releaseOn(site, uuid(what.device), 'it-1', anew.lease.chain);
          expect(acquireOn(site, uuid(what.device), asked).outcome).toBe('granted');
        }
      }),
    );
  });

  it('gives the same answer to the same request within a second', () => {
    fc.assert(
      fc.property(steps(), (list) => {
        const site = start(one);
        for (const what of list) {
          run(site, what);
          if (what.do !== 'acquire') continue;
          const before = countsOf(site, one);
          const seat = site.seats.get(uuid(what.device))?.get('it-1') ?? null;
          if (!isHeld(seat, site.now)) continue;
          run(site, what);
          expect(countsOf(site, one)).toEqual(before);
        }
      }),
    );
  });
});

describe('any history with several items', () => {
  const items = METRICS.map((metric, i) => itemOf(metric, `it-${i}`));

  it('keeps the counters of every item', () => {
    fc.assert(
      fc.property(steps(), (list) => {
        const site = start(...items);
        for (const what of list) {
          run(site, what);
          for (const one of items) {
            expect(countsOf(site, one).all.units).toBe(recountOf(site, one).get('all') ?? 0);
          }
        }
      }),
    );
  });

  it('grants whenever one of the items alone would', () => {
    fc.assert(
      fc.property(steps(), devices, (list, name) => {
        const site = start(...items);
        for (const what of list) run(site, what);
        const asked = { app: 'c', machine: name, deployment: 'server', name };
        const alone = items.some(
          (one) =>
            acquireOn({ ...clone(site), vendor: vendor({ items: [one] }) }, uuid(name), asked).outcome === 'granted',
        );
        expect(acquireOn(site, uuid(name), asked).outcome === 'granted').toBe(alone);
      }),
    );
  });
});

describe.each(['concurrent-device', 'concurrent-instance'] as const)(
  'any history of %s with adopted leases',
  (metric) => {
    const one = item({ metric, term: { quota: 4, overageSlots: 10 ** 6, end: END } });
    const adopting = fc.oneof(
      { weight: 5, arbitrary: step },
      { weight: 1, arbitrary: fc.record({ do: fc.constant('adopt' as const), device: devices, which: fc.nat(3) }) },
    );

    it('grants nothing new while they exceed the quota, and counts them right', () => {
      fc.assert(
        fc.property(steps(adopting), (list) => {
          const site = start(one);
          for (const what of list) {
            const before = countsOf(site, one);
            run(site, what);
            const after = countsOf(site, one);
            expect(after.all.units).toBe(recountOf(site, one).get('all') ?? 0);
            if (what.do === 'acquire' && before.overAdopted && before.all.units > 4) {
              expect(after.all.units).toBeLessThanOrEqual(before.all.units);
            }
          }
        }),
      );
    });
  },
);

function clone(site: Island): Island {
  return structuredClone({ ...site, vendor: null }) as unknown as Island;
}
