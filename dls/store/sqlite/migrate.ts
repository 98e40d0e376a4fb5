import type { Database } from 'better-sqlite3';
import { initial } from './migrations/001-initial.ts';
import { pausedRefusals } from './migrations/002-paused-refusals.ts';
import { leaseEnds } from './migrations/003-lease-ends.ts';

/** Forward only; the place in the array is the version that a step leads to. */
export const migrations: readonly string[] = [initial, pausedRefusals, leaseEnds];

/** The database was written by a newer Causeway: it is refused by name rather than guessed at. */
export class NewerDatabaseError extends Error {
  override readonly name = 'NewerDatabaseError';
}

/**
 * Brings the database to the newest schema in one transaction.
 * @param keepCopy is called before an existing database is changed, with its version: it keeps a dated copy.
 * @throws NewerDatabaseError when the database has a higher version than this program knows.
 */
export function migrate(db: Database, keepCopy: (version: number) => void, steps = migrations): void {
  const version = Number(db.pragma('user_version', { simple: true }));
  if (version > steps.length) {
    throw new NewerDatabaseError(
      `This data folder was written by a newer Causeway (database ${version}, this program knows ${steps.length}). Install that version or a later one.`,
    );
  }
  if (version === steps.length) return;
  if (version > 0) keepCopy(version);
  db.transaction(() => {
    for (const step of steps.slice(version)) db.exec(step);
    db.pragma(`user_version = ${steps.length}`);
  }).immediate();
}
