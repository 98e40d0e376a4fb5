import { expect } from 'vitest';
import type { Metric, Term } from '../../../licensing/item.ts';
import { acquire } from '../acquiring.ts';
import { counts, DAY, END, item, NOW, vendor } from '../given.ts';
import { countsOf, releaseOn } from '../island.ts';

import { after, ask, askMany, one, type Row, reporting, said, server, site, uuid } from './rows.ts';

export const grace: readonly Row[] = [
  [
    '5',
    'usage quota: overage from used ≥ quota; round(overagePercent × quota) more units, default 5 %; from quota + tolerance on every device is refused',
    () => {
      const at = (used: number) =>
        said(
          acquire(
            { vendor: vendor({ items: [one('usage', { quota: 30, overagePercent: 5 })] }) },
            { 'it-1': { counts: counts({ used }) } },
          ),
        );
      expect([29, 30, 31, 32].map(at)).toEqual(['ok', 'overage', 'overage', 'quota_exhausted']);
    },
  ],
  [
    '5',
    'A report from a device is always booked, also beyond the limit',
    () => expect(reporting(NOW, vendor({ items: [one('usage', { quota: 1 })] })).outcome).toBe('booked'),
  ],
  ...(['device', 'server'] as const).map(
    (metric): Row => [
      '5',
      `${metric} quota: round(overagePercent × quota) more, default 10 %; new devices are refused, those authorized go on`,
      () => {
        const on = site(one(metric, { quota: 5 }));
        const asked = Array.from({ length: 7 }, (_, n) => ask(on, n, server(`m${n}`)));
        expect(asked).toEqual(['ok', 'ok', 'ok', 'ok', 'ok', 'overage', 'quota_exhausted']);
        expect(ask(on, 0, server('m0'))).toBe('overage');
      },
    ],
  ),
  [
    '5',
    'concurrent-*: an overage budget of overageSlots seat-slots per term, default 1000 × quota',
    () => expect(one('concurrent-device', { quota: 7 }).terms[0]?.overageSlots).toBe(7_000),
  ],
  [
    '5',
    'A slot spends max(0, its peak of live seats − quota), booked as the peak rises',
    () => {
      const on = site(one('concurrent-device', { quota: 2 }));
      const spent = () => countsOf(on, on.vendor.items.get('it-1')!).overage.spent;
      askMany(on, 4);
      expect(spent()).toBe(2);
      const again = [0, 1, 2].map((n) => on.seats.get(uuid(n))?.get('it-1')?.leases[0]?.chain ?? 0);
      releaseOn(on, uuid(2), 'it-1', again[2]!);
      ask(on, 2);
      expect(spent()).toBe(2);
      expect(after(on, 179, spent)).toBe(2);
    },
  ],
  [
    '5',
    'A slot in which nothing happens spends what is live in it',
    () => {
      const on = site(one('concurrent-device', { quota: 2, leaseSeconds: 900 }));
      askMany(on, 4);
      expect(after(on, 5 * 180, () => countsOf(on, on.vendor.items.get('it-1')!).overage.spent)).toBe(5 * 2);
    },
  ],
  [
    '5',
    'A grant or renewal with excess > 0 needs excess ≤ quota and (excess − what this slot has booked already) ≤ budget left',
    () => {
      const wide = site(one('concurrent-device', { quota: 2 }));
      expect(askMany(wide, 5)).toEqual(['ok', 'ok', 'overage', 'overage', 'quota_exhausted']);
      const narrow = site(one('concurrent-device', { quota: 2, overageSlots: 1 }));
      expect(askMany(narrow, 4)).toEqual(['ok', 'ok', 'overage', 'quota_exhausted']);
      expect(ask(narrow, 0)).toBe('overage');
      expect(after(narrow, 90, () => ask(narrow, 1))).toBe('overage');
      expect(after(narrow, 89, () => ask(narrow, 1))).toBe('overage');
      // The next slot begins with three live seats and no budget: one of them has to lapse first.
      expect(after(narrow, 1, () => ask(narrow, 0))).toBe('ok');
    },
  ],
  [
    '5',
    'term: graceDays after the end, default 7, then license_expired',
    () => {
      const at = (seconds: number, changes: Partial<Term> = {}) =>
        ask({ ...site(one('device', changes)), now: END + seconds }, 1);
      expect([at(-1), at(0), at(7 * DAY - 1), at(7 * DAY)]).toEqual(['ok', 'grace', 'grace', 'license_expired']);
      expect([at(-1, { graceDays: 0 }), at(0, { graceDays: 0 })]).toEqual(['ok', 'license_expired']);
    },
  ],
  [
    '5',
    'state of a lease: overage iff used ≥ quota or counted > quota after the grant, grace after the term, trial',
    () => {
      const at = (metric: Metric, changes: Parameters<typeof counts>[0]) =>
        said(acquire({ vendor: vendor({ items: [one(metric)] }) }, { 'it-1': { counts: counts(changes) } }));
      expect([
        at('usage', { used: 9 }),
        at('usage', { used: 10 }),
        at('device', { units: 9 }),
        at('device', { units: 10 }),
      ]).toEqual(['ok', 'overage', 'ok', 'overage']);
      expect(said(acquire({ vendor: vendor({ items: [item({ trial: true })] }) }))).toBe('trial');
    },
  ],
];
