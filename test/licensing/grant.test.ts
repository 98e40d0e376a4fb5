import { describe, expect, it } from 'vitest';
import { advance, emptyTally } from '../../licensing/counter.ts';
import { acquire, granted } from './acquiring.ts';
import { ask, type Counts, result } from './asking.ts';
import { counts, DAY, device, END, item, lease, NOW, request, START, seat, vendor } from './given.ts';

describe('grant', () => {
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

    it('holds a seat that it takes over until the end of the offline lease that is out', () => {
      const out = lease({ chain: 4, exp: NOW + 200 * DAY, offline: { request: 'r0', returnHash: 'h0' } });
      const taken = take({ heldUntil: out.exp, leases: [out, lease({ chain: 5 })] });
      expect(granted(taken).seat).toMatchObject({ heldUntil: out.exp, leases: [out, { chain: 77 }] });
      expect(granted(taken).changes).toEqual([]);
    });

    it('extends that offline lease when the new UUID asks for one', () => {
      const out = lease({ chain: 4, exp: NOW + DAY, offline: { request: 'r0', returnHash: 'h0' } });
      const decision = acquire(
        {
          vendor: vendor({ items: [item({ metric: 'server', term: { offlineSeats: 1 } })] }),
          request: request({
            deployment: 'server',
            machine: 'm1',
            offline: { request: 'r1', days: 5, returnHash: 'h1' },
          }),
        },
        {
          'it-1': { counts: counts({ units: 1, offline: 1 }), machineSeat: machineSeat({ leases: [out] }) },
        },
      );
      expect(granted(decision)).toMatchObject({
        lease: { chain: 4, renewal: 1, exp: NOW + 5 * DAY },
        seat: { leases: [{ chain: 4, renewal: 1 }] },
        counts: { offline: 1 },
      });
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

    it('extend the same seat also beside online leases', () => {
      const out = lease({ app: 'x', exp: NOW + DAY, offline: { request: 'r0', returnHash: 'h0' } });
      const held = { leases: [lease({ exp: NOW + 5 }), out] };
      expect(result(ask('usage', { held, counts: { offline: 10 }, asked: { offline } }))).toBe('ok');
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

  describe('overage of the very first grant', () => {
    it('is kept by the term and the slot it was spent in', () => {
      const first = ask('concurrent-instance', {
        term: { quota: 2 },
        counts: emptyTally(NOW),
        asked: { instances: 4 },
      });
      expect(granted(first).counts.overage).toEqual({ termStart: START, spent: 2, slot: NOW, booked: 2 });
    });

    it('is still spent when the lease has lapsed', () => {
      const one = item({ metric: 'concurrent-instance', term: { quota: 2 } });
      const { counts, changes } = granted(
        ask('concurrent-instance', { term: { quota: 2 }, counts: emptyTally(NOW), asked: { instances: 4 } }),
      );
      const due = changes[0]?.endings ?? [];
      const { tally, terms } = advance(one, counts, due, { now: NOW + 180, termOffset: 0 });
      expect(tally).toMatchObject({ all: { units: 0 }, overage: { termStart: START, spent: 2 } });
      expect(terms).toEqual([]);
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
});
