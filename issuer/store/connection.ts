import { copyFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { Refusal } from '../refusal.ts';
import { migrate } from './migrate.ts';

export type Connection = Database.Database;

/** How long a command waits for another one on the same vendor folder, in milliseconds. */
const PATIENCE = 30_000;

/** Opens the vendor's database: WAL, every commit on disk before it returns, and the newest schema. @throws Refusal */
export function openConnection(file: string): Connection {
  const db = new Database(file, { timeout: PATIENCE });
  try {
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    if (process.platform === 'darwin') {
      db.pragma('fullfsync = ON');
      db.pragma('checkpoint_fullfsync = ON');
    }
    db.pragma('foreign_keys = ON');
    db.pragma('cache_size = -16384');
    db.pragma('trusted_schema = OFF');
    db.pragma('journal_size_limit = 67108864');
    migrate(db, (version) => {
      db.pragma('wal_checkpoint(TRUNCATE)');
      copyFileSync(file, `${file}.v${version}`);
    });
    return db;
  } catch (error) {
    db.close();
    throw asDatabaseRefusal(error, file);
  }
}

/**
 * Runs `unit` between BEGIN IMMEDIATE and COMMIT: all of it is on disk when this returns, or nothing. Within another
 * unit it becomes part of that one.
 */
export function transact<T>(db: Connection, unit: () => T): T {
  if (db.inTransaction) return unit();
  return db.transaction(unit).immediate();
}

/** As `transact`, for a unit that reads a stream. The connection must not be used for anything else meanwhile. */
export async function transactAsync<T>(db: Connection, unit: () => Promise<T>): Promise<T> {
  db.exec('BEGIN IMMEDIATE');
  try {
    const outcome = await unit();
    db.exec('COMMIT');
    return outcome;
  } finally {
    // A full disk makes SQLite roll back by itself; a second rollback would hide the error that tells so.
    if (db.inTransaction) db.exec('ROLLBACK');
  }
}

/** Translates what SQLite said into a refusal; errors of another origin are passed through. */
export function asDatabaseRefusal(error: unknown, file: string): unknown {
  const code = (error as { code?: unknown } | null)?.code;
  if (typeof code !== 'string' || !code.startsWith('SQLITE_')) return error;
  if (code.startsWith('SQLITE_BUSY')) {
    return new Refusal('overloaded', {
      sentence: 'Another command is at work on this vendor folder.',
      next: 'Wait until it is done and try again.',
      cause: error,
    });
  }
  if (code.startsWith('SQLITE_CORRUPT') || code.startsWith('SQLITE_NOTADB')) {
    return new Refusal('internal_error', {
      sentence: `${file} is damaged (${code}).`,
      next: 'Put the vendor folder back from your backup.',
      cause: error,
    });
  }
  const disk = ['SQLITE_FULL', 'SQLITE_READONLY', 'SQLITE_IOERR', 'SQLITE_CANTOPEN', 'SQLITE_PERM'];
  if (disk.some((prefix) => code.startsWith(prefix))) {
    return new Refusal('storage_full', {
      sentence: `${file} cannot be written (${code}); nothing was changed.`,
      cause: error,
    });
  }
  return new Refusal('internal_error', { sentence: `The database refused a statement (${code}).`, cause: error });
}
