import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLockout, LOCKOUT_RULE, type Lockout } from '../../../dls/identity/lockout.ts';

const start = 1_780_000_000;
const code = 'code:acme-vision/200001-default';

function wrong(lockout: Lockout, count: number, { from = '10.0.0.1', on = code, at = start } = {}): void {
  for (let n = 0; n < count; n += 1) lockout.recordWrong({ address: from, subject: on }, at);
}

function lockedUntil(lockout: Lockout, now: number, { from = '10.0.0.1', on = code } = {}): number | null {
  return lockout.findLockedUntil({ address: from, subject: on }, now);
}

describe('wrong passwords from one address', () => {
  it('lock it for 60 s with the tenth within a minute', () => {
    const lockout = createLockout();
    wrong(lockout, 9);
    expect(lockedUntil(lockout, start)).toBeNull();
    wrong(lockout, 1, { at: start + 59 });
    expect(lockedUntil(lockout, start + 59)).toBe(start + 119);
    expect(lockedUntil(lockout, start + 118)).toBe(start + 119);
    expect(lockedUntil(lockout, start + 119)).toBeNull();
  });

  it('do not lock it when the first of the ten is a minute old', () => {
    const lockout = createLockout();
    wrong(lockout, 9);
    wrong(lockout, 1, { at: start + 60 });
    expect(lockedUntil(lockout, start + 60)).toBeNull();
  });

  it('lock it whatever the passwords were for, and for everything', () => {
    const lockout = createLockout();
    for (let n = 0; n < 10; n += 1) wrong(lockout, 1, { on: `code:${n}` });
    expect(lockedUntil(lockout, start, { on: 'user:anna' })).toBe(start + 60);
  });

  it('lock nobody else: a single machine cannot lock a code', () => {
    const lockout = createLockout();
    wrong(lockout, 100);
    expect(lockedUntil(lockout, start)).not.toBeNull();
    expect(lockedUntil(lockout, start, { from: '10.0.0.2' })).toBeNull();
  });

  it('count from zero after a lock', () => {
    const lockout = createLockout();
    wrong(lockout, 10);
    wrong(lockout, 9, { at: start + 60 });
    expect(lockedUntil(lockout, start + 60)).toBeNull();
    wrong(lockout, 1, { at: start + 60 });
    expect(lockedUntil(lockout, start + 60)).toBe(start + 120);
  });
});

describe('wrong passwords on one code from many addresses', () => {
  it('lock the code for everybody, and no other code', () => {
    const lockout = createLockout();
    for (let n = 0; n < 9; n += 1) wrong(lockout, 1, { from: `10.0.1.${n}` });
    expect(lockedUntil(lockout, start, { from: '10.9.9.9' })).toBeNull();
    wrong(lockout, 1, { from: '10.0.1.9', at: start + 30 });
    expect(lockedUntil(lockout, start + 30, { from: '10.9.9.9' })).toBe(start + 90);
    expect(lockedUntil(lockout, start + 90, { from: '10.9.9.9' })).toBeNull();
    expect(lockedUntil(lockout, start + 30, { from: '10.9.9.9', on: 'code:other' })).toBeNull();
  });

  it('lock it also when two addresses share the ten', () => {
    const lockout = createLockout();
    wrong(lockout, 5, { from: '10.0.0.1' });
    wrong(lockout, 5, { from: '10.0.0.2' });
    expect(lockedUntil(lockout, start, { from: '10.0.0.3' })).toBe(start + 60);
  });
});

describe('a clock that is set back', () => {
  it('keeps nobody out', () => {
    const lockout = createLockout();
    wrong(lockout, 10);
    expect(lockedUntil(lockout, start - 3600)).toBeNull();
    wrong(lockout, 9, { at: start - 3600 });
    expect(lockedUntil(lockout, start - 3600)).toBeNull();
  });
});

describe('what is remembered', () => {
  it('is bounded, and a lock is not flushed out by a flood of other addresses', () => {
    const lockout = createLockout({ ...LOCKOUT_RULE, remembered: 100 });
    wrong(lockout, 10, { from: 'locked' });
    wrong(lockout, 9, { from: 'early' });
    for (let n = 0; n < 1000; n += 1) wrong(lockout, 1, { from: `flood-${n}`, on: `code-${n}` });
    expect(lockedUntil(lockout, start, { from: 'locked', on: 'other' })).toBe(start + 60);
    wrong(lockout, 1, { from: 'early', on: 'other' });
    expect(lockedUntil(lockout, start, { from: 'early', on: 'other' })).toBeNull();
  });
});

describe('any history of wrong passwords', () => {
  it('locks as a plain count over all of it says', () => {
    const event = fc.record({ wait: fc.nat(20), from: fc.constantFrom('a', 'b', 'c'), on: fc.constantFrom('x', 'y') });
    fc.assert(
      fc.property(fc.array(event, { maxLength: 80 }), (events) => {
        const lockout = createLockout();
        const plain = { address: new Map<string, Plain>(), subject: new Map<string, Plain>() };
        let now = start;
        for (const { wait, from, on } of events) {
          now += wait;
          const until = Math.max(plain.address.get(from)?.until ?? 0, plain.subject.get(on)?.until ?? 0);
          expect(lockedUntil(lockout, now, { from, on })).toBe(until > now ? until : null);
          if (until > now) continue;
          wrong(lockout, 1, { from, on, at: now });
          note(plain.address, from, { now, from, sources: 1 });
          note(plain.subject, on, { now, from, sources: 2 });
        }
      }),
    );
  });
});

type Plain = { times: { readonly at: number; readonly from: string }[]; until: number };

/** The rule as one would say it, with all of the history kept. */
function note(
  counts: Map<string, Plain>,
  key: string,
  { now, from, sources }: { now: number; from: string; sources: number },
): void {
  const plain = counts.get(key) ?? { times: [], until: 0 };
  plain.times.push({ at: now, from });
  const lastTen = plain.times.slice(-10);
  const within = lastTen.length === 10 && now - lastTen[0]!.at < 60;
  if (within && new Set(lastTen.map((one) => one.from)).size >= sources) {
    plain.until = now + 60;
    plain.times = [];
  }
  counts.set(key, plain);
}

describe('a forgiven subject', () => {
  it('and the addresses from which it was tried are locked no longer, others are', () => {
    const lockout = createLockout();
    wrong(lockout, 10);
    wrong(lockout, 10, { from: '10.0.0.2', on: 'user:anna' });
    for (let n = 0; n < 10; n += 1) wrong(lockout, 1, { from: `10.0.1.${n}` });
    lockout.forgive(code);
    expect(lockedUntil(lockout, start)).toBeNull();
    expect(lockedUntil(lockout, start, { from: '10.0.0.3' })).toBeNull();
    expect(lockedUntil(lockout, start, { from: '10.0.0.2' })).toBe(start + 60);
  });
});
