import { Worker } from 'node:worker_threads';
import type { SqliteDatabase } from './connection.ts';

/** Looks after the size of the write-ahead log; called after commits. */
export type Checkpointer = {
  afterCommit(db: SqliteDatabase): void;
  close(): Promise<void>;
};

/** Commits between two checkpoints. */
const every = 32;
/** A log of more pages than this is made to start over: the writer copies the little that the worker left. */
const longLog = 2_048;

export function createCheckpointer(file: string): Checkpointer {
  const worker = new Worker(new URL('./checkpointer-worker.ts', import.meta.url), {
    workerData: { file },
    resourceLimits: { maxYoungGenerationSizeMb: 2, maxOldGenerationSizeMb: 32 },
  });
  worker.unref();
  let commits = 0;
  let state: 'idle' | 'copying' | 'long' = 'idle';
  worker.on('message', (pages: number) => {
    state = pages > longLog ? 'long' : 'idle';
  });
  return {
    afterCommit(db) {
      commits++;
      if (state === 'long') {
        db.pragma('wal_checkpoint(PASSIVE)');
        state = 'idle';
      } else if (state === 'idle' && commits >= every) {
        commits = 0;
        state = 'copying';
        worker.postMessage('checkpoint');
      }
    },
    async close() {
      worker.ref();
      worker.postMessage('close');
      await new Promise<void>((resolve) => worker.once('exit', () => resolve()));
    },
  };
}
