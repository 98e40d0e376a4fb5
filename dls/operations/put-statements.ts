import type { LockStatement } from '../../licensing/item.ts';
import type { StatementChange } from '../../licensing/statement.ts';
import { type ImportChange, told } from '../gap/import-result.ts';
import type { ItemRow, VendorRow } from '../store/configuration-tables.ts';
import type { Tx } from '../store/tx.ts';

export type Statements = {
  readonly vendor: VendorRow;
  readonly statements: readonly StatementChange[];
  /** The vendor's items and trials as they are before the file. */
  readonly rows: ReadonlyMap<string, ItemRow>;
  /** Ids that the file itself brings: they are written with it. */
  readonly brought?: ReadonlySet<string>;
};

/**
 * Writes what a file says of ids: on the items and trials that are known, and on the vendor for those that no file has
 * brought yet.
 * @returns the vendor's statements from now on, and what changed
 */
export async function putStatements(
  tx: Tx,
  { vendor, statements, rows, brought }: Statements,
): Promise<{ readonly statements: VendorRow['statements']; readonly changes: readonly ImportChange[] }> {
  const waiting = { ...vendor.statements };
  const changes: ImportChange[] = [];
  for (const { id, statement } of statements) {
    const row = rows.get(id);
    if (row === undefined && brought?.has(id) !== true) {
      waiting[id] = statement;
      continue;
    }
    delete waiting[id];
    if (row === undefined) continue;
    const next = { ...row, ...lockColumns(statement.lock), ...revokedColumns(row, statement.revoked, tx.time.now) };
    if (brought?.has(id) !== true) await tx.items.put(next);
    changes.push(...tellStatement(row, next));
  }
  return { statements: waiting, changes };
}

/** A vendor's items and trials by id. */
export function itemRowsOf(items: readonly ItemRow[], vendor: string): ReadonlyMap<string, ItemRow> {
  return new Map(items.filter((row) => row.vendor === vendor).map((row) => [row.id, row]));
}

/** The columns of a statement on a lock; a row on which none was made has the `iat` 0. */
export function lockColumns(lock: LockStatement | null): Pick<ItemRow, 'locked' | 'lockIat'> {
  return { locked: lock?.locked ?? false, lockIat: lock?.iat ?? 0 };
}

export function revokedColumns(
  before: Pick<ItemRow, 'revokedAt'> | undefined,
  revoked: boolean,
  now: number,
): Pick<ItemRow, 'revoked' | 'revokedAt'> {
  return { revoked, revokedAt: revoked ? (before?.revokedAt ?? now) : null };
}

/** What a vendor's `lockSite` changed. */
export function tellSiteLock(before: Pick<VendorRow, 'locked'>, after: LockStatement | null): readonly ImportChange[] {
  const locked = after?.locked ?? false;
  if (locked === before.locked) return [];
  return locked
    ? [told('site-locked', '', 'The vendor locked all of its items on this site.')]
    : [told('site-unlocked', '', 'The vendor unlocked its items on this site.')];
}

function tellStatement(before: ItemRow, after: ItemRow): readonly ImportChange[] {
  const { id } = after;
  if (after.revoked && !before.revoked) return [told('revoked', id, `The vendor voided the item ${id} for good.`)];
  if (after.locked === before.locked) return [];
  return after.locked
    ? [told('locked', id, `The vendor locked the item ${id}.`)]
    : [told('unlocked', id, `The vendor unlocked the item ${id}.`)];
}
