import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';

/**
 * Copies the write-ahead log into the database on a thread of its own, without holding up the writer (a passive
 * checkpoint). What the writer appends meanwhile it copies itself, which is then little.
 */
const { file } = workerData as { readonly file: string };
const db = new Database(file);
db.pragma('synchronous = FULL');
db.pragma('busy_timeout = 0');

parentPort?.on('message', (message: 'checkpoint' | 'close') => {
  if (message === 'close') {
    db.close();
    parentPort?.close();
    return;
  }
  parentPort?.postMessage(pagesInLog());
});

/** Pages in the log after copying them; 0 when the disk is full or the writer closes: the next call tries again. */
function pagesInLog(): number {
  try {
    const [state] = db.pragma('wal_checkpoint(PASSIVE)') as readonly { readonly log: number }[];
    return state?.log ?? 0;
  } catch {
    return 0;
  }
}
