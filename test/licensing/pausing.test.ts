import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Metric } from '../../licensing/item.ts';
import { acquire } from './acquiring.ts';
import { ask, result, type Setting } from './asking.ts';
import { counts, DAY, device, item, lease, NOW, request, seat, trial, vendor } from './given.ts';
import { acquireOn, countsOf, island, releaseOn } from './island.ts';

const METRICS = ['device', 'concurrent-device', 'concurrent-instance', 'usage', 'server', 'domain'] as const;
const domain = { term: { domain: 'a' }, asked: { app: 'a' } };
const askPaused = (metric: Metric, setting: Setting = {}) =>
  ask(metric, { ...(metric === 'domain' && domain), newSeatsPaused: true, ...setting });
const offline = { request: 'r', days: 3, returnHash: 'h' };

describe('while new seats are paused', () => {
  describe.each(METRICS)('an item of %s', (metric) => {
    it('refuses a device that has none, and says that it is for the pause', () => {
      expect(askPaused(metric)).toEqual({ outcome: 'denied', code: 'quota_exhausted', item: 'it-1', paused: true });
    });

    it('refuses a device that never connects and has none', () => {
      const asked = { ...(metric === 'domain' && domain.asked), offline };
      const server = metric === 'server' ? { deployment: 'server', machine: 'm1' } : {};
      expect(askPaused(metric, { asked: { ...server, ...asked } })).toMatchObject({ paused: true });
    });

    it('renews for who holds a seat', () => {
      const held = { heldUntil: NOW + 1, leases: [lease({ exp: NOW + 1 })], machine: 'm1' };
      expect(result(askPaused(metric, { held, counts: { units: 1 } }))).toBe('ok');
    });

    it('refuses again a device whose seat was taken back', () => {
      const held = { heldUntil: NOW - 9, leases: [], reclaimedUntil: NOW };
      expect(askPaused(metric, { held })).toMatchObject({ code: 'quota_exhausted', paused: true });
    });
  });

  it.each(['device', 'concurrent-device', 'concurrent-instance', 'server'] as const)(
    'refuses a device whose seat on %s came free',
    (metric) => {
      const held = { heldUntil: NOW, leases: [lease({ exp: NOW })], machine: 'm1' };
      expect(askPaused(metric, { held })).toMatchObject({ code: 'quota_exhausted', paused: true });
    },
  );

  it.each(['usage', 'domain'] as const)('goes on with what was once leased of %s, which never comes free', (metric) => {
    const held = { heldUntil: NOW - 9 * DAY, leases: [lease({ exp: NOW - 9 * DAY })] };
    expect(result(askPaused(metric, { held }))).toBe('ok');
  });

  it('gives a device that holds a seat more instances', () => {
    const held = { leases: [lease({ exp: NOW + 9 })] };
    const setting = { held, counts: { units: 1 }, asked: { instances: 4 } };
    expect(result(askPaused('concurrent-instance', setting))).toBe('ok');
  });

  it('goes on with the server seat of the same machine', () => {
    const held = { device: 'other', seat: seat({ machine: 'm1', heldUntil: NOW + 1 }) };
    const asked = request({ deployment: 'server', machine: 'm1' });
    const by = vendor({ items: [item({ metric: 'server' })] });
    const on = (machineSeat: typeof held) =>
      acquire({ vendor: by, request: asked, newSeatsPaused: true }, { 'it-1': { machineSeat } });
    expect(on(held)).toMatchObject({ outcome: 'granted', takenFrom: { device: 'other' } });
    expect(on({ ...held, seat: seat({ machine: 'm1', heldUntil: NOW }) })).toMatchObject({ paused: true });
  });

  it('begins no trial, and goes on with one', () => {
    const by = vendor({ trials: [trial()] });
    const asked = request({ org: null });
    expect(acquire({ vendor: by, request: asked, newSeatsPaused: true })).toMatchObject({
      code: 'quota_exhausted',
      paused: true,
    });
    const begun = device({
      everGranted: true,
      trial: { id: 'tr-1', since: NOW - 9 },
      seats: [seat({ item: 'tr-1', heldUntil: NOW + 9 })],
    });
    expect(acquire({ vendor: by, request: asked, device: begun, newSeatsPaused: true })).toMatchObject({
      outcome: 'granted',
      state: 'trial',
    });
  });

  it('gives no other item to a device that holds a seat on one which refuses it', () => {
    const items = [item({ id: 'a', metric: 'device' }), item({ id: 'b', metric: 'device' })];
    const own = device({ seats: [seat({ item: 'a', heldUntil: NOW + 9 })] });
    const on = (id: string) =>
      acquire({ vendor: vendor({ items: items.filter((one) => one.id === id) }), device: own, newSeatsPaused: true });
    expect(on('a')).toMatchObject({ outcome: 'granted' });
    expect(on('b')).toMatchObject({ outcome: 'denied', paused: true });
  });

  it('blames the quota when that is used up as well', () => {
    expect(askPaused('device', { counts: { units: 11 } })).toMatchObject({ code: 'quota_exhausted', paused: false });
    expect(askPaused('device', { counts: { units: 10 } })).toMatchObject({ paused: true });
  });

  it('keeps the refusals of every check before the quota', () => {
    const revoked = vendor({ items: [item({ revoked: true })] });
    expect(acquire({ vendor: revoked, newSeatsPaused: true })).toEqual({
      outcome: 'denied',
      code: 'license_revoked',
      item: null,
    });
  });

  it('says nothing of a pause that there is not', () => {
    expect(ask('device', { counts: { units: 11 } })).toMatchObject({ paused: false });
    expect(acquire({}, { 'it-1': { counts: counts({ units: 11 }) } })).toMatchObject({ paused: false });
  });

  it.each(METRICS)('no history of %s gives a device a seat that it has not', (metric) => {
    const one = item({ metric, term: { quota: 9, overageSlots: 0, domain: 'a', leaseSeconds: 300 } });
    const step = fc.record({
      device: fc.nat(5),
      wait: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 400 }), fc.constant(9 * DAY)),
      releases: fc.boolean(),
      isPaused: fc.boolean(),
    });
    const asked = (n: number) => ({ app: 'a', deployment: 'server', machine: `m${n}` });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const site = island(vendor({ items: [one] }), NOW);
        for (const { device: n, wait, releases, isPaused } of steps) {
          site.now += wait;
          site.newSeatsPaused = isPaused;
          const uuid = `00000000-0000-8000-8000-00000000000${n}`;
          const before = site.seats.get(uuid)?.get('it-1');
          const { units } = countsOf(site, one).all;
          const decision = acquireOn(site, uuid, asked(n));
          if (isPaused) expect(countsOf(site, one).all.units).toBe(units);
          const holds =
            before !== undefined && (before.heldUntil > site.now || metric === 'usage' || metric === 'domain');
          expect(decision.outcome).toBe(holds || !isPaused ? 'granted' : 'denied');
          if (releases && decision.outcome === 'granted') releaseOn(site, uuid, 'it-1', decision.lease.chain);
        }
      }),
    );
  });
});
