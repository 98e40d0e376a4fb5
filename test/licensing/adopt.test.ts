import { describe, expect, it } from 'vitest';
import { type AdoptionState, decideAdoption, lapsedSeat } from '../../licensing/adopt.ts';
import type { Metric } from '../../licensing/item.ts';
import { counts, DAY, item, lease, NOW, START, seat } from './given.ts';

const shown = lease({ chain: 9, iat: NOW - 60, exp: NOW + 120 });

function adopt(metric: Metric, changes: Partial<AdoptionState> = {}) {
  const one = item({ metric });
  return decideAdoption({
    item: one,
    term: one.terms[0]!,
    seat: null,
    counts: counts(),
    lease: shown,
    features: ['qr'],
    handshake: '200001-default',
    machine: null,
    now: NOW,
    ...changes,
  });
}

describe('decideAdoption', () => {
  it('takes a live lease up again with its seat and unit', () => {
    expect(adopt('concurrent-device')).toMatchObject({
      seat: {
        since: NOW - 60,
        active: NOW - 60,
        heldUntil: NOW + 120,
        leases: [shown],
        features: ['qr'],
        reported: true,
      },
      changes: [{ subject: 'all', units: 1, endings: [{ at: NOW + 120, units: 1 }] }],
      counts: { all: { units: 1 }, overAdopted: false },
    });
  });

  it('counts the active window from the lease on', () => {
    expect(adopt('device')?.seat.heldUntil).toBe(NOW - 60 + 90 * DAY);
    const long = lease({ iat: NOW - 100 * DAY, exp: NOW + 5, offline: { request: 'r', returnHash: 'h' } });
    expect(adopt('device', { lease: long })?.seat.heldUntil).toBe(NOW + 5);
  });

  it('counts even beyond quota, where it spends overage, and stops new grants', () => {
    const adopted = adopt('concurrent-device', { counts: counts({ units: 10 }) });
    expect(adopted?.counts).toMatchObject({
      all: { units: 11 },
      overage: { termStart: START, spent: 1, slot: NOW, booked: 1 },
      overAdopted: true,
    });
    expect(adopt('concurrent-device', { counts: counts({ units: 9 }) })?.counts.overAdopted).toBe(false);
    expect(adopt('device', { counts: counts({ units: 50 }) })?.counts.overAdopted).toBe(true);
  });

  it('goes on stopping new grants where it did', () => {
    const before = counts({ units: 12, overAdopted: true });
    expect(adopt('usage', { counts: before })?.counts.overAdopted).toBe(true);
  });

  it('adds no unit for a device that holds a seat already', () => {
    const held = seat({
      since: NOW - DAY,
      active: NOW - 90,
      leases: [lease({ chain: 3, exp: NOW + 50 })],
      reservation: 'line',
      features: ['1d'],
    });
    const adopted = adopt('concurrent-device', { seat: held, counts: counts({ units: 12, reserved: { line: 1 } }) });
    expect(adopted?.seat).toMatchObject({
      since: NOW - DAY,
      active: NOW - 60,
      heldUntil: NOW + 120,
      reservation: 'line',
      features: ['1d', 'qr'],
    });
    expect(adopted?.seat.leases.map(({ chain }) => chain)).toEqual([3, 9]);
    expect(adopted?.counts).toMatchObject({ all: { units: 12 }, overAdopted: false });
  });

  it('replaces the renewal of the same lease that the ledger still knows', () => {
    const held = seat({ heldUntil: NOW + 200, leases: [lease({ chain: 9, exp: NOW + 20 })] });
    const adopted = adopt('concurrent-device', { seat: held, counts: counts({ units: 1 }) });
    expect(adopted?.seat).toMatchObject({ heldUntil: NOW + 200, leases: [shown] });
  });

  it('drops other leases that lapsed', () => {
    const held = seat({
      heldUntil: NOW + 9,
      leases: [lease({ chain: 2, exp: NOW }), lease({ chain: 3, exp: NOW + 1 })],
    });
    expect(adopt('device', { seat: held })?.seat.leases.map(({ chain }) => chain)).toEqual([3, 9]);
  });

  it('begins anew for a seat that came free', () => {
    const free = seat({ leases: [lease({ exp: NOW })], since: NOW - DAY, features: ['1d'] });
    expect(adopt('concurrent-device', { seat: free })?.seat).toMatchObject({
      since: NOW - 60,
      leases: [shown],
      features: ['1d', 'qr'],
    });
  });

  it('keeps the machine of a server seat', () => {
    expect(adopt('server', { machine: 'm1' })?.seat.machine).toBe('m1');
    expect(adopt('device', { machine: 'm1' })?.seat.machine).toBeNull();
  });

  it('leaves a lease alone that is over, known, or reclaimed', () => {
    expect(adopt('device', { now: NOW + 119 })).not.toBeNull();
    expect(adopt('device', { now: NOW + 120 })).toBeNull();
    expect(adopt('device', { seat: seat({ leases: [shown] }) })).toBeNull();
    expect(adopt('device', { seat: seat({ leases: [], reclaimedUntil: NOW + 1 }) })).toBeNull();
    expect(adopt('device', { seat: seat({ leases: [], heldUntil: NOW, reclaimedUntil: NOW }) })).not.toBeNull();
  });
});

describe('lapsedSeat', () => {
  const over = lease({ chain: 9, iat: NOW - 500, exp: NOW - 320 });
  const given = { item: item({}), seat: null, lease: over, features: ['qr'], handshake: '200001-default' };

  it('is free, and tells what was leased', () => {
    expect(lapsedSeat(given)).toMatchObject({
      since: NOW - 500,
      heldUntil: NOW - 320,
      leases: [],
      features: ['qr'],
      handshake: '200001-default',
    });
  });

  it('adds features to a seat that is known, and changes nothing else', () => {
    const held = seat({ features: ['1d'] });
    expect(lapsedSeat({ ...given, seat: held })).toEqual({ ...held, features: ['1d', 'qr'] });
    expect(lapsedSeat({ ...given, seat: seat({ features: ['qr', '1d'] }) })).toBeNull();
  });
});
