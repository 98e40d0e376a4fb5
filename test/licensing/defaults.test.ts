import { describe, expect, it } from 'vitest';
import { defaultGraceSeconds, defaultOveragePercent, defaultReclaims } from '../../licensing/defaults.ts';
import { term } from './given.ts';

const METRICS = ['device', 'concurrent-device', 'concurrent-instance', 'usage', 'server', 'domain'] as const;

describe('defaults', () => {
  it('tolerates 5 % of usage and 10 % of device and server seats', () => {
    expect(METRICS.map(defaultOveragePercent)).toEqual([10, 0, 0, 5, 10, 0]);
  });

  it('keeps a device registered for 90 days, and lets a lease last 7 days without a server', () => {
    const plain = term('device');
    expect([plain.activeWindow, plain.offlineDays, plain.leaseSeconds]).toEqual([7_776_000, 7, 180]);
  });

  it('gives 3 days of grace without a server, 4 hours to concurrent metrics', () => {
    expect(METRICS.map(defaultGraceSeconds)).toEqual([259_200, 14_400, 14_400, 259_200, 259_200, 259_200]);
  });

  it('allows two reclaims a year, or 10 % of the quota where that is more', () => {
    expect([1, 20, 24, 25, 1_000].map(defaultReclaims)).toEqual([2, 2, 2, 3, 100]);
  });
});
