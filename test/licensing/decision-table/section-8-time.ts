import { expect } from 'vitest';
import { decideAcknowledgement } from '../../../licensing/acknowledge.ts';
import { decideAdoption } from '../../../licensing/adopt.ts';
import { confirmJump, readClock, startClock, storedClockOf, trustedTimeOf } from '../../../licensing/clock.ts';
import type { Metric } from '../../../licensing/item.ts';
import { epochHeight, fitsLedger, judgeProof } from '../../../licensing/rollback.ts';
import { acquire } from '../acquiring.ts';
import { counts, DAY, device, lease, NOW, seat, vendor } from '../given.ts';

import { one, type Row, said, YEAR } from './rows.ts';

export const time: readonly Row[] = [
  [
    '8',
    'A system clock more than 5 minutes behind the mark is not trusted: the DLS runs on the mark plus its monotonic clock',
    () => {
      const started = startClock({ mark: NOW, jumped: false }, { system: NOW - 301, monotonic: 0 });
      expect(readClock(started, { system: NOW - 291, monotonic: 10 })).toMatchObject({
        now: NOW + 10,
        standing: 'behind',
      });
      expect(startClock({ mark: NOW, jumped: false }, { system: NOW - 300, monotonic: 0 }).standing).toBe('trusted');
    },
  ],
  [
    '8',
    'It goes on serving every device that held a seat in the last 30 days; while the gap is over 24 h others are clock_untrusted',
    () => {
      const gap = (behind: number) =>
        trustedTimeOf(startClock({ mark: NOW, jumped: false }, { system: NOW - behind, monotonic: 0 }));
      expect([gap(DAY).distrusted, gap(DAY + 1).distrusted]).toEqual([false, true]);
      const holder = (heldUntil: number) => device({ seats: [seat({ heldUntil, leases: [] })] });
      expect(said(acquire({ time: gap(DAY + 1), device: holder(NOW - 30 * DAY + 1) }))).toBe('ok');
      expect(() => acquire({ time: gap(DAY + 1), device: holder(NOW - 30 * DAY) })).toThrow('clock_untrusted');
    },
  ],
  [
    '8',
    'A jump forward of more than 24 h while running, or 30 days over a stop, waits for an administrator; it never confirms itself',
    () => {
      const running = startClock({ mark: NOW, jumped: false }, { system: NOW, monotonic: 0 });
      const jumped = readClock(running, { system: NOW + DAY + 1, monotonic: 0 });
      expect(jumped).toMatchObject({ now: NOW, standing: 'ahead' });
      expect(startClock(storedClockOf(jumped), { system: NOW + 2 * DAY, monotonic: 0 }).standing).toBe('ahead');
      expect(startClock({ mark: NOW, jumped: false }, { system: NOW + 30 * DAY + 1, monotonic: 0 }).standing).toBe(
        'ahead',
      );
      expect(confirmJump(jumped)?.state).toMatchObject({ now: NOW + DAY + 1, standing: 'trusted' });
    },
  ],
  [
    '8',
    'time in an acknowledgement counts only if it answers the newest bundle; it sets the time by which that vendor’s terms are judged',
    () => {
      const acknowledged = (seq: number) =>
        decideAcknowledgement({
          acknowledgement: { iat: NOW, epoch: 0, seq, time: NOW + YEAR },
          vendor: vendor(),
          newestIat: null,
          newestBundle: { epoch: 0, seq: 2, counted: 60 },
          now: NOW + 60,
        }).termOffset;
      expect([acknowledged(1), acknowledged(2)]).toEqual([0, YEAR]);
      expect(said(acquire({ vendor: vendor({ termOffset: YEAR }) }))).toBe('grace');
    },
  ],
  [
    '8',
    'A restore and a proven rollback begin a new epoch whose height lies above every height known',
    () => expect(epochHeight([7, 3])).toBe(1_000_007),
  ],
  [
    '8',
    'A device whose seq is above the ledger’s height, or whose hash at that height differs, proves that the database was put back',
    () => {
      const ledger = { height: 10, oldest: 1, hash: 'aaaaaa' };
      expect([
        fitsLedger({ height: 11, hash: 'aaaaaa' }, ledger),
        fitsLedger({ height: 9, hash: 'bbbbbb' }, ledger),
        fitsLedger({ height: 9, hash: 'aaaaaa' }, ledger),
      ]).toEqual([false, false, true]);
      expect(judgeProof({ iat: NOW, seq: { height: 11, hash: 'aaaaaa' } }, ledger, [])).toBe('rollback');
    },
  ],
  [
    '8',
    'A later seq above or differing within the time already known as lost begins no further epoch',
    () =>
      expect(
        judgeProof({ iat: NOW, seq: { height: 11, hash: 'x' } }, { height: 10, oldest: 1, hash: null }, [
          { from: NOW, until: NOW },
        ]),
      ).toBe('known loss'),
  ],
  [
    '8',
    'Live leases that devices then present are adopted and count, even beyond quota (spending overage); while over, nothing new is granted',
    () => {
      const of = one('concurrent-device', { quota: 1 });
      const adopted = decideAdoption({
        item: of,
        term: of.terms[0]!,
        seat: null,
        counts: counts({ units: 1 }),
        lease: lease({ chain: 5 }),
        features: ['qr'],
        handshake: null,
        machine: null,
        now: NOW,
      });
      expect(adopted?.counts).toMatchObject({ all: { units: 2 }, overage: { spent: 1 }, overAdopted: true });
      expect(
        said(
          acquire(
            { vendor: vendor({ items: [one('concurrent-device', { quota: 1 })] }) },
            { 'it-1': { counts: adopted!.counts } },
          ),
        ),
      ).toBe('quota_exhausted');
    },
  ],
  [
    '8',
    'After a restore, new seats on concurrent-* items wait one leaseSeconds',
    () => {
      const at = (metric: Metric, restoredAt: number) =>
        said(acquire({ vendor: vendor({ items: [one(metric)] }), time: { now: NOW, distrusted: false, restoredAt } }));
      expect([
        at('concurrent-device', NOW - 179),
        at('concurrent-device', NOW - 180),
        at('concurrent-instance', NOW - 179),
        at('device', NOW),
      ]).toEqual(['quota_exhausted', 'ok', 'quota_exhausted', 'ok']);
    },
  ],
];
