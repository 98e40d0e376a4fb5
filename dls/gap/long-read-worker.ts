import { randomBytes } from 'node:crypto';
import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { writeArchive } from '../ledger/archive-task.ts';
import { sumUsage } from '../ledger/usage-fold.ts';
import { verifyRecords } from '../ledger/verification.ts';
import { bundlesFolder, databaseFile } from '../site/folder-layout.ts';
import { StorageError } from '../storage-error.ts';
import { openReadOnly, type SqliteDatabase } from '../store/sqlite/connection.ts';
import { iterateReports, openLedgerSource } from '../store/sqlite/ledger-source.ts';
import { asStoreError, StoreError } from '../store/store-error.ts';
import type { LongReadFailure, LongReadMessage, LongReadTask, Progress } from './long-read.ts';

type Given = { readonly folder: string; readonly task: LongReadTask };

const { folder, task } = workerData as Given;

/** The thread that `runLongRead` starts: one task, one connection, one transaction, so that everything fits together. */
async function main(): Promise<unknown> {
  const { db, discard } = await connect();
  // What is read once, in order, needs no larger cache; sorting takes as much as the cache once more.
  db.pragma('cache_size = -4096');
  db.exec('BEGIN');
  const result = await perform(db);
  db.close();
  discard();
  return result;
}

type Connection = { readonly db: SqliteDatabase; readonly discard: () => void };

/** Exports of a large database take long, and as long the write-ahead log could not start over: they read a copy. */
async function connect(): Promise<Connection> {
  const file = databaseFile(folder);
  const db = openReadOnly(file);
  if (task.kind !== 'bundle' || statSync(file).size < (task.copyFrom ?? largeDatabase)) {
    return { db, discard: () => undefined };
  }
  tell({ done: 0, total: 0, step: 'copying' });
  const copy = join(bundlesFolder(folder), `.copy-${randomBytes(6).toString('hex')}.db`);
  await db.backup(copy, { progress: () => wholeDatabase });
  db.close();
  const copied = new Database(copy);
  copied.pragma('journal_mode = DELETE');
  return { db: copied, discard: () => rmSync(copy) };
}

/** About what an export reads in 30 s. */
const largeDatabase = 512 * 1024 * 1024;

/** All pages in one step: a copy in several would begin anew with every commit beside it. */
const wholeDatabase = 2_147_483_647;

async function perform(db: SqliteDatabase): Promise<unknown> {
  switch (task.kind) {
    case 'sum-usage':
      return sumUsage(task.after, iterateReports(db, task.after));
    case 'verify':
      return verifyRecords(openLedgerSource(db, folder), { keys: task.keys, onProgress: tell });
    case 'bundle': {
      // Loaded when it is needed: what it stands on takes longer to load than the other tasks take.
      const { writeBundles } = await import('./bundle-task.ts');
      const { openBundleSource } = await import('../store/sqlite/bundle-source.ts');
      return writeBundles({ source: openBundleSource(db, folder, task.vendor), folder, task, onProgress: tell });
    }
    case 'archive':
      return writeArchive(openLedgerSource(db, folder), folder, task);
    case 'backup': {
      const { makeBackup } = await import('../backup/backup-task.ts');
      return makeBackup({ db, folder, task, onProgress: tell });
    }
  }
}

function tell(progress: Progress): void {
  send({ progress });
}

function send(message: LongReadMessage): void {
  parentPort?.postMessage(message);
}

function failureOf(thrown: unknown): LongReadFailure {
  const error = asStoreError(thrown);
  if (error instanceof StorageError) return { type: 'storage', reason: error.reason, path: error.path };
  if (error instanceof StoreError) return { type: 'store', code: error.code, message: error.message };
  return { type: 'other', error };
}

main().then(
  (result) => send({ result }),
  (error: unknown) => send({ failure: failureOf(error) }),
);
