import { describe, expect, it } from 'vitest';
import type { ItemCounts } from '../../licensing/counter.ts';
import type { Metric, Term } from '../../licensing/item.ts';
import type { AcquireRequest } from '../../licensing/request.ts';
import { acquire, granted } from './acquiring.ts';
import { counts, DAY, device, END, item, lease, NOW, request, START, seat, trial, vendor } from './given.ts';

type Counts = Parameters<typeof counts>[0];
type Setting = {
  readonly term?: Partial<Term>;
  readonly counts?: Counts;
  readonly held?: Parameters<typeof seat>[0];
  readonly asked?: Partial<AcquireRequest>;
  readonly now?: number;
  readonly of?: Omit<NonNullable<Parameters<typeof item>[0]>, 'metric' | 'term'>;
  readonly restoredAt?: number;
};

/** One item of a metric, asked for by a device that holds `held` on it. */
function ask(metric: Metric, { term = {}, held, asked, now = NOW, of, restoredAt, ...rest }: Setting = {}) {
  const one = item({ metric, term, ...of });
  const server = metric === 'server' ? { deployment: 'server', machine: 'm1' } : {};
  return acquire(
    {
      vendor: vendor({ items: [one] }),
      device: device({ seats: held === undefined ? [] : [seat(held)] }),
      request: request({ ...server, ...asked }),
      time: { now, distrusted: false, restoredAt: restoredAt ?? null },
    },
    { 'it-1': { counts: counts(rest.counts) } },
  );
}

const result = (decision: ReturnType<typeof acquire>) =>
  decision.outcome === 'denied' ? decision.code : decision.state;
const overage = (changes: Partial<ItemCounts['overage']>) => ({
  overage: { termStart: START, spent: 0, slot: NOW, booked: 0, ...changes },
});

