import { readlinkSync } from 'node:fs';
import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { CursorError } from '../reader.ts';
import { sqliteCode } from '../store-error.ts';
import { answerRead } from './answer-read.ts';
import { openReadConnection } from './read-connection.ts';
import type { ReadAnswer, ReadRequest, ThreadData } from './reader.ts';

const { file, isPatient } = workerData as ThreadData;
if (isPatient) letOthersGoFirst();
const db = openReadConnection(file);

parentPort?.on('message', ({ id, ...request }: ReadRequest & { readonly id: number }) => {
  parentPort?.postMessage({ id, ...answer(request) });
});

function answer(request: ReadRequest): ReadAnswer {
  try {
    return { value: db.snapshot(() => answerRead(db, request)) };
  } catch (error) {
    if (error instanceof CursorError) return { failure: { part: error.part } };
    const { message, stack } = error as Error;
    return { failure: { message, stack: stack ?? '', code: sqliteCode(error) } };
  }
}

/** Devices are answered before exports are read, where the system tells threads apart: on Linux each has its own nice value. */
function letOthersGoFirst(): void {
  try {
    setPriority(Number(/\d+$/.exec(readlinkSync('/proc/thread-self'))?.[0]), 10);
  } catch {
    // Elsewhere threads of a process are of one priority.
  }
}
