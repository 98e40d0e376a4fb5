import type { EpochSeconds } from '../../licensing/time.ts';
import { Refusal } from '../http/problem.ts';
import type { ExportStep, LongReadOptions, Progress } from './long-read.ts';

/** The making of sync bundles that goes on now: for which vendor, what is being done, and how far it is. */
export type RunningExport = Omit<Progress, 'step'> & {
  readonly vendor: string;
  /** `preparing`: usage that was not booked yet is; then the database may be copied, and is read and sealed. */
  readonly step: 'preparing' | ExportStep;
};

/** How the last export to a vendor ended. */
export type EndedExport<Made = unknown> = {
  readonly vendor: string;
  readonly ended: EpochSeconds;
} & (
  | { readonly outcome: 'made'; readonly made: Made }
  /** Somebody stopped it. */
  | { readonly outcome: 'stopped' }
  | { readonly outcome: 'failed'; readonly error: unknown }
);

type Running = { at: RunningExport; readonly stop: AbortController };

/** By store: one export of a site runs at a time. */
const running = new WeakMap<object, Running>();

/** By store and vendor, as long as this process lives. */
const ended = new WeakMap<object, Map<string, EndedExport>>();

/** The export that runs now; null: none does. */
export function findRunningExport(store: object): RunningExport | null {
  return running.get(store)?.at ?? null;
}

/** How the last export of each vendor ended since the server was started, for who left meanwhile. */
export function listEndedExports<Made>(store: object): readonly EndedExport<Made>[] {
  return [...(ended.get(store)?.values() ?? [])] as EndedExport<Made>[];
}

/** Stops the export that runs now: nothing of the bundle that is being made is left. @returns whether one ran */
export function stopRunningExport(store: object): boolean {
  const found = running.get(store);
  found?.stop.abort(
    new Refusal('request_conflict', { detail: 'The export was stopped. Nothing is lost: make the bundle again.' }),
  );
  return found !== undefined;
}

export type ExportToWatch = LongReadOptions & {
  readonly vendor: string;
  readonly now: () => EpochSeconds;
  /** It began, or it ended. */
  readonly onTurn: () => void;
};

/** Does `act` as an export that others see and may stop. */
export async function asRunningExport<T>(
  store: object,
  { vendor, now, onTurn, onProgress, signal }: ExportToWatch,
  act: (options: Required<Pick<LongReadOptions, 'onProgress' | 'signal'>>) => Promise<T>,
): Promise<T> {
  const own: Running = { at: { vendor, step: 'preparing', done: 0, total: 0 }, stop: new AbortController() };
  running.set(store, own);
  const before = ended.get(store) ?? new Map<string, EndedExport>();
  before.delete(vendor);
  ended.set(store, before);
  onTurn();
  try {
    const made = await act({
      signal: signal === undefined ? own.stop.signal : AbortSignal.any([signal, own.stop.signal]),
      onProgress: (progress) => {
        own.at = { ...progress, vendor, step: progress.step ?? own.at.step };
        onProgress?.(progress);
      },
    });
    before.set(vendor, { vendor, ended: now(), outcome: 'made', made });
    return made;
  } catch (error) {
    const told = own.stop.signal.aborted ? { outcome: 'stopped' as const } : { outcome: 'failed' as const, error };
    before.set(vendor, { vendor, ended: now(), ...told });
    throw error;
  } finally {
    running.delete(store);
    onTurn();
  }
}