describe('decideAcquire', () => {
  it('grants a new seat: lease, seat, counter and ending', () => {
    const grant = granted(ask('device', { asked: { features: ['qr'], app: 'a', process: 'p', instances: 3 } }));
    const made = {
      chain: 77,
      renewal: 0,
      app: 'a',
      process: 'p',
      iat: NOW,
      exp: NOW + 7 * DAY,
      instances: 3,
      offline: null,
    };
    expect(grant).toMatchObject({
      handshake: '200001-default',
      newSeat: true,
      lease: made,
      features: ['qr'],
      state: 'ok',
      renewAfter: DAY,
      graceSeconds: 3 * DAY,
      until: END,
      takenFrom: null,
    });
    expect(grant.seat).toEqual({
      item: 'it-1',
      since: NOW,
      active: NOW,
      heldUntil: NOW + 90 * DAY,
      leases: [made],
      features: ['qr'],
      handshake: '200001-default',
      reservation: null,
      machine: null,
      reported: false,
      reclaimedUntil: null,
      takenOver: null,
    });
    expect(grant.changes).toEqual([{ subject: 'all', units: 1, endings: [{ at: NOW + 90 * DAY, units: 1 }] }]);
    expect(grant.counts.all.units).toBe(1);
    expect(grant.counts.peak.units).toBe(1);
  });

  it('leases all features when none is asked for', () => {
    expect(granted(ask('device')).features).toEqual(['1d', 'qr']);
  });

  it('renews the same lease, with the same seat', () => {
    const held = { since: NOW - 100, heldUntil: NOW + 80, leases: [lease({ chain: 5, renewal: 2, exp: NOW + 80 })] };
    const grant = granted(ask('concurrent-device', { held, counts: { units: 1 } }));
    expect(grant).toMatchObject({ newSeat: false, lease: { chain: 5, renewal: 3, exp: NOW + 180 } });
    expect(grant.seat).toMatchObject({ since: NOW - 100, heldUntil: NOW + 180 });
    expect(grant.seat.leases).toHaveLength(1);
    expect(grant.counts.all.units).toBe(1);
  });

  describe('concurrent-device', () => {
    it('frees a seat the second its last lease lapses', () => {
      const held = { leases: [lease({ exp: NOW + 1 })] };
      expect(granted(ask('concurrent-device', { held, counts: { units: 1 } })).newSeat).toBe(false);
      expect(granted(ask('concurrent-device', { held: { leases: [lease({ exp: NOW })] } })).newSeat).toBe(true);
    });

    it('counts a device once, however many apps of it hold leases', () => {
      const held = { leases: [lease({ app: 'a', exp: NOW + 50 })] };
      const grant = granted(
        ask('concurrent-device', { held, counts: { units: 1 }, asked: { app: 'b', instances: 9 } }),
      );
      expect(grant.seat.leases.map(({ app }) => app)).toEqual(['a', 'b']);
      expect(grant.counts.all.units).toBe(1);
      expect(grant.newSeat).toBe(false);
    });

    it.each([
      [9, 'ok'],
      [10, 'overage'],
      [19, 'overage'],
      [20, 'quota_exhausted'],
    ])('with %d of 10 seats live is %s: the excess is at most the quota', (units, outcome) => {
      expect(result(ask('concurrent-device', { counts: { units } }))).toBe(outcome);
    });

    it.each([
      [0, 0, 3, 'overage'],
      [0, 0, 2, 'overage'],
      [0, 0, 1, 'quota_exhausted'],
      [8, 0, 10, 'overage'],
      [9, 0, 10, 'quota_exhausted'],
      [9, 1, 10, 'overage'],
      [10, 2, 10, 'overage'],
      [11, 2, 10, 'quota_exhausted'],
    ])(
      'with %d seat-slots spent, %d of them in this slot, of a budget of %d is %s for an excess of 2',
      (spent, booked, overageSlots, outcome) => {
        const state = { term: { overageSlots }, counts: { units: 11, ...overage({ spent, booked }) } };
        expect(result(ask('concurrent-device', state))).toBe(outcome);
      },
    );

    it('books the peak of the slot as it rises', () => {
      const grant = granted(ask('concurrent-device', { counts: { units: 11, ...overage({ spent: 5, booked: 1 }) } }));
      expect(grant.counts.overage).toEqual({ termStart: START, spent: 6, slot: NOW, booked: 2 });
      const again = granted(ask('concurrent-device', { counts: { units: 10, ...overage({ spent: 5, booked: 1 }) } }));
      expect(again.counts.overage).toMatchObject({ spent: 5, booked: 1 });
    });

    it('lets a renewal beyond quota cost what a grant costs', () => {
      const held = { leases: [lease({ exp: NOW + 9 })] };
      const state = (spent: number) => ({
        held,
        term: { overageSlots: 5 },
        counts: { units: 11, ...overage({ spent, booked: 1 }) },
      });
      expect(result(ask('concurrent-device', state(5)))).toBe('overage');
      expect(result(ask('concurrent-device', state(6)))).toBe('quota_exhausted');
    });

    it('waits one leaseSeconds after a restore with new seats, not with renewals', () => {
      const state = (now: number) => ({ restoredAt: NOW - 100, now });
      expect(result(ask('concurrent-device', state(NOW + 79)))).toBe('quota_exhausted');
      expect(result(ask('concurrent-device', state(NOW + 80)))).toBe('ok');
      expect(result(ask('concurrent-device', { ...state(NOW), held: {}, counts: { units: 1 } }))).toBe('ok');
      expect(result(ask('device', state(NOW)))).toBe('ok');
      expect(result(ask('concurrent-instance', { ...state(NOW + 59), term: { leaseSeconds: 160 } }))).toBe(
        'quota_exhausted',
      );
    });
  });

  describe('concurrent-instance', () => {
    it('counts the largest instances among the live leases of a device', () => {
      const held = { leases: [lease({ app: 'a', instances: 4, exp: NOW + 50 })] };
      const units = (instances: number, app = 'b') =>
        granted(ask('concurrent-instance', { held, counts: { units: 4 }, asked: { app, instances } })).counts.all.units;
      expect([units(3), units(4), units(5)]).toEqual([4, 4, 5]);
      expect([units(3, 'a'), units(6, 'a')]).toEqual([3, 6]);
    });

    it('keeps the instances of another app counted when one asks for fewer', () => {
      const held = {
        leases: [lease({ app: 'a', instances: 4, exp: NOW + 50 }), lease({ app: 'b', instances: 6, exp: NOW + 60 })],
      };
      const grant = granted(
        ask('concurrent-instance', { held, counts: { units: 6 }, asked: { app: 'b', instances: 1 } }),
      );
      expect(grant.counts.all.units).toBe(4);
      expect(grant.changes[0]?.endings.filter(({ units }) => units > 0)).toEqual([
        { at: NOW + 180, units: 1 },
        { at: NOW + 50, units: 3 },
      ]);
    });

    it('no longer counts a lease of the same device that lapsed', () => {
      const held = {
        leases: [lease({ app: 'a', instances: 4, exp: NOW }), lease({ app: 'b', instances: 2, exp: NOW + 9 })],
      };
      expect(
        granted(ask('concurrent-instance', { held, counts: { units: 2 }, asked: { app: 'c' } })).counts.all.units,
      ).toBe(2);
    });

    it('needs room for all instances asked for', () => {
      const state = (instances: number) => ({ term: { overageSlots: 0 }, counts: { units: 7 }, asked: { instances } });
      expect(result(ask('concurrent-instance', state(3)))).toBe('ok');
      expect(result(ask('concurrent-instance', state(4)))).toBe('quota_exhausted');
    });
  });

  describe.each(['device', 'server'] as const)('%s', (metric) => {
    it.each([
      [9, 'ok'],
      [10, 'overage'],
      [11, 'quota_exhausted'],
    ])('with %d of 10 registered is %s for a new device: 10 %% are tolerated', (units, outcome) => {
      expect(result(ask(metric, { counts: { units } }))).toBe(outcome);
    });

    it('lets those that are registered go on beyond quota', () => {
      const held = { heldUntil: NOW + 1, machine: 'm1' };
      expect(result(ask(metric, { held, counts: { units: 10 } }))).toBe('ok');
      expect(result(ask(metric, { held, counts: { units: 11 } }))).toBe('overage');
      expect(result(ask(metric, { held, counts: { units: 500 } }))).toBe('overage');
    });

    it('is a new device when its active window is over', () => {
      const held = { heldUntil: NOW, leases: [], machine: 'm1' };
      expect(granted(ask(metric, { held })).newSeat).toBe(true);
      expect(result(ask(metric, { held, counts: { units: 11 } }))).toBe('quota_exhausted');
    });

    it.each([86_400, 2_592_000, 7_776_000, 31_536_000] as const)(
      'holds its seat for a window of %d seconds',
      (activeWindow) => {
        const grant = granted(ask(metric, { term: { activeWindow } }));
        expect(grant.seat.heldUntil).toBe(NOW + activeWindow);
        expect(grant.lease.exp).toBe(NOW + Math.min(activeWindow, 7 * DAY));
      },
    );
  });

  describe('server', () => {
    const machineSeat = (changes: Parameters<typeof seat>[0] = {}) => ({
      device: 'old',
      seat: seat({
        heldUntil: NOW + DAY,
        machine: 'm1',
        since: NOW - 50 * DAY,
        reported: true,
        features: ['x'],
        ...changes,
      }),
    });
    const take = (changes?: Parameters<typeof seat>[0], units = 11) =>
      acquire(
        {
          vendor: vendor({ items: [item({ metric: 'server' })] }),
          request: request({ deployment: 'server', machine: 'm1' }),
        },
        { 'it-1': { counts: counts({ units }), machineSeat: machineSeat(changes) } },
      );

    it('lets a new UUID with a known machine hash take its seat over', () => {
      const grant = granted(take());
      expect(grant.newSeat).toBe(true);
      expect(grant.counts.all.units).toBe(11);
      expect(grant.seat).toMatchObject({
        since: NOW - 50 * DAY,
        reported: true,
        machine: 'm1',
        features: ['1d', 'qr'],
      });
      expect(grant.takenFrom).toEqual({
        device: 'old',
        seat: {
          ...machineSeat().seat,
          heldUntil: NOW,
          leases: [],
          machine: null,
          takenOver: { by: device().uuid, at: NOW },
        },
      });
      expect(grant.changes).toEqual([
        {
          subject: 'all',
          units: 0,
          endings: [
            { at: NOW + DAY, units: -1 },
            { at: NOW + 90 * DAY, units: 1 },
          ],
        },
      ]);
    });

    it('takes over the place in a reservation', () => {
      const reservations = [{ name: 'line', seats: 1, devices: [] }];
      const decision = acquire(
        {
          vendor: vendor({ items: [item({ metric: 'server', reservations })] }),
          request: request({ deployment: 'server', machine: 'm1' }),
        },
        {
          'it-1': {
            counts: counts({ units: 1, reserved: { line: 1 } }),
            machineSeat: machineSeat({ reservation: 'line' }),
          },
        },
      );
      expect(granted(decision)).toMatchObject({ seat: { reservation: 'line' }, counts: { reserved: { line: 1 } } });
    });

    it('does not take over a seat that came free', () => {
      expect(result(take({ heldUntil: NOW, leases: [] }, 11))).toBe('quota_exhausted');
      expect(granted(take({ heldUntil: NOW, leases: [] }, 3))).toMatchObject({
        takenFrom: null,
        counts: { all: { units: 4 } },
      });
    });

    it('renews its own seat without taking anything over', () => {
      const own = seat({ heldUntil: NOW + 5, machine: 'm1' });
      const decision = acquire(
        {
          vendor: vendor({ items: [item({ metric: 'server' })] }),
          request: request({ deployment: 'server', machine: 'm1' }),
          device: device({ seats: [own] }),
        },
        { 'it-1': { machineSeat: { device: device().uuid, seat: own } } },
      );
      expect(granted(decision)).toMatchObject({ newSeat: false, takenFrom: null });
    });

    it('lets the old UUID take it back after 24 hours', () => {
      const old = seat({ heldUntil: NOW - DAY, leases: [], takenOver: { by: 'new', at: NOW - DAY }, features: ['1d'] });
      const decision = acquire(
        {
          vendor: vendor({ items: [item({ metric: 'server' })] }),
          request: request({ deployment: 'server', machine: 'm1', features: ['qr'] }),
          device: device({ seats: [old] }),
        },
        { 'it-1': { counts: counts({ units: 1 }), machineSeat: machineSeat() } },
      );
      expect(granted(decision)).toMatchObject({
        takenFrom: { device: 'old' },
        seat: { takenOver: null, features: ['1d', 'qr'] },
      });
    });
  });

  describe('usage', () => {
    it.each([
      [0, 'ok'],
      [99, 'ok'],
      [100, 'overage'],
      [104, 'overage'],
      [105, 'quota_exhausted'],
      [10_000, 'quota_exhausted'],
    ])('with %d of 100 used is %s: 5 %% are tolerated', (used, outcome) => {
      expect(result(ask('usage', { term: { quota: 100, overagePercent: 5 }, counts: { used } }))).toBe(outcome);
    });

    it('refuses from the quota on where nothing is tolerated', () => {
      const state = (used: number) => ({ term: { quota: 100, overagePercent: 0 }, counts: { used } });
      expect([99, 100].map((used) => result(ask('usage', state(used))))).toEqual(['ok', 'quota_exhausted']);
    });

    it('refuses every device, also one that holds a lease', () => {
      expect(result(ask('usage', { held: {}, term: { quota: 10 }, counts: { used: 11 } }))).toBe('quota_exhausted');
    });

    it('takes no unit and no seat', () => {
      expect(granted(ask('usage')).changes).toEqual([]);
    });

    it('is a new lease at first and the same again while it lives', () => {
      expect(granted(ask('usage')).newSeat).toBe(true);
      expect(granted(ask('usage', { held: {} })).newSeat).toBe(false);
    });
  });

  describe('domain', () => {
    const asked = { app: 'scan.acme.example' };

    it('grants any number of devices', () => {
      const state = { term: { domain: 'acme.example', quota: 0 }, counts: { units: 10 ** 6, used: 10 ** 6 }, asked };
      expect(result(ask('domain', state))).toBe('ok');
      expect(granted(ask('domain', state))).toMatchObject({ changes: [], lease: { exp: NOW + 7 * DAY } });
    });
  });

  describe('offline leases', () => {
    const offline = { request: 'r1', days: 10, returnHash: 'h1' };

    it('hold the seat until their end, whatever the metric', () => {
      const grant = granted(ask('concurrent-device', { term: { offlineDays: 30 }, asked: { offline } }));
      expect(grant.lease).toMatchObject({ exp: NOW + 10 * DAY, offline: { request: 'r1', returnHash: 'h1' } });
      expect(grant.seat.heldUntil).toBe(NOW + 10 * DAY);
      expect(grant.counts).toMatchObject({ all: { units: 1 }, offline: 1 });
    });

    it('hold a registered seat beyond its active window', () => {
      const grant = granted(ask('device', { term: { offlineDays: 30, activeWindow: 86_400 }, asked: { offline } }));
      expect(grant.seat.heldUntil).toBe(NOW + 10 * DAY);
    });

    it('are capped by offlineSeats, by default the quota', () => {
      const state = (out: number, term = {}) => ({ term: { ...term }, counts: { offline: out }, asked: { offline } });
      expect(result(ask('usage', state(9)))).toBe('ok');
      expect(result(ask('usage', state(10)))).toBe('quota_exhausted');
      expect(result(ask('usage', state(1, { offlineSeats: 2 })))).toBe('ok');
      expect(result(ask('usage', state(2, { offlineSeats: 2 })))).toBe('quota_exhausted');
      expect(result(ask('usage', state(0, { offlineSeats: 0 })))).toBe('quota_exhausted');
    });

    it('extend the same seat, also when all are out', () => {
      const held = { leases: [lease({ chain: 4, exp: NOW + DAY, offline: { request: 'r0', returnHash: 'h0' } })] };
      const grant = granted(
        ask('usage', { held, term: { offlineDays: 30 }, counts: { offline: 10 }, asked: { offline } }),
      );
      expect(grant.lease).toMatchObject({ chain: 4, renewal: 1, exp: NOW + 10 * DAY });
      expect(grant.counts.offline).toBe(10);
    });

    it('are a new seat when the last one is over', () => {
      const held = {
        leases: [lease({ exp: NOW, offline: { request: 'r0', returnHash: 'h0' } }), lease({ exp: NOW + 5 })],
      };
      expect(result(ask('usage', { held, counts: { offline: 10 }, asked: { offline } }))).toBe('quota_exhausted');
    });

    it('are not replaced by online leases of the same app', () => {
      const out = lease({ chain: 4, exp: NOW + DAY, offline: { request: 'r0', returnHash: 'h0' } });
      const grant = granted(ask('concurrent-device', { held: { leases: [out] }, counts: { units: 1, offline: 1 } }));
      expect(grant.seat.leases).toEqual([out, grant.lease]);
      expect(grant.seat.heldUntil).toBe(NOW + DAY);
      expect(grant.changes).toEqual([]);
    });
  });

  describe('reservations', () => {
    const of = { reservations: [{ name: 'line', seats: 4, devices: ['line-*'] }] };
    const member = { name: 'line-1' };

    it('keep what is reserved and unused from others', () => {
      const state = (units: number, line: number) => ({
        of,
        term: { overagePercent: 0 },
        counts: { units, reserved: { line } },
      });
      expect(result(ask('device', state(5, 0)))).toBe('ok');
      expect(result(ask('device', state(6, 0)))).toBe('quota_exhausted');
      expect(result(ask('device', state(6, 1)))).toBe('ok');
      expect(result(ask('device', state(9, 4)))).toBe('ok');
      expect(result(ask('device', state(10, 4)))).toBe('quota_exhausted');
    });

    it('are there for their group', () => {
      const grant = granted(ask('device', { of, counts: { units: 6, reserved: { line: 0 } }, asked: member }));
      expect(grant.seat.reservation).toBe('line');
      expect(grant.counts.reserved).toEqual({ line: 1 });
    });

    it('let the group have further seats like others', () => {
      const full = { units: 9, reserved: { line: 4 } };
      expect(granted(ask('device', { of, counts: full, asked: member })).seat.reservation).toBeNull();
    });

    it('find a member by UUID, name on record, address or range', () => {
      const found = (devices: string[]) =>
        granted(ask('device', { of: { reservations: [{ name: 'line', seats: 1, devices }] } })).seat.reservation;
      expect(found([device().uuid])).toBe('line');
      expect(found(['10.0.0.0/24'])).toBe('line');
      expect(found(['10.0.1.0/24'])).toBeNull();
    });

    it('count a member that held a seat before the reservation from its next renewal on', () => {
      const grant = granted(ask('device', { of, held: { heldUntil: NOW + 9 }, counts: { units: 1 }, asked: member }));
      expect(grant.seat.reservation).toBe('line');
      expect(grant.counts).toMatchObject({ all: { units: 1 }, reserved: { line: 1 } });
    });

    it('keep a seat that was granted from them', () => {
      const grant = granted(
        ask('device', {
          of,
          held: { heldUntil: NOW + 9, reservation: 'line' },
          counts: { units: 1, reserved: { line: 1 } },
        }),
      );
      expect(grant.seat.reservation).toBe('line');
    });

    it('take nobody’s seat away', () => {
      const state = { of, held: {}, term: { overageSlots: 0 }, counts: { units: 10 } };
      expect(result(ask('concurrent-device', state))).toBe('ok');
    });

    it('mean nothing where there are no seats', () => {
      expect(result(ask('usage', { of, counts: { used: 9 }, asked: member }))).toBe('ok');
      expect(granted(ask('usage', { of, asked: member })).seat.reservation).toBeNull();
      const domain = { of, term: { domain: 'a' }, asked: { ...member, app: 'a' } };
      expect(granted(ask('domain', domain)).seat.reservation).toBeNull();
    });

    it('keep seats of instances', () => {
      const state = (instances: number) => ({
        of,
        term: { overageSlots: 0 },
        counts: { units: 3 },
        asked: { instances },
      });
      expect(result(ask('concurrent-instance', state(3)))).toBe('ok');
      expect(result(ask('concurrent-instance', state(4)))).toBe('quota_exhausted');
    });
  });

  describe('on a machine that does not match the license', () => {
    const of = { mismatchSince: NOW - DAY };

    it('serves within quota without overage', () => {
      expect(result(ask('device', { of, counts: { units: 9 } }))).toBe('ok');
      expect(result(ask('device', { of, counts: { units: 10 } }))).toBe('quota_exhausted');
      expect(result(ask('concurrent-device', { of, counts: { units: 9 } }))).toBe('ok');
      expect(result(ask('concurrent-device', { of, counts: { units: 10 } }))).toBe('quota_exhausted');
      expect(result(ask('usage', { of, counts: { used: 9 } }))).toBe('ok');
      expect(result(ask('usage', { of, counts: { used: 10 } }))).toBe('quota_exhausted');
    });

    it('lets registered devices go on', () => {
      expect(result(ask('device', { of, held: { heldUntil: NOW + 1 }, counts: { units: 11 } }))).toBe('overage');
    });
  });

  describe('while adopted leases exceed the quota', () => {
    const over = (units: number) => ({ counts: { units, overAdopted: true } });

    it('grants nothing new, though overage is left', () => {
      expect(result(ask('concurrent-device', over(11)))).toBe('quota_exhausted');
      expect(result(ask('concurrent-device', { counts: { units: 11 } }))).toBe('overage');
    });

    it('lets those who hold a seat renew', () => {
      expect(result(ask('concurrent-device', { ...over(11), held: {} }))).toBe('overage');
    });

    it('refuses them more instances', () => {
      expect(result(ask('concurrent-instance', { ...over(11), held: {}, asked: { instances: 2 } }))).toBe(
        'quota_exhausted',
      );
    });

    it('grants again within quota', () => {
      expect(result(ask('concurrent-device', over(10)))).toBe('overage');
    });
  });

  describe('state of a lease', () => {
    it('is grace from the end of the term on', () => {
      expect(result(ask('device', { now: END - 1 }))).toBe('ok');
      expect(result(ask('device', { now: END }))).toBe('grace');
    });

    it('is trial on a trial item', () => {
      expect(result(ask('device', { of: { trial: true } }))).toBe('trial');
    });

    it('is overage rather than grace or trial', () => {
      expect(result(ask('device', { now: END, counts: { units: 10, at: NOW } as Counts }))).toBe('overage');
      expect(result(ask('device', { of: { trial: true }, counts: { units: 10 } }))).toBe('overage');
    });

    it('is grace rather than trial', () => {
      expect(result(ask('device', { now: END, of: { trial: true } }))).toBe('grace');
    });

    it('is never overage on a domain item', () => {
      expect(
        result(ask('domain', { term: { domain: 'a', quota: 0 }, counts: { units: 5, used: 5 }, asked: { app: 'a' } })),
      ).toBe('ok');
    });
  });

  describe('with several items', () => {
    const two = (first: Partial<Term>, second: Partial<Term>, metric: Metric = 'device') =>
      vendor({ items: [item({ id: 'a', metric, term: first }), item({ id: 'b', metric, term: second })] });
    const by = (decision: ReturnType<typeof acquire>) => (decision.outcome === 'granted' ? decision.item.id : decision);

    it('takes one within quota before one in overage', () => {
      const decision = acquire({ vendor: two({ end: END - 1 }, {}) }, { a: { counts: counts({ units: 10 }) } });
      expect(by(decision)).toBe('b');
    });

    it('takes one within term before one in its grace days', () => {
      expect(by(acquire({ vendor: two({ end: NOW }, {}) }))).toBe('b');
    });

    it('takes one in its grace days when the others are full', () => {
      const full = { b: { counts: counts({ units: 11 }) } };
      const grant = granted(acquire({ vendor: two({ end: NOW }, {}) }, full));
      expect(grant).toMatchObject({ item: { id: 'a' }, state: 'grace' });
    });

    it('goes through the second pass in the same order', () => {
      const busy = { a: { counts: counts({ units: 10 }) }, b: { counts: counts({ units: 10 }) } };
      expect(by(acquire({ vendor: two({ end: END - 1 }, {}) }, busy))).toBe('a');
      expect(by(acquire({ vendor: two({ end: END + 1 }, {}) }, busy))).toBe('b');
    });

    it('names the first one tried when none can grant', () => {
      const full = { a: { counts: counts({ units: 99 }) }, b: { counts: counts({ units: 99 }) } };
      expect(by(acquire({ vendor: two({ end: NOW }, {}) }, full))).toEqual({
        outcome: 'denied',
        code: 'quota_exhausted',
        item: 'b',
      });
      expect(by(acquire({ vendor: two({ end: NOW }, { end: NOW - 1 }) }, full))).toMatchObject({ item: 'b' });
      expect(by(acquire({ vendor: two({}, {}) }, full))).toMatchObject({ item: 'a' });
    });

    it('stays with the item on which the device is registered, though it is beyond quota', () => {
      const decision = acquire(
        { vendor: two({}, { end: END - 1 }), device: device({ seats: [seat({ item: 'a', heldUntil: NOW + DAY })] }) },
        { a: { counts: counts({ units: 11 }) } },
      );
      expect(granted(decision)).toMatchObject({ item: { id: 'a' }, newSeat: false, state: 'overage' });
    });

    it('moves a concurrent seat beyond quota to an item that has room', () => {
      const decision = acquire(
        { vendor: two({}, {}, 'concurrent-device'), device: device({ seats: [seat({ item: 'a' })] }) },
        { a: { counts: counts({ units: 11 }) } },
      );
      expect(granted(decision)).toMatchObject({ item: { id: 'b' }, newSeat: true, state: 'ok' });
    });

    it('leaves used-up units for those of another item', () => {
      const decision = acquire(
        { vendor: two({}, {}, 'usage'), device: device({ seats: [seat({ item: 'a' })] }) },
        { a: { counts: counts({ used: 10 }) } },
      );
      expect(by(decision)).toBe('b');
    });
  });

  describe('the public trial', () => {
    const by = vendor({ trials: [trial()] });
    const asked = request({ org: null });

    it('is granted within its quota, in state trial, until its days are over', () => {
      const grant = granted(acquire({ vendor: by, request: asked }, { 'tr-1': { counts: counts({ units: 1 }) } }));
      expect(grant).toMatchObject({
        handshake: null,
        state: 'trial',
        until: NOW + 7 * DAY,
        lease: { exp: NOW + 7 * DAY },
        seat: { handshake: null, features: ['qr'] },
      });
    });

    it('is refused beyond its quota', () => {
      expect(acquire({ vendor: by, request: asked }, { 'tr-1': { counts: counts({ units: 2 }) } })).toEqual({
        outcome: 'denied',
        code: 'quota_exhausted',
        item: 'tr-1',
      });
    });

    it('never gives a lease that outlives it', () => {
      const begun = device({ known: true, everGranted: true, trial: { id: 'tr-1', since: NOW - 6 * DAY } });
      expect(granted(acquire({ vendor: by, request: asked, device: begun })).lease.exp).toBe(NOW + DAY);
    });
  });

  it('remembers at most a hundred leases of a seat, and lets go the one that ends first', () => {
    const leases = Array.from({ length: 100 }, (_, i) =>
      lease({ chain: i, app: `a${i}`, exp: NOW + 1 + ((i + 50) % 100) }),
    );
    const grant = granted(ask('concurrent-device', { held: { leases }, counts: { units: 1 } }));
    expect(grant.seat.leases).toHaveLength(100);
    expect(grant.seat.leases.some(({ chain }) => chain === 50)).toBe(false);
    expect(grant.seat.leases.some(({ chain }) => chain === 51)).toBe(true);
  });

  it('drops leases that lapsed, and adds newly leased features to those of before', () => {
    const held = { features: ['1d'], leases: [lease({ app: 'x', exp: NOW }), lease({ app: 'y', exp: NOW + 1 })] };
    const grant = granted(ask('concurrent-device', { held, counts: { units: 1 }, asked: { features: ['qr'] } }));
    expect(grant.seat.leases.map(({ app }) => app)).toEqual(['y', null]);
    expect(grant.seat.features).toEqual(['1d', 'qr']);
  });

  it('remembers every feature ever leased, also when the seat came free in between', () => {
    const held = { features: ['1d'], leases: [lease({ exp: NOW })], since: NOW - 999, reported: true };
    const grant = granted(ask('concurrent-device', { held, asked: { features: ['qr'] } }));
    expect(grant.seat).toMatchObject({ features: ['1d', 'qr'], since: NOW, reported: false });
  });

  it('replaces only the lease of the same app and process', () => {
    const leases = [
      lease({ chain: 1, app: 'a', process: null }),
      lease({ chain: 2, app: 'a', process: 'p' }),
      lease({ chain: 3, app: null, process: 'p' }),
    ];
    const chain = (app: string | null, process: string | null) =>
      granted(ask('concurrent-device', { held: { leases }, counts: { units: 1 }, asked: { app, process } })).lease
        .chain;
    expect([chain('a', null), chain('a', 'p'), chain(null, 'p'), chain(null, null)]).toEqual([1, 2, 3, 77]);
  });
});
