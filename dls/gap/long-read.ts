import { Worker } from 'node:worker_threads';
import type { BackupTask, WrittenBackup } from '../backup/backup-task.ts';
import type { ArchiveTask, WrittenArchive } from '../ledger/archive-task.ts';
import type { UsageSum } from '../ledger/usage-fold.ts';
import type { Verification } from '../ledger/verification.ts';
import { StorageError, type StorageReason } from '../storage-error.ts';
import { StoreError, type StoreErrorCode } from '../store/store-error.ts';
import type { BundleTask, WrittenBundles } from './bundle-task.ts';

/** What is read in a thread of its own, each in one read transaction on a read-only connection. */
export type LongReadTask =
  | { readonly kind: 'sum-usage'; readonly after: number }
  | { readonly kind: 'verify'; readonly keys: readonly string[] }
  | ({ readonly kind: 'archive' } & ArchiveTask)
  | ({ readonly kind: 'bundle' } & BundleTask)
  | ({ readonly kind: 'backup' } & BackupTask);

export type LongReadResult = {
  readonly 'sum-usage': UsageSum | null;
  readonly verify: Verification;
  readonly archive: WrittenArchive | null;
  readonly bundle: WrittenBundles;
  readonly backup: WrittenBackup;
};

/** What an export is at: a copy of a large database, its lines, or a bundle that is signed, sealed and read back. */
export type ExportStep = 'copying' | 'reading' | 'sealing';

/** How far a long read got; `total` is an estimate. */
export type Progress = { readonly done: number; readonly total: number; readonly step?: ExportStep };

export type LongReadOptions = {
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /** Ends the thread; the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
};

/** What the thread sends: how far it got, then one of the other two. */
export type LongReadMessage =
  | { readonly progress: Progress }
  | { readonly result: unknown }
  | { readonly failure: LongReadFailure };

/** An error as it crosses from the thread, where its class is lost. */
export type LongReadFailure =
  | { readonly type: 'storage'; readonly reason: StorageReason; readonly path: string }
  | { readonly type: 'store'; readonly code: StoreErrorCode; readonly message: string }
  | { readonly type: 'other'; readonly error: unknown };

/**
 * Reads the database of a data folder beside the devices: a long read holds up none of them.
 * @throws StorageError, StoreError, or the reason of `signal`
 */
export function runLongRead<Kind extends LongReadTask['kind']>(
  folder: string,
  task: Extract<LongReadTask, { kind: Kind }>,
  { onProgress, signal }: LongReadOptions = {},
): Promise<LongReadResult[Kind]> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted === true) return reject(signal.reason);
    const worker = new Worker(new URL('./long-read-worker.ts', import.meta.url), {
      workerData: { folder, task },
      resourceLimits: { maxYoungGenerationSizeMb: 8 },
    });
    const abort = (): void => end(() => reject(signal?.reason));
    const end = (settle: () => void): void => {
      signal?.removeEventListener('abort', abort);
      worker.removeAllListeners('exit');
      void worker.terminate().then(settle, settle);
    };
    signal?.addEventListener('abort', abort, { once: true });
    worker.on('message', (message: LongReadMessage) => {
      if ('progress' in message) onProgress?.(message.progress);
      else if ('result' in message) end(() => resolve(message.result as LongReadResult[Kind]));
      else end(() => reject(errorOf(message.failure)));
    });
    worker.on('error', (error) => end(() => reject(error)));
    worker.on('exit', () => reject(new Error('the reading thread ended by itself')));
  });
}

function errorOf(failure: LongReadFailure): unknown {
  switch (failure.type) {
    case 'storage':
      return new StorageError(failure.reason, failure.path);
    case 'store':
      return new StoreError(failure.code, failure.message);
    case 'other':
      return failure.error;
  }
}
