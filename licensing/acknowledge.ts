import { termOffsetOf } from './clock.ts';
import type { VendorConfiguration } from './configuration.ts';
import type { LockStatement } from './item.ts';
import { type StatementChange, siteLockAfter, statementChanges } from './statement.ts';
import type { EpochSeconds, Seconds } from './time.ts';

/** The payload of a verified acknowledgement, as far as rules judge it (protocol.md section 7). */
export type AcknowledgementClaims = {
  readonly iat: EpochSeconds;
  readonly epoch: number;
  /** The bundle it covers everything up to; 0: none. */
  readonly seq: number;
  readonly time?: EpochSeconds;
  readonly locked?: readonly string[];
  readonly unlocked?: readonly string[];
  readonly revoked?: readonly string[];
  readonly lockSite?: boolean;
};

/** An acknowledgement, and what is known of its vendor when it is imported. */
export type AcknowledgementInput = {
  readonly acknowledgement: AcknowledgementClaims;
  readonly vendor: VendorConfiguration;
  /** The latest `iat` of the acknowledgements imported before; null: this is the first. */
  readonly newestIat: EpochSeconds | null;
  /** The newest bundle made for the vendor, and the seconds durably counted since; null: none was made. */
  readonly newestBundle: { readonly epoch: number; readonly seq: number; readonly counted: Seconds } | null;
  readonly now: EpochSeconds;
};

/** What an acknowledgement leaves of the vendor; where nothing changed, what was before. */
export type AcknowledgementEffects = {
  /** `late`: its licenses are still imported by serial, and the rest is left. */
  readonly outcome: 'acknowledged' | 'late';
  readonly statements: readonly StatementChange[];
  readonly siteLock: LockStatement | null;
  /** From when on every `syncDays` of the vendor is counted. */
  readonly acknowledgedAt: EpochSeconds;
  /** The vendor's term time after it; unchanged when its `time` does not count. */
  readonly termOffset: Seconds;
};

/**
 * What an acknowledgement changes beside the bundles it covers and the licenses in it, which are not judged here. Of two
 * statements on a lock the one with the later `iat` holds; `time` counts only in the answer to the newest bundle.
 */
export function decideAcknowledgement(input: AcknowledgementInput): AcknowledgementEffects {
  const { acknowledgement, vendor, newestIat, now } = input;
  const { iat, locked = [], unlocked = [], revoked = [], lockSite } = acknowledgement;
  if (newestIat !== null && iat < newestIat) {
    const { lock: siteLock, acknowledgedAt, termOffset } = vendor;
    return { outcome: 'late', statements: [], siteLock, acknowledgedAt, termOffset };
  }
  return {
    outcome: 'acknowledged',
    statements: statementChanges(vendor, { iat, locked, unlocked, revoked }),
    siteLock: siteLockAfter(vendor.lock, lockSite === undefined ? null : { locked: lockSite, iat }),
    acknowledgedAt: now,
    termOffset: termOffsetAfter(input),
  };
}

function termOffsetAfter({ acknowledgement, vendor, newestBundle, now }: AcknowledgementInput): Seconds {
  const { time, epoch, seq } = acknowledgement;
  const answers = newestBundle !== null && epoch === newestBundle.epoch && seq === newestBundle.seq;
  if (time === undefined || !answers) return vendor.termOffset;
  return termOffsetOf(time, newestBundle.counted, now);
}
