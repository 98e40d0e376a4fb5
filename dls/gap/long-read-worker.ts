import { parentPort, workerData } from 'node:worker_threads';
import { writeArchive } from '../ledger/archive-task.ts';
import { sumUsage } from '../ledger/usage-fold.ts';
import { verifyRecords } from '../ledger/verification.ts';
import { databaseFile } from '../site/folder-layout.ts';
import { StorageError } from '../storage-error.ts';
import { openReadOnly, type SqliteDatabase } from '../store/sqlite/connection.ts';
import { iterateReports, openLedgerSource } from '../store/sqlite/ledger-source.ts';
import { asStoreError, StoreError } from '../store/store-error.ts';
import type { LongReadFailure, LongReadMessage, LongReadTask, Progress } from './long-read.ts';

type Given = { readonly folder: string; readonly task: LongReadTask };

const { folder, task } = workerData as Given;

/** The thread that `runLongRead` starts: one task, one connection, one transaction, so that everything fits together. */
async function main(): Promise<unknown> {
  const db = openReadOnly(databaseFile(folder));
  db.exec('BEGIN');
  const result = await perform(db);
  db.close();
  return result;
}

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
