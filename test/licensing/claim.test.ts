import { describe, expect, it } from 'vitest';
import { granted } from './acquiring.ts';
import { ask, overage, result } from './asking.ts';
import { DAY, device, lease, NOW, START } from './given.ts';

describe('judgeQuota', () => {
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

    it('needs room only for what a device counts more than before', () => {
      const held = {
        leases: [
          lease({ app: 'a', instances: 4, exp: NOW + 1 }),
          lease({ app: 'b', instances: 3, exp: NOW + 1 }),
          lease({ app: 'c', instances: 9, exp: NOW }),
        ],
      };
      const at = (app: string, instances: number, units = 10) =>
        result(
          ask('concurrent-instance', { held, term: { overageSlots: 0 }, counts: { units }, asked: { app, instances } }),
        );
      expect([at('a', 4), at('a', 5), at('a', 1), at('b', 4), at('b', 5), at('c', 4), at('c', 5)]).toEqual([
        'ok',
        'quota_exhausted',
        'ok',
        'ok',
        'quota_exhausted',
        'ok',
        'quota_exhausted',
      ]);
      // Without the four of app a the device still counts the three of app b.
      expect([at('a', 1, 11), at('a', 1, 12)]).toEqual(['ok', 'quota_exhausted']);
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
});
