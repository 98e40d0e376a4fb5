import { Worker } from 'node:worker_threads';
import { CursorError, type Page, type PageRequest, type Reader } from '../reader.ts';
import { asStoreError, StoreError } from '../store-error.ts';

/** What the thread is asked, as it crosses to it. */
export type ReadRequest =
  | { readonly kind: 'query'; readonly name: string; readonly args: unknown }
  | { readonly kind: 'page' | 'portion'; readonly name: string; readonly args: unknown; readonly page: PageRequest };

export type ReadAnswer =
  | { readonly value: unknown }
  | { readonly failure: { readonly part: 'sort' | 'cursor' } }
  | { readonly failure: { readonly message: string; readonly stack: string; readonly code: string } };

export type ReaderOptions = {
  readonly file: string;
  /** The thread's own program; a bundle says where it put it. */
  readonly worker?: URL;
};

type Waiting = { readonly resolve: (value: unknown) => void; readonly reject: (error: unknown) => void };

/** Rows that a stream fetches at first and at most: the first come at once, and sums are not made anew too often. */
const firstPortion = 500;
const largestPortion = 4_000;

/** Reads on threads of their own, which are started with the first read and again after they failed. */
export function openReader({ file, worker = new URL('./reader-worker.ts', import.meta.url) }: ReaderOptions): Reader {
  const short = openThread(worker, { file, isPatient: false });
  const long = openThread(worker, { file, isPatient: true });
  const ask = (request: ReadRequest): Promise<unknown> => (isLong(request) ? long : short).ask(request);
  return {
    query: (name, args) => ask({ kind: 'query', name, args }) as Promise<never>,
    page: (name, args, page) => ask({ kind: 'page', name, args, page }) as Promise<never>,
    stream: (name, args, sort) => streamRows(ask, { name, args, sort: sort ?? null }) as AsyncIterable<never>,
    async close() {
      await Promise.all([short.close(), long.close()]);
    },
  };
}

/** Exports, and sums over every device: no page waits behind them. */
function isLong({ kind, args }: ReadRequest): boolean {
  const { by, split } = args as { readonly by?: unknown; readonly split?: unknown };
  return kind === 'portion' || by === 'device' || split === 'device';
}

type Thread = { ask(request: ReadRequest): Promise<unknown>; close(): Promise<void> };

/** What the thread is started with. `isPatient`: it lets everything else of this process go first. */
export type ThreadData = { readonly file: string; readonly isPatient: boolean };

function openThread(worker: URL, workerData: ThreadData): Thread {
  const waiting = new Map<number, Waiting>();
  let thread: Worker | null = null;
  let last = 0;
  let closed = false;

  const fail = (error: StoreError): void => {
    thread = null;
    const failed = [...waiting.values()];
    waiting.clear();
    for (const { reject } of failed) reject(error);
  };

  const start = (): Worker => {
    const started = new Worker(worker, { workerData, name: 'reader' });
    started.on('message', ({ id, ...answer }: ReadAnswer & { readonly id: number }) => {
      const asked = waiting.get(id);
      waiting.delete(id);
      if (waiting.size === 0) started.unref();
      if (asked !== undefined) settle(asked, answer as ReadAnswer);
    });
    started.on('error', (error) => {
      if (thread === started) fail(new StoreError('internal_error', 'The reading thread failed.', { cause: error }));
    });
    started.on('exit', () => {
      if (thread === started)
        fail(new StoreError(closed ? 'shutting_down' : 'internal_error', 'The reading thread ended.'));
    });
    return started;
  };

  const ask = (request: ReadRequest): Promise<unknown> => {
    if (closed) return Promise.reject(new StoreError('shutting_down', 'The license server is shutting down.'));
    return new Promise((resolve, reject) => {
      thread ??= start();
      thread.ref();
      const id = ++last;
      waiting.set(id, { resolve, reject });
      thread.postMessage({ id, ...request });
    });
  };

  return {
    ask,
    async close() {
      closed = true;
      await thread?.terminate();
    },
  };
}

type Streamed = { readonly name: string; readonly args: unknown; readonly sort: string | null };

async function* streamRows(
  ask: (request: ReadRequest) => Promise<unknown>,
  { name, args, sort }: Streamed,
): AsyncGenerator<unknown> {
  let after: PageRequest['after'] = null;
  let limit = firstPortion;
  do {
    const page = { sort, after, limit };
    const portion = (await ask({ kind: 'portion', name, args, page })) as Omit<Page<unknown>, 'total'>;
    yield* portion.items;
    after = portion.next;
    limit = Math.min(2 * limit, largestPortion);
  } while (after !== null);
}

function settle({ resolve, reject }: Waiting, answer: ReadAnswer): void {
  if ('value' in answer) resolve(answer.value);
  else reject(errorOf(answer.failure));
}

function errorOf(failure: Extract<ReadAnswer, { failure: unknown }>['failure']): unknown {
  if ('part' in failure) return new CursorError(failure.part);
  const cause = Object.assign(new Error(failure.message), { stack: failure.stack, code: failure.code });
  return failure.code === '' ? new StoreError('internal_error', 'A read failed.', { cause }) : asStoreError(cause);
}
