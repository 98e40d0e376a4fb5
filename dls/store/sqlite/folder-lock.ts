import { join } from 'node:path';
import Database from 'better-sqlite3';
import { sqliteCode } from '../store-error.ts';

/** The data folder belongs to another running Causeway. */
export class FolderBusyError extends Error {
  override readonly name = 'FolderBusyError';
}

/**
 * Takes the exclusive lock of a data folder: one writer, ever. The lock is a small database of its own, held in
 * `BEGIN EXCLUSIVE`, so it ends with the process whatever kills it, and keeps no reader of the main database out.
 * @returns gives the lock back.
 * @throws FolderBusyError when another process holds it.
 */
export function lockFolder(folder: string): () => void {
  const db = new Database(join(folder, 'lock.db'));
  try {
    db.pragma('busy_timeout = 0');
    db.pragma('journal_mode = MEMORY');
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db.close();
    if (sqliteCode(error).startsWith('SQLITE_BUSY')) {
      throw new FolderBusyError(
        `Another Causeway is using ${folder}. Stop it, or let it do the work: commands beside a running server go through it.`,
      );
    }
    throw error;
  }
  return () => db.close();
}
