import { claimOf, judgeQuota, type QuotaVerdict } from './claim.ts';
import type { VendorConfiguration } from './configuration.ts';
import type { CounterChange, ItemCounts } from './counter.ts';
import type { DenialCode } from './denial.ts';
import { grant } from './grant.ts';
import type { Item, Term } from './item.ts';
import type { AcquireRequest } from './request.ts';
import type { DeviceState, Seat, SeatLease } from './seat.ts';
import type { EpochSeconds, Seconds } from './time.ts';

/** How the session password of the resolved code was judged outside of this room (scrypt is not pure). */
export type PasswordState = 'not needed' | 'right' | 'wrong';

/** The DLS's trusted time (rules.md section 8). */
export type TrustedTime = {
  readonly now: EpochSeconds;
  /** The system clock is more than 24 h behind the mark: only devices with a seat in the last 30 days are served. */
  readonly distrusted: boolean;
  /** The last restore: for one `leaseSeconds` after it no new seat is granted on `concurrent-*` items; null: none. */
  readonly restoredAt: EpochSeconds | null;
};

/** What the first half of a decision, made from configuration and device alone, comes to. */
export type Ranking =
  | {
      readonly outcome: 'ranked';
      /** Null: a public trial. */
      readonly handshake: string | null;
      readonly organization: string | null;
      /** In the order in which each of the two passes tries them. Never empty. */
      readonly items: readonly RankedItem[];
    }
  | Denied
  | { readonly outcome: 'problem'; readonly code: 'clock_untrusted' | 'proof_required' };

/** An item that passed every check but the quota. */
export type RankedItem = {
  readonly item: Item;
  readonly term: Term;
  /** In the grace stage: past its term, or past `syncDays`. The first pass leaves it out. */
  readonly grace: boolean;
  /** The device's seat on it, held or not; null: it never had one. */
  readonly seat: Seat | null;
};

/** A refusal that a rule gave: a value, never an exception. */
export type Denied = {
  readonly outcome: 'denied';
  readonly code: DenialCode;
  /** The item that would have been granted but for `code`, when the choice got that far. */
  readonly item: string | null;
};

/** None of the items could grant, for want of quota or because new seats are paused. */
export type Exhausted = Denied & {
  /** It would have been granted, were new seats not paused. */
  readonly paused: boolean;
};

/** What a lease says of its item: beyond quota, after its term, on a trial, or none of these (rules.md section 5). */
export type LeaseState = 'ok' | 'overage' | 'grace' | 'trial';

/** A grant or renewal: what the lease says and everything the store has to change for it. */
export type Granted = {
  readonly outcome: 'granted';
  readonly item: Item;
  readonly term: Term;
  readonly handshake: string | null;
  /** The device held no seat on the item (always so for its first `usage` or `domain` lease): 201, and a ledger event. */
  readonly newSeat: boolean;
  readonly lease: SeatLease;
  readonly features: readonly string[];
  readonly state: LeaseState;
  /** Seconds after `iat` from which the device renews. */
  readonly renewAfter: Seconds;
  readonly graceSeconds: Seconds;
  /** End of the running term, as in the license. */
  readonly until: EpochSeconds;
  /** The device's seat after the grant, which replaces the one it had. */
  readonly seat: Seat;
  readonly changes: readonly CounterChange[];
  /** The item's counts after the grant. The changes are in them already. */
  readonly counts: ItemCounts;
  /** `server` take-over: the device whose seat this was, and what remains of its seat; null otherwise. */
  readonly takenFrom: { readonly device: string; readonly seat: Seat } | null;
};

/** A request to acquire or renew, with all that is known before anything of its items is read. */
export type AcquireInput = {
  /** Null: a vendor unknown here, which is judged like one without organizations. */
  readonly vendor: VendorConfiguration | null;
  readonly request: AcquireRequest;
  readonly device: DeviceState;
  readonly password: PasswordState;
  /** The request's `seq` does not fit the ledger and no lease was presented that proves it (`judgeSeq`). */
  readonly proofRequired: boolean;
  readonly time: TrustedTime;
  /** The administrator paused new seats: who holds one goes on, and nobody else gets one until they are resumed. */
  readonly newSeatsPaused: boolean;
};

/** State of one ranked item, read after `rankItems` named it. */
export type ItemState = {
  /** Brought to `now`. */
  readonly counts: ItemCounts;
  /** `server` items: the seat on this item that counts for the request's machine hash, whoever holds it; else null. */
  readonly machineSeat: { readonly device: string; readonly seat: Seat } | null;
};

/** The same with the ranked items and what has been given away of them. */
export type AcquireState = AcquireInput & {
  readonly ranking: Extract<Ranking, { outcome: 'ranked' }>;
  /** One entry for each of `ranking.items`, in that order. */
  readonly states: readonly ItemState[];
  /** The number that a new chain of leases takes. */
  readonly nextChain: number;
};

/**
 * Acquire and renew (rules.md sections 3 to 5): tries the ranked items, first those within term and quota, then those in
 * their grace stage. The first that can grant does; if none can, the denial is that of the first one tried.
 */
export function decideAcquire(state: AcquireState): Granted | Exhausted {
  return decidePasses(state) ?? exhausted(state);
}

function decidePasses(state: AcquireState): Granted | null {
  return decidePass(state, 'within') ?? decidePass(state, 'overage');
}

/** The grant of the first item that grants within term and quota, or, in the second pass, at all. */
function decidePass(state: AcquireState, pass: Exclude<QuotaVerdict, 'exhausted'>): Granted | null {
  const { items } = state.ranking;
  for (let i = 0; i < items.length; i++) {
    const ranked = items[i] as RankedItem;
    if (pass === 'within' && ranked.grace) continue;
    const claim = claimOf(state, ranked, state.states[i] as ItemState);
    const verdict = judgeQuota(claim);
    if (verdict === 'within' || verdict === pass) return grant(claim);
  }
  return null;
}

function exhausted(state: AcquireState): Exhausted {
  const { items } = state.ranking;
  const first = items.find(({ grace }) => !grace) ?? (items[0] as RankedItem);
  const paused = state.newSeatsPaused && decidePasses({ ...state, newSeatsPaused: false }) !== null;
  return { outcome: 'denied', code: 'quota_exhausted', item: first.item.id, paused };
}
