import { describe, expect, it } from 'vitest';
import { termOf, trialOf } from '../../licensing/term-of.ts';
import { claims, END, START } from './given.ts';

describe('termOf', () => {
  it('fills in every default of the rules', () => {
    expect(termOf(claims({ quota: 50 }))).toEqual({
      start: START,
      end: END,
      quota: 50,
      features: ['1d', 'qr'],
      name: 'it-1',
      unit: null,
      versions: null,
      platforms: null,
      apps: null,
      domain: null,
      machines: null,
      offlineDays: 7,
      offlineSeats: 50,
      activeWindow: 7_776_000,
      leaseSeconds: 180,
      graceSeconds: 259_200,
      syncDays: null,
      maxPerSlot: 1_000_000_000,
      overagePercent: 10,
      overageSlots: 50_000,
      graceDays: 7,
      reclaimsPerYear: 5,
    });
  });

  it('takes what the file says', () => {
    const said = {
      name: 'Reader',
      unit: 'scan',
      versions: { from: '1' },
      platforms: ['linux'],
      apps: ['com.acme.*'],
      domain: 'acme.example',
      machines: ['m'],
      offlineDays: 30,
      offlineSeats: 0,
      activeWindow: 86_400,
      leaseSeconds: 60,
      graceSeconds: 0,
      syncDays: 30,
      maxPerSlot: 1,
      overagePercent: 0,
      overageSlots: 0,
      graceDays: 0,
      reclaimsPerYear: 0,
    } as const;
    expect(termOf(claims(said))).toMatchObject(said);
  });

  it('has defaults of the metric', () => {
    expect(termOf(claims({ metric: 'usage' }))).toMatchObject({ overagePercent: 5, graceSeconds: 259_200 });
    expect(termOf(claims({ metric: 'concurrent-device', quota: 3 }))).toMatchObject({
      graceSeconds: 14_400,
      overageSlots: 3_000,
    });
  });

  it('takes an empty list for no restriction', () => {
    const empty = termOf(claims({ platforms: [], apps: [], machines: [] }));
    expect(empty).toMatchObject({ platforms: null, apps: null, machines: null });
  });

  it('does not cap offline leases by the quota that a domain item ignores', () => {
    expect(termOf(claims({ metric: 'domain', quota: 0 })).offlineSeats).toBe(1_000_000_000);
  });
});

describe('trialOf', () => {
  it('lasts 7 days by default', () => {
    const offered = { id: 'tr-1', product: 'reader', quota: 5, features: ['qr'] };
    expect(trialOf('acme', offered, START)).toMatchObject({ vendor: 'acme', start: START, days: 7, quota: 5 });
    expect(trialOf('acme', { ...offered, days: 30 }, START).days).toBe(30);
  });
});
