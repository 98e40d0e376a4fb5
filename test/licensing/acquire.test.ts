import { describe, expect, it } from 'vitest';
import type { Metric, Term } from '../../licensing/item.ts';
import { acquire, granted } from './acquiring.ts';
import { ask } from './asking.ts';
import { counts, DAY, device, END, item, lease, NOW, request, seat, trial, vendor } from './given.ts';

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
        paused: false,
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
        paused: false,
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

  it('begins a new lease when the one before is over, though the seat is held', () => {
    const chain = (exp: number) =>
      granted(ask('device', { held: { heldUntil: NOW + DAY, leases: [lease({ chain: 5, exp })] } })).lease.chain;
    expect([chain(NOW), chain(NOW + 1)]).toEqual([77, 5]);
  });

  it('keeps the other leases when it replaces the first', () => {
    const leases = [lease({ chain: 1, app: 'a' }), lease({ chain: 2, app: 'b' })];
    const grant = granted(ask('concurrent-device', { held: { leases }, counts: { units: 1 }, asked: { app: 'a' } }));
    expect(grant.seat.leases.map(({ chain }) => chain)).toEqual([2, 1]);
  });

  it('adds the features that are new among those leased', () => {
    const grant = granted(ask('device', { held: { heldUntil: NOW + 1, features: ['1d'] } }));
    expect(grant.seat.features).toEqual(['1d', 'qr']);
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
