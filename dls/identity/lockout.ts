import type { EpochSeconds, Seconds } from '../../licensing/time.ts';

/** From where, and for what, a password was tried. */
export type Attempt = {
  /** The key of the address, see `limitKeyOf`: an IPv4 address, or the first 64 bits of an IPv6 one. */
  readonly address: string;
  /** What the password protects, such as `code:acme-vision/200001-default` or `user:anna`. */
  readonly subject: string;
};

/** Counts wrong passwords and says who must wait (rules.md section 2). In memory: a restart forgets it. */
export type Lockout = {
  /** Until when attempts from there, or for that, are refused with `rate_limited`; `null` when they are not. */
  findLockedUntil(attempt: Attempt, now: EpochSeconds): EpochSeconds | null;
  /** To be called for each wrong password, and not when one was missing: nothing was guessed then. */
  recordWrong(attempt: Attempt, now: EpochSeconds): void;
  /** Forgets what was tried on a subject, and lets the addresses go on from which it was tried. */
  forgive(subject: string): void;
};

/** The rule of rules.md section 2; others for tests. */
export type LockoutRule = {
  readonly wrong: number;
  readonly within: Seconds;
  readonly lockedFor: Seconds;
  /** How many addresses and how many subjects are remembered, so that many of them cannot fill the memory. */
  readonly remembered: number;
};

export const LOCKOUT_RULE: LockoutRule = { wrong: 10, within: 60, lockedFor: 60, remembered: 10_000 };

/**
 * Ten wrong passwords within a minute from one address lock that address; ten on one subject from more than one address lock
 * the subject, so that a single machine cannot lock everybody else out.
 */
export function createLockout(rule: LockoutRule = LOCKOUT_RULE): Lockout {
  const addresses = createCounters(rule, 1);
  const subjects = createCounters(rule, 2);
  return {
    findLockedUntil({ address, subject }, now) {
      const until = Math.max(addresses.lockedUntil(address), subjects.lockedUntil(subject));
      // A clock that was set back must not keep anybody out for longer than the rule says.
      return until > now && until <= now + rule.lockedFor ? until : null;
    },
    recordWrong({ address, subject }, now) {
      addresses.add(address, address, now);
      subjects.add(subject, address, now);
    },
    forgive(subject) {
      for (const address of subjects.sourcesOf(subject)) addresses.remove(address);
      subjects.remove(subject);
    },
  };
}

type Wrong = { readonly at: EpochSeconds; readonly from: string };

type Counter = {
  readonly wrong: readonly Wrong[];
  readonly lockedUntil: EpochSeconds;
  /** From where those came that locked it. */
  readonly lockedBy: readonly string[];
};

type Counters = {
  lockedUntil(key: string): EpochSeconds;
  add(key: string, from: string, now: EpochSeconds): void;
  sourcesOf(key: string): readonly string[];
  remove(key: string): void;
};

function createCounters(rule: LockoutRule, sources: number): Counters {
  const counters = new Map<string, Counter>();
  return {
    lockedUntil: (key) => counters.get(key)?.lockedUntil ?? 0,
    add(key, from, now) {
      const before = counters.get(key) ?? neverWrong;
      const recent = before.wrong.filter(({ at }) => at > now - rule.within && at <= now);
      const wrong = [...recent, { at: now, from }].slice(-rule.wrong);
      const isFull = wrong.length >= rule.wrong && sourcesOf(wrong).length >= sources;
      counters.delete(key);
      counters.set(
        key,
        isFull ? { wrong: [], lockedUntil: now + rule.lockedFor, lockedBy: sourcesOf(wrong) } : { ...before, wrong },
      );
      evict(counters, rule.remembered, now);
    },
    sourcesOf(key) {
      const { wrong, lockedBy } = counters.get(key) ?? neverWrong;
      return [...lockedBy, ...sourcesOf(wrong)];
    },
    remove: (key) => {
      counters.delete(key);
    },
  };
}

const neverWrong: Counter = { wrong: [], lockedUntil: 0, lockedBy: [] };

function sourcesOf(wrong: readonly Wrong[]): readonly string[] {
  return [...new Set(wrong.map(({ from }) => from))];
}

/** Forgets the one that was quiet for longest; one that is locked only when all are. */
function evict(counters: Map<string, Counter>, most: number, now: EpochSeconds): void {
  if (counters.size <= most) return;
  let oldest: string | undefined;
  for (const [key, { lockedUntil }] of counters) {
    oldest ??= key;
    if (lockedUntil <= now) {
      oldest = key;
      break;
    }
  }
  if (oldest !== undefined) counters.delete(oldest);
}
