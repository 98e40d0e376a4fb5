import type { Database } from 'better-sqlite3';
import { Refusal } from '../refusal.ts';
import { initial } from './migrations/001-initial.ts';

/** Forward only; the place in the array is the version that a step leads to. */
export const migrations: readonly string[] = [initial];

/**
 * Brings the vendor's database to the newest schema in one transaction.
 * @param keepCopy is called before an existing database is changed, with its version
 * @throws Refusal when the database has a higher version than this program knows
 */
export function migrate(db: Database, keepCopy: (version: number) => void, steps = migrations): void {
  const version = versionOf(db);
  if (version > steps.length) {
    throw new Refusal('internal_error', {
      sentence: `This vendor folder was written by a newer causeway-issuer (database ${version}, this program knows ${steps.length}).`,
      next: 'Install that version or a later one.',
    });
  }
  if (version === steps.length) return;
  if (version > 0) keepCopy(version);
  db.transaction(() => {
    // Another command may have been here between the look above and this transaction.
    for (const step of steps.slice(versionOf(db))) db.exec(step);
    db.pragma(`user_version = ${steps.length}`);
  }).immediate();
}

function versionOf(db: Database): number {
  return Number(db.pragma('user_version', { simple: true }));
}
