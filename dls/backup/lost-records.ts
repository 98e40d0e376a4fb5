import { existsSync } from 'node:fs';
import Database from 'better-sqlite3';
import { databaseFile } from '../site/folder-layout.ts';
import { type FolderRecords, readFolderRecords } from '../store/sqlite/folder-records.ts';

/**
 * What the data folder holds now, and what of it is newer than a backup. Null: there is no database, or none that can be
 * read, and nothing is lost that is not lost already.
 */
export function findLostRecords(
  folder: string,
  backup: { readonly height: number; readonly made: number },
): FolderRecords | null {
  if (!existsSync(databaseFile(folder))) return null;
  try {
    // Not opened read-only: such a connection cannot clear away the files that SQLite makes beside the database.
    const db = new Database(databaseFile(folder), { fileMustExist: true });
    try {
      db.pragma('query_only = ON');
      return readFolderRecords(db, backup);
    } finally {
      db.close();
    }
  } catch {
    return null;
  }
}
