import { describe, expect, it } from 'vitest';
import { type AcknowledgementInput, decideAcknowledgement } from '../../licensing/acknowledge.ts';
import { item, NOW, START, vendor } from './given.ts';

const decide = (
  claims: Partial<AcknowledgementInput['acknowledgement']> = {},
  changes: Partial<AcknowledgementInput> = {},
) =>
  decideAcknowledgement({
    acknowledgement: { iat: NOW - 10, epoch: 0, seq: 3, ...claims },
    vendor: vendor(),
    newestIat: NOW - 20,
    newestBundle: { epoch: 0, seq: 3, counted: 500 },
    now: NOW,
    ...changes,
  });

describe('decideAcknowledgement', () => {
  it('restarts the count of syncDays', () => {
    expect(decide()).toEqual({
      outcome: 'acknowledged',
      statements: [],
      siteLock: null,
      acknowledgedAt: NOW,
      termOffset: 0,
    });
    expect(decide({}, { newestIat: null }).acknowledgedAt).toBe(NOW);
  });

  it('locks, unlocks and revokes items', () => {
    const by = vendor({ items: [item({ lock: { locked: true, iat: START } })] });
    const decision = decide({ locked: ['it-2'], unlocked: ['it-1'], revoked: ['it-3'] }, { vendor: by });
    expect(decision.statements).toEqual([
      { id: 'it-2', statement: { revoked: false, lock: { locked: true, iat: NOW - 10 } } },
      { id: 'it-1', statement: { revoked: false, lock: { locked: false, iat: NOW - 10 } } },
      { id: 'it-3', statement: { revoked: true, lock: null } },
    ]);
  });

  it('locks the site and lets it go on', () => {
    expect(decide({ lockSite: true }).siteLock).toEqual({ locked: true, iat: NOW - 10 });
    const locked = vendor({ lock: { locked: true, iat: START } });
    expect(decide({ lockSite: false }, { vendor: locked }).siteLock).toEqual({ locked: false, iat: NOW - 10 });
    expect(decide({}, { vendor: locked }).siteLock).toEqual({ locked: true, iat: START });
  });

  it('leaves everything of a late one', () => {
    const by = vendor({ lock: { locked: true, iat: START }, termOffset: 7 });
    const said = { iat: NOW - 21, locked: ['it-1'], revoked: ['it-1'], lockSite: false, time: NOW };
    expect(decide(said, { vendor: by })).toEqual({
      outcome: 'late',
      statements: [],
      siteLock: { locked: true, iat: START },
      acknowledgedAt: START,
      termOffset: 7,
    });
  });

  it('does not take one of the same second for late', () => {
    expect(decide({ iat: NOW - 20 }).outcome).toBe('acknowledged');
  });

  it('sets the vendor’s time by the answer to the newest bundle', () => {
    expect(decide({ time: NOW + 1_000 }).termOffset).toBe(1_500);
  });

  it.each([
    ['an older bundle', { seq: 2 }, {}],
    ['a bundle of an older epoch', { epoch: 1 }, {}],
    ['no bundle at all', {}, { newestBundle: null }],
  ])('does not take the time from the answer to %s', (_, claims, changes) => {
    const by = vendor({ termOffset: 7 });
    expect(decide({ time: NOW + 1_000, ...claims }, { vendor: by, ...changes }).termOffset).toBe(7);
  });
});
