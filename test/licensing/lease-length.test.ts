import { describe, expect, it } from 'vitest';
import type { Metric, Term } from '../../licensing/item.ts';
import { graceEnd, leaseEnd, renewAfterOf } from '../../licensing/lease-length.ts';
import { DAY, END, lease, NOW, term } from './given.ts';

const YEAR = 365 * DAY;

function length(
  metric: Metric,
  changes: Partial<Term> = {},
  more: { days?: number; now?: number; offset?: number } = {},
) {
  const { days, now = NOW, offset = 0 } = more;
  const offline = days === undefined ? null : { request: 'r', days, returnHash: 'h' };
  return leaseEnd({ metric, term: term(metric, changes), now, termOffset: offset, offline, replaced: null }) - now;
}

describe('leaseEnd', () => {
  it.each([
    ['device', {}, 7 * DAY],
    ['device', { offlineDays: 30 }, 30 * DAY],
    ['device', { offlineDays: 30, activeWindow: 86_400 }, DAY],
    ['device', { offlineDays: 31, activeWindow: 2_592_000 }, 30 * DAY],
    ['device', { offlineDays: 30, activeWindow: 2_592_000 }, 30 * DAY],
    ['device', { offlineDays: 29, activeWindow: 2_592_000 }, 29 * DAY],
    ['server', { offlineDays: 30, activeWindow: 86_400 }, DAY],
    ['server', {}, 7 * DAY],
    ['concurrent-device', { offlineDays: 30 }, 180],
    ['concurrent-device', { leaseSeconds: 86_400 }, 86_400],
    ['concurrent-instance', { leaseSeconds: 60 }, 60],
    ['usage', {}, 3 * DAY],
    ['usage', { offlineDays: 3 }, 3 * DAY],
    ['usage', { offlineDays: 30 }, 3 * DAY],
    ['domain', {}, 7 * DAY],
    ['domain', { offlineDays: 365, end: NOW + 2 * YEAR }, YEAR],
  ] as const)('lasts for %s with %o %d seconds', (metric, changes, seconds) => {
    expect(length(metric, changes)).toBe(seconds);
  });

  it('never outlives the term and its grace', () => {
    const over = END + 7 * DAY;
    expect(length('device', {}, { now: over - 7 * DAY })).toBe(7 * DAY);
    expect(length('device', {}, { now: over - 7 * DAY + 1 })).toBe(7 * DAY - 1);
    expect(length('concurrent-device', {}, { now: over - 1 })).toBe(1);
    expect(length('device', { graceDays: 0 }, { now: END - 5 })).toBe(5);
  });

  it('ends in the time of the DLS what ends in the time of the vendor', () => {
    expect(length('device', { graceDays: 0 }, { now: END - 100, offset: 40 })).toBe(60);
    expect(length('device', { graceDays: 0 }, { now: END - 100, offset: -40 })).toBe(140);
  });

  it.each([
    [1, 3],
    [2, 3],
    [3, 3],
    [4, 4],
    [29, 29],
    [30, 30],
    [31, 30],
    [1_000, 30],
  ])(
    'gives a device that never connects and asks for %d days %d of at most 30, whatever the metric',
    (asked, given) => {
      for (const metric of [
        'device',
        'concurrent-device',
        'concurrent-instance',
        'usage',
        'server',
        'domain',
      ] as const) {
        expect(length(metric, { offlineDays: 30, activeWindow: 86_400 }, { days: asked })).toBe(given * DAY);
      }
    },
  );

  it('cuts an offline lease at the end of term and grace', () => {
    expect(length('device', { offlineDays: 30 }, { days: 30, now: END })).toBe(7 * DAY);
  });

  it('extends an offline lease and never cuts it short', () => {
    const before = lease({ exp: NOW + 20 * DAY, offline: { request: 'q', returnHash: 'g' } });
    const again = (days: number, changes: Partial<Term> = {}) =>
      leaseEnd({
        metric: 'device',
        term: term('device', { offlineDays: 30, ...changes }),
        now: NOW,
        termOffset: 0,
        offline: { request: 'r', days, returnHash: 'h' },
        replaced: before,
      });
    expect(again(5)).toBe(NOW + 20 * DAY);
    expect(again(21)).toBe(NOW + 21 * DAY);
    expect(again(5, { end: NOW + DAY, graceDays: 0 })).toBe(NOW + DAY);
  });
});

describe('renewAfterOf', () => {
  it('is half of a lease, at most 24 hours', () => {
    expect([60, 180, 2 * DAY - 2, 2 * DAY, 7 * DAY].map(renewAfterOf)).toEqual([30, 90, DAY - 1, DAY, DAY]);
  });

  it('rounds halves up', () => {
    expect([1, 181].map(renewAfterOf)).toEqual([1, 91]);
  });
});

describe('graceEnd', () => {
  it('lies grace days after the end of the term', () => {
    expect(graceEnd({ end: END, graceDays: 7 })).toBe(END + 7 * DAY);
    expect(graceEnd({ end: END, graceDays: 0 })).toBe(END);
  });
});
