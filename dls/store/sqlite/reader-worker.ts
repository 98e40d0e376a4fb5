import { parentPort, workerData } from 'node:worker_threads';
import { CursorError } from '../reader.ts';
import { sqliteCode } from '../store-error.ts';
import { answerRead } from './answer-read.ts';
import { openReadConnection } from './read-connection.ts';
import type { ReadAnswer, ReadRequest } from './reader.ts';

const { file } = workerData as { readonly file: string };
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
