import { describe, expect, it } from 'vitest';
import type { Metric } from '../../licensing/item.ts';
import { decideRelease, decideReturn } from '../../licensing/release.ts';
import type { Seat } from '../../licensing/seat.ts';
import { DAY, lease, NOW, seat } from './given.ts';

const release = (metric: Metric, held: Seat | null, chain = 1, now = NOW) =>
  decideRelease({ item: { metric }, seat: held, chain, now });
const none = { outcome: 'none' };

describe('decideRelease', () => {
  it('frees the seat with its last live lease', () => {
    const held = seat({ leases: [lease({ exp: NOW + 100 })], reservation: 'line' });
    expect(release('concurrent-device', held)).toEqual({
      outcome: 'released',
      seat: { ...held, leases: [], heldUntil: NOW, reservation: null },
      changes: [
        { subject: 'all', units: -1, endings: [{ at: NOW + 100, units: -1 }] },
        { subject: 'reservation:line', units: -1, endings: [{ at: NOW + 100, units: -1 }] },
      ],
      freed: true,
    });
  });

  it('leaves the seat to the other apps of the device', () => {
    const held = seat({
      leases: [lease({ chain: 1, exp: NOW + 100 }), lease({ chain: 2, exp: NOW + 50 })],
      reservation: 'line',
    });
    expect(release('concurrent-device', held)).toMatchObject({
      freed: false,
      seat: { leases: [{ chain: 2 }], heldUntil: NOW + 50, reservation: 'line' },
    });
  });

  it('drops other leases that lapsed', () => {
    const held = seat({
      leases: [lease({ chain: 1 }), lease({ chain: 2, exp: NOW }), lease({ chain: 3, exp: NOW + 1 })],
    });
    expect(release('concurrent-device', held)).toMatchObject({ seat: { leases: [{ chain: 3 }] } });
  });

  it('frees the instances of the lease that was the largest', () => {
    const held = seat({ leases: [lease({ chain: 1, instances: 5 }), lease({ chain: 2, instances: 2 })] });
    expect(release('concurrent-instance', held)).toMatchObject({
      changes: [{ subject: 'all', units: -3 }],
      freed: false,
    });
  });

  it('releases the successor of a lease that was replaced', () => {
    const held = seat({ leases: [lease({ chain: 1, renewal: 4 })] });
    expect(release('concurrent-device', held, 1)).toMatchObject({ outcome: 'released' });
  });

  it.each(['device', 'server', 'usage', 'domain'] as const)('has no effect on %s', (metric) => {
    expect(release(metric, seat())).toEqual(none);
  });

  it('has no effect without a seat, on a foreign lease, on one that lapsed, and the second time', () => {
    expect(release('concurrent-device', null)).toEqual(none);
    expect(release('concurrent-device', seat(), 2)).toEqual(none);
    const held = seat({ leases: [lease({ exp: NOW + 1 })] });
    expect(release('concurrent-device', held, 1, NOW)).toMatchObject({ outcome: 'released' });
    expect(release('concurrent-device', held, 1, NOW + 1)).toEqual(none);
    const once = release('concurrent-device', held);
    expect(once.outcome === 'released' && release('concurrent-device', once.seat)).toEqual(none);
  });

  it.each(['concurrent-device', 'device', 'usage'] as const)(
    'asks for the return file of an offline lease on %s',
    (metric) => {
      const held = seat({ leases: [lease({ offline: { request: 'r', returnHash: 'h' } })] });
      expect(release(metric, held)).toEqual({ outcome: 'problem', code: 'return_required' });
      expect(release(metric, held, 1, NOW + 180)).toEqual(none);
    },
  );
});

describe('decideReturn', () => {
  const out = lease({ chain: 4, exp: NOW + 20 * DAY, offline: { request: 'r', returnHash: 'h' } });
  const back = (
    metric: Metric,
    held: Seat | null,
    changes: { returnHash?: string; now?: number; chain?: number } = {},
  ) =>
    decideReturn({
      item: { metric },
      term: { activeWindow: 7_776_000 },
      seat: held,
      chain: 4,
      now: NOW,
      returnHash: 'h',
      ...changes,
    });

  it.each(['device', 'server', 'concurrent-device'] as const)('frees the seat of %s', (metric) => {
    const held = seat({ leases: [out], heldUntil: NOW + 20 * DAY });
    expect(back(metric, held)).toMatchObject({
      outcome: 'released',
      freed: true,
      seat: { heldUntil: NOW, leases: [] },
      changes: [
        { subject: 'all', units: -1 },
        { subject: 'offline', units: -1 },
      ],
    });
  });

  it('gives an offline seat of usage back', () => {
    expect(back('usage', seat({ leases: [out] }))).toMatchObject({
      changes: [{ subject: 'offline', units: -1 }],
      freed: true,
    });
  });

  it('leaves the seat to other live leases of the device', () => {
    const held = seat({
      active: NOW - DAY,
      leases: [out, lease({ chain: 5, exp: NOW + 9 })],
      heldUntil: NOW + 89 * DAY,
    });
    expect(back('device', held)).toMatchObject({ freed: false, seat: { heldUntil: NOW - DAY + 90 * DAY } });
    expect(back('concurrent-device', held)).toMatchObject({ freed: false, seat: { heldUntil: NOW + 9 } });
    const lapsed = { ...held, leases: [out, lease({ chain: 5, exp: NOW })] };
    expect(back('device', lapsed)).toMatchObject({ freed: true, seat: { heldUntil: NOW } });
  });

  it('refuses a return key that does not fit, and a lease that is not offline', () => {
    expect(back('device', seat({ leases: [out] }), { returnHash: 'x' })).toEqual({
      outcome: 'problem',
      code: 'return_invalid',
    });
    expect(back('device', seat({ leases: [lease({ chain: 4 })] }))).toEqual({
      outcome: 'problem',
      code: 'return_invalid',
    });
  });

  it('has no effect when the lease is over, returned or reclaimed', () => {
    const held = seat({ leases: [out] });
    expect(back('device', held, { now: NOW + 20 * DAY - 1 })).toMatchObject({ outcome: 'released' });
    expect(back('device', held, { now: NOW + 20 * DAY, returnHash: 'of the lease before' })).toEqual(none);
    expect(back('device', held, { now: NOW + 20 * DAY })).toEqual(none);
    expect(back('device', held, { chain: 5 })).toEqual(none);
    expect(back('device', null)).toEqual(none);
  });
});
