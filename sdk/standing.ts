import type { DenialCode } from '../licensing/denial.ts';
import type { EpochSeconds } from '../licensing/time.ts';
import type { Code } from '../protocol/codes.ts';
import { graceOf } from '../protocol/lease.ts';
import type { VerifiedLease } from './trust.ts';

/** The four states of a device (rules.md section 7). */
export type State = 'unlicensed' | 'licensed' | 'grace' | 'locked';

/** Where a device stands: pure outcome of what it holds and what time it is. */
export type Standing = {
  readonly state: State;
  /** Why, when something is wrong: a proven denial, `unreachable` or `clock_rolled_back`; null: nothing is. */
  readonly code: Code | null;
  /** When this ends unless something happens before; null: it does not end by itself. */
  readonly until: EpochSeconds | null;
};

/** A denial whose proof verified, newer than the last lease. */
export type ProvenDenial = { readonly code: DenialCode; readonly iat: EpochSeconds };

export type Facts = {
  readonly now: EpochSeconds;
  /** The last lease; null: none, or released. */
  readonly lease: VerifiedLease | null;
  readonly denial: ProvenDenial | null;
  /** The highest time seen when the clock was found set back; null: it is not set back. */
  readonly rolledBackFrom: EpochSeconds | null;
  /** Whether asking a server failed since the last answer that counted. */
  readonly unanswered: boolean;
};

/** These denials end lease and grace at once. */
const ENDS_AT_ONCE: readonly DenialCode[] = ['license_locked', 'license_revoked', 'lease_reclaimed', 'device_blocked'];

/** Decides the state of a device (rules.md section 7). */
export function evaluateStanding(facts: Facts): Standing {
  const { now, lease, denial, rolledBackFrom } = facts;
  if (lease === null) {
    return { state: 'unlicensed', code: denial?.code ?? (facts.unanswered ? 'unreachable' : null), until: null };
  }
  if (denial !== null && ENDS_AT_ONCE.includes(denial.code)) return locked(denial.code);
  const end = leaseEnd(lease);
  const inGraceBefore = rolledBackFrom === null || rolledBackFrom >= end;
  if (!inGraceBefore) return locked('clock_rolled_back');
  if (now < end) return { state: 'licensed', code: denial?.code ?? null, until: end };
  if (denial !== null) return locked(denial.code);
  const over = graceEnd(lease);
  if (now >= over) return locked(rolledBackFrom === null ? 'unreachable' : 'clock_rolled_back');
  return { state: 'grace', code: rolledBackFrom === null ? 'unreachable' : 'clock_rolled_back', until: over };
}

/** The second at which a lease is over: its `exp`, and never beyond what the vendor lets the site grant. */
export function leaseEnd({ lease, grantedUntil }: VerifiedLease): EpochSeconds {
  return Math.min(lease.exp, grantedUntil);
}

/** The second at which the grace after a lease is over. */
export function graceEnd(held: VerifiedLease): EpochSeconds {
  return Math.min(leaseEnd(held) + graceOf(held.lease), held.grantedUntil);
}

function locked(code: Code): Standing {
  return { state: 'locked', code, until: null };
}
