import { expect } from 'vitest';
import type { Metric, Term } from '../../../licensing/item.ts';
import { decideReclaim } from '../../../licensing/reclaim.ts';
import { isRemovable } from '../../../licensing/removal.ts';
import { acquire, granted } from '../acquiring.ts';
import { DAY, device, END, item, NOW, request, seat, term } from '../given.ts';
import { acquireOn, countsOf, reclaimOn, releaseOn, reportOn, returnOn } from '../island.ts';

import { after, ask, offline, one, type Row, said, server, site, uuid, YEAR } from './rows.ts';

export const metrics: readonly Row[] = [
  [
    '4',
    'Apps of one device do not end each other’s leases',
    () => {
      const on = site(one('concurrent-device', { quota: 1, overageSlots: 0 }));
      const a = granted(acquireOn(on, uuid(1), { app: 'a' }));
      expect(ask(on, 1, { app: 'b' })).toBe('ok');
      expect(releaseOn(on, uuid(1), 'it-1', a.lease.chain)).toBe(true);
      expect(ask(on, 2)).toBe('quota_exhausted');
    },
  ],
  [
    '4',
    'A grant replaces the device’s live lease with the same app and process; releasing a replaced lease releases its successor',
    () => {
      const on = site(one('concurrent-device', { quota: 1, overageSlots: 0 }));
      const old = granted(acquireOn(on, uuid(1), { app: 'a' }));
      const next = granted(after(on, 60, () => acquireOn(on, uuid(1), { app: 'a' })));
      expect([next.lease.chain, next.seat.leases.length]).toEqual([old.lease.chain, 1]);
      releaseOn(on, uuid(1), 'it-1', old.lease.chain);
      expect(ask(on, 2)).toBe('ok');
    },
  ],
  [
    '4',
    'A missing app or process counts as equal',
    () => {
      const on = site(one('concurrent-device'));
      const leases = (asked: { app?: string; process?: string }) =>
        granted(acquireOn(on, uuid(1), asked)).seat.leases.length;
      expect([leases({}), leases({}), leases({ app: 'a' }), leases({ app: 'a' }), leases({ process: 'p' })]).toEqual([
        1, 1, 2, 2, 3,
      ]);
    },
  ],
  [
    '4',
    'count in a lease is its own instances',
    () => {
      const on = site(one('concurrent-instance'));
      expect(
        ['a', 'b'].map((app, i) => granted(acquireOn(on, uuid(1), { app, instances: 5 - i })).lease.instances),
      ).toEqual([5, 4]);
    },
  ],
  ...([86_400, 2_592_000, 7_776_000, 31_536_000] as const).map(
    (activeWindow): Row => [
      '4',
      `device: a registered device comes free ${activeWindow} s after its last grant, renewal or usage report; a release keeps it`,
      () => {
        const on = site(one('device', { quota: 1, overagePercent: 0, activeWindow, end: END + 9 * YEAR }));
        const { lease: own } = granted(acquireOn(on, uuid(1)));
        expect(releaseOn(on, uuid(1), 'it-1', own.chain)).toBe(false);
        expect(after(on, activeWindow - 1, () => ask(on, 2))).toBe('quota_exhausted');
        reportOn(on, uuid(1), 'it-1', 1);
        expect(after(on, activeWindow - 1, () => ask(on, 2))).toBe('quota_exhausted');
        expect(ask(on, 1)).toBe('ok');
        expect(after(on, activeWindow - 1, () => ask(on, 2))).toBe('quota_exhausted');
        expect(after(on, 1, () => ask(on, 2))).toBe('ok');
      },
    ],
  ),
  [
    '4',
    'concurrent-device: a distinct device with a live lease; free with the release of its last live lease or the second that lapses',
    () => {
      const on = site(one('concurrent-device', { quota: 1, overageSlots: 0 }));
      const { lease: own } = granted(acquireOn(on, uuid(1)));
      expect(ask(on, 2)).toBe('quota_exhausted');
      releaseOn(on, uuid(1), 'it-1', own.chain);
      expect(ask(on, 2)).toBe('ok');
      expect(after(on, 179, () => ask(on, 3))).toBe('quota_exhausted');
      expect(after(on, 1, () => ask(on, 3))).toBe('ok');
    },
  ],
  [
    '4',
    'concurrent-instance: a device counts the largest instances among its live leases',
    () => {
      const on = site(one('concurrent-instance', { quota: 5, overageSlots: 0 }));
      expect([
        ask(on, 1, { app: 'a', instances: 3 }),
        ask(on, 1, { app: 'b', instances: 2 }),
        ask(on, 2, { instances: 2 }),
        ask(on, 3),
      ]).toEqual(['ok', 'ok', 'ok', 'quota_exhausted']);
    },
  ],
  [
    '4',
    'usage: one reported unit, which never comes free',
    () => {
      const on = site(one('usage', { quota: 2, overagePercent: 0, end: END + 9 * YEAR }));
      ask(on, 1);
      reportOn(on, uuid(1), 'it-1', 2);
      expect(after(on, 5 * YEAR, () => ask(on, 2))).toBe('quota_exhausted');
    },
  ],
  [
    '4',
    'server: a distinct machine hash of requests with deployment server, else item_not_permitted',
    () => {
      const on = site(one('server', { quota: 1, overagePercent: 0 }));
      expect([
        ask(on, 1, { machine: 'm1' }),
        ask(on, 1, { deployment: 'server' }),
        ask(on, 1, server('m1')),
        ask(on, 2, server('m2')),
      ]).toEqual(['item_not_permitted', 'item_not_permitted', 'ok', 'quota_exhausted']);
    },
  ],
  [
    '4',
    'server: a new UUID with a known hash takes its seat over; if the old UUID returns within 24 h it is device_cloned',
    () => {
      const on = site(one('server', { quota: 1, overagePercent: 0 }));
      expect([ask(on, 1, server('m1')), ask(on, 2, server('m1')), ask(on, 1, server('m1'))]).toEqual([
        'ok',
        'ok',
        'device_cloned',
      ]);
      expect(after(on, DAY - 1, () => ask(on, 1, server('m1')))).toBe('device_cloned');
      expect(after(on, 1, () => ask(on, 1, server('m1')))).toBe('ok');
      expect(countsOf(on, one('server')).all.units).toBe(1);
    },
  ],
  [
    '4',
    'domain: any number of devices whose application identifier is the item’s domain or under it, else item_not_permitted',
    () => {
      const on = site(one('domain', { domain: 'acme.example', quota: 0 }));
      const many = Array.from({ length: 50 }, (_, n) => ask(on, n, { app: `a${n}.acme.example` }));
      expect(new Set(many)).toEqual(new Set(['ok']));
      expect(ask(on, 99, { app: 'acme.example.evil' })).toBe('item_not_permitted');
    },
  ],
  [
    '4',
    'A lease lasts min(activeWindow, offline allowance), leaseSeconds, min(offline allowance, 3 days) or the offline allowance',
    () => {
      const lasts = (metric: Metric, changes: Partial<Term> = {}) => {
        const app = metric === 'domain' ? { app: 'a' } : server('m1');
        return (
          granted(acquireOn(site(one(metric, { offlineDays: 10, domain: 'a', ...changes })), uuid(1), app)).lease.exp -
          NOW
        );
      };
      expect(
        (['device', 'server', 'concurrent-device', 'concurrent-instance', 'usage', 'domain'] as const).map((metric) =>
          lasts(metric),
        ),
      ).toEqual([10 * DAY, 10 * DAY, 180, 180, 3 * DAY, 10 * DAY]);
      expect(lasts('device', { activeWindow: 86_400 })).toBe(DAY);
    },
  ],
  [
    '4',
    'Offline allowance: offlineDays, default 7. No lease outlives term end plus grace',
    () => {
      const lasts = (now: number) => granted(acquireOn({ ...site(one('device')), now }, uuid(1))).lease.exp - now;
      expect([lasts(NOW), lasts(END + 1)]).toEqual([7 * DAY, 7 * DAY - 1]);
    },
  ],
  [
    '4',
    'renewAfter is half a lease’s length, at most 24 h',
    () => {
      const renew = (metric: Metric) => granted(acquireOn(site(one(metric)), uuid(1))).renewAfter;
      expect([renew('concurrent-device'), renew('device')]).toEqual([90, DAY]);
    },
  ],
  [
    '4',
    'Acquire and renew are one idempotent call',
    () => {
      const on = site(one('device', { quota: 1, overagePercent: 0 }));
      expect([ask(on, 1), ask(on, 1), ask(on, 1)]).toEqual(['ok', 'ok', 'ok']);
      expect(countsOf(on, one('device')).all.units).toBe(1);
    },
  ],
  [
    '4',
    'One device UUID presented with two different machine hashes is device_cloned (the second one)',
    () =>
      expect(said(acquire({ device: device({ machine: 'm1' }), request: request({ machine: 'm2' }) }))).toBe(
        'device_cloned',
      ),
  ],
  [
    '4',
    'Offline leases last min(days asked, offlineDays, term end + grace) whatever the metric; the seat is held until then',
    () => {
      const on = site(one('concurrent-device', { quota: 1, overageSlots: 0, offlineDays: 30 }));
      expect(granted(acquireOn(on, uuid(1), offline(10))).lease.exp).toBe(NOW + 10 * DAY);
      expect(after(on, 10 * DAY - 1, () => ask(on, 2))).toBe('quota_exhausted');
      expect(after(on, 1, () => ask(on, 2))).toBe('ok');
    },
  ],
  [
    '4',
    'offlineSeats (default: the quota) caps how many are out',
    () => {
      const on = site(one('usage', { offlineSeats: 1 }));
      const out = granted(acquireOn(on, uuid(1), offline(5)));
      expect([ask(on, 1, offline(5)), ask(on, 2, offline(5)), ask(on, 2)]).toEqual(['ok', 'quota_exhausted', 'ok']);
      returnOn(on, uuid(1), 'it-1', out.lease);
      expect(ask(on, 2, offline(5))).toBe('ok');
    },
  ],
  [
    '4',
    'Reclaim frees a seat before its time; the lease is lease_reclaimed until its exp, then the device is a new device',
    () => {
      const on = site(one('device', { quota: 1, overagePercent: 0 }));
      ask(on, 1);
      reportOn(on, uuid(1), 'it-1', 1);
      reclaimOn(on, uuid(1), 'it-1');
      expect(ask(on, 2)).toBe('ok');
      expect(after(on, 7 * DAY - 1, () => ask(on, 1))).toBe('lease_reclaimed');
      expect(after(on, 1, () => ask(on, 1))).toBe('quota_exhausted');
    },
  ],
  [
    '4',
    'Within the vendor’s reclaimsPerYear (default max(2, 10 % of quota)); beyond the allowance: reclaim_exhausted',
    () => {
      const own = seat({ since: NOW - 2 * DAY, heldUntil: NOW + 1 });
      const at = (quota: number, reclaims: number) =>
        decideReclaim({ item: item(), term: term('device', { quota }), seat: own, reclaims, now: NOW });
      expect([at(10, 1).outcome, at(50, 4).outcome]).toEqual(['reclaimed', 'reclaimed']);
      expect(at(10, 2)).toMatchObject({ code: 'reclaim_exhausted' });
      expect(at(50, 5)).toMatchObject({ code: 'reclaim_exhausted' });
    },
  ],
  [
    '4',
    'A grant less than 24 h old on which nothing was reported can be undone without using up a reclaim',
    () => {
      const at = (since: number, reported: boolean) =>
        decideReclaim({
          item: item(),
          term: term('device'),
          seat: seat({ since, reported, heldUntil: NOW + 1 }),
          reclaims: 2,
          now: NOW,
        }).outcome;
      expect([at(NOW - DAY + 1, false), at(NOW - DAY, false), at(NOW, true)]).toEqual(['undone', 'problem', 'problem']);
    },
  ],
  [
    '4',
    'Devices that hold no seat and were not seen for 90 days are removed by themselves, unless blocked, named, noted, or a trial was used',
    () => {
      const idle = {
        heldUntil: NOW,
        reclaimedUntil: 0,
        lastSeen: NOW - 90 * DAY,
        blocked: false,
        named: false,
        noted: false,
        trialUsed: false,
      };
      expect(
        [idle, { ...idle, lastSeen: NOW - 90 * DAY + 1 }, { ...idle, heldUntil: NOW + 1 }].map((one) =>
          isRemovable(one, NOW),
        ),
      ).toEqual([true, false, false]);
      expect(
        (['blocked', 'named', 'noted', 'trialUsed'] as const).some((mark) =>
          isRemovable({ ...idle, [mark]: true }, NOW),
        ),
      ).toBe(false);
    },
  ],
];
