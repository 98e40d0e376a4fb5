import type { Statement, VendorConfiguration } from './configuration.ts';
import type { LockStatement } from './item.ts';
import { laterStatement } from './item-lock.ts';
import type { EpochSeconds } from './time.ts';

/** What changed about an item or trial id, known or not. */
export type StatementChange = { readonly id: string; readonly statement: Statement };

/** What a license file or acknowledgement says of ids. */
export type Saying = {
  readonly iat: EpochSeconds;
  readonly locked: readonly string[];
  /** Ids that are unlocked unless `locked` names them. */
  readonly unlocked: readonly string[];
  readonly revoked: readonly string[];
};

/**
 * What statements change: revocations for good, and locks by the later `iat`, in whatever order they arrive (rules.md
 * section 1). Statements on ids that no file has brought yet are kept for them.
 */
export function statementChanges(
  vendor: VendorConfiguration | null,
  { iat, locked, unlocked, revoked }: Saying,
): readonly StatementChange[] {
  const voided = new Set(revoked);
  const shut = new Set(locked);
  const spoken = new Set([...locked, ...unlocked]);
  const changes: StatementChange[] = [];
  for (const id of new Set([...spoken, ...revoked])) {
    const known = statementOn(vendor, id);
    const lock = spoken.has(id) ? laterStatement(known.lock, { locked: shut.has(id), iat }) : known.lock;
    const isRevoked = known.revoked || voided.has(id);
    if (lock !== known.lock || isRevoked !== known.revoked) {
      changes.push({ id, statement: { revoked: isRevoked, lock } });
    }
  }
  return changes;
}

/** What was said so far of an id. */
export function statementOn(vendor: VendorConfiguration | null, id: string): Statement {
  if (vendor === null) return silent;
  const known = vendor.items.get(id) ?? vendor.trials.find((trial) => trial.id === id) ?? vendor.statements.get(id);
  return known === undefined ? silent : { revoked: known.revoked, lock: known.lock };
}

/** The vendor's latest `lockSite` after one more; null: there is none. */
export function siteLockAfter(known: LockStatement | null, said: LockStatement | null): LockStatement | null {
  return said === null ? known : laterStatement(known, said);
}

const silent: Statement = { revoked: false, lock: null };
