import { DEFAULTS } from './defaults.ts';
import type { EpochSeconds } from './time.ts';

/** Where the ledger stood when a lease was made: its height and the first 6 characters of the hash there. */
export type LedgerSeq = { readonly height: number; readonly hash: string };

/** What the ledger has at the height of a `seq`. */
export type LedgerView = {
  /** Height of the last event. */
  readonly height: number;
  /** The lowest height still at hand; older segments are archived and judge nothing. */
  readonly oldest: number;
  /** First 6 characters of the hash at the height in question; null: there is no event of that height. */
  readonly hash: string | null;
};

/** A stretch of time whose records are known as lost: from the state that came back until that was found. */
export type KnownLoss = { readonly from: EpochSeconds; readonly until: EpochSeconds };

/** Reads `seq` (`123456.Xy3k9a`); null: it is not one. */
export function parseSeq(text: string): LedgerSeq | null {
  const match = /^(0|[1-9]\d{0,15})\.([A-Za-z0-9_-]{6})$/.exec(text);
  return match === null ? null : { height: Number(match[1]), hash: match[2] as string };
}

/** Writes `seq` as a lease carries it. The hash may be longer than it needs. */
export function encodeSeq({ height, hash }: LedgerSeq): string {
  return `${height}.${hash.slice(0, 6)}`;
}

/** Whether a ledger contains what a `seq` tells of: not above its height, and the same hash there (rules.md section 8). */
export function fitsLedger({ height, hash }: LedgerSeq, ledger: LedgerView): boolean {
  if (height > ledger.height) return false;
  return height < ledger.oldest || hash === ledger.hash;
}

/** A lease of this site that a device presents to prove what the ledger should know. */
export type Proof = {
  /** When the lease was made that was presented as proof, and its `seq`. Its signature was verified before. */
  readonly iat: EpochSeconds;
  readonly seq: LedgerSeq;
};

/**
 * What a lease of this site proves (section 8). `fits`: nothing. `known loss`: it was made in a time already known as
 * lost, is adopted, and begins no further epoch. `rollback`: the database was put back; a new epoch begins and the lease
 * is adopted.
 */
export function judgeProof(
  proof: Proof,
  ledger: LedgerView,
  losses: readonly KnownLoss[],
): 'fits' | 'known loss' | 'rollback' {
  if (fitsLedger(proof.seq, ledger)) return 'fits';
  return losses.some(({ from, until }) => from <= proof.iat && proof.iat <= until) ? 'known loss' : 'rollback';
}

/**
 * The time that a proven rollback shows to be lost: between the events around the moment of the lease that proved it.
 * @param before when the last event not after the lease's `iat` happened; null: there is none
 * @param after when the first event after it happened, or now when there is none
 */
export function lossOf(before: EpochSeconds | null, after: EpochSeconds): KnownLoss {
  return { from: before ?? 0, until: after };
}

/** The height of the event that begins a new epoch: above every height known from ledger, bundles, files and leases. */
export function epochHeight(known: readonly number[]): number {
  return Math.max(0, ...known) + DEFAULTS.epochStep;
}
