import { Refusal } from '../http/problem.ts';
import type { LongReadOptions, Progress } from './long-read.ts';

/** The making of sync bundles that goes on now: for which vendor, and how far it is. */
export type RunningExport = Progress & { readonly vendor: string };

type Running = { at: RunningExport; readonly stop: AbortController };

/** By store: one export of a site runs at a time. */
const running = new WeakMap<object, Running>();

/** The export that runs now; null: none does. */
export function findRunningExport(store: object): RunningExport | null {
  return running.get(store)?.at ?? null;
}

/** Stops the export that runs now: nothing of the bundle that is being made is left. @returns whether one ran */
export function stopRunningExport(store: object): boolean {
  const found = running.get(store);
  found?.stop.abort(
    new Refusal('request_conflict', { detail: 'The export was stopped. Nothing is lost: make the bundle again.' }),
  );
  return found !== undefined;
}

/** Does `act` as an export that others see and may stop. */
export async function asRunningExport<T>(
  store: object,
  { vendor, onProgress, signal }: LongReadOptions & { readonly vendor: string },
  act: (options: Required<Pick<LongReadOptions, 'onProgress' | 'signal'>>) => Promise<T>,
): Promise<T> {
  const own: Running = { at: { vendor, done: 0, total: 0 }, stop: new AbortController() };
  running.set(store, own);
  try {
    return await act({
      signal: signal === undefined ? own.stop.signal : AbortSignal.any([signal, own.stop.signal]),
      onProgress: (progress) => {
        own.at = { vendor, ...progress };
        onProgress?.(progress);
      },
    });
  } finally {
    running.delete(store);
  }
}
