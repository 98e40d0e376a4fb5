import { describe, expect, it } from 'vitest';
import { bestOf, endsOf, standingAt } from '../../../dls/site/standing.ts';
import type { SeatLease } from '../../../licensing/seat.ts';

const lease = (iat: number, exp: number, off = false): SeatLease => ({
  ...{ chain: 1, renewal: 0, app: null, process: null, iat, exp, instances: 1 },
  offline: off ? { request: 'r', returnHash: 'h' } : null,
});
const at = (now: number, ...leases: readonly SeatLease[]) => standingAt(now, endsOf(leases), 1_000);
const day = 86_400;

describe('how a device stands', () => {
  it.each([
    [0, 'live'],
    [179, 'live'],
    [180, 'grace'],
    [1_179, 'grace'],
    [1_180, 'lost'],
  ])('with a lease of 180 seconds after %i seconds: %s', (now, standing) => {
    expect(at(now, lease(0, 180))).toBe(standing);
  });

  it.each([
    [2 * day - 1, 'live'],
    [2 * day, 'offline'],
    [7 * day - 1, 'offline'],
    [7 * day, 'grace'],
  ])('with a lease of seven days, renewed daily, after %i seconds: %s', (now, standing) => {
    expect(at(now, lease(0, 7 * day))).toBe(standing);
  });

  it('with an offline lease: never connected, until its end', () => {
    expect(at(29 * day, lease(0, 30 * day, true))).toBe('never-connected');
    expect(at(30 * day, lease(0, 30 * day, true))).toBe('grace');
  });

  it('with several leases: the best of them; with none: idle', () => {
    expect(at(29 * day, lease(0, 30 * day, true), lease(29 * day, 30 * day))).toBe('live');
    expect(at(29 * day, lease(0, 30 * day, true), lease(0, 40 * day))).toBe('never-connected');
    expect(at(200, lease(0, 180), lease(100, 280))).toBe('live');
    expect(at(0)).toBe('idle');
    expect(bestOf(['lost', 'offline', 'idle'])).toBe('offline');
    expect(bestOf([])).toBe('idle');
  });
});
