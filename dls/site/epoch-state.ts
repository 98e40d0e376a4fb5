import type { KnownLoss } from '../../licensing/rollback.ts';
import type { EpochSeconds } from '../../licensing/time.ts';
import type { Tx } from '../store/tx.ts';

/** The life of the site's records since the last restore or rollback (rules.md section 8). */
export type EpochState = {
  /** 1 from the first start on. */
  readonly epoch: number;
  /** The last restore: new seats on `concurrent-*` items wait one `leaseSeconds` from here on; null: none. */
  readonly restoredAt: EpochSeconds | null;
  /** The database was once found put back; every bundle since says so. */
  readonly rolledBack: boolean;
  /** Stretches of time whose records are known as lost, the latest last. */
  readonly losses: readonly KnownLoss[];
};

/** Holds the state in force; replaced after the commit that began an epoch. */
export type EpochHolder = { current: EpochState };

const key = 'epoch';
const first: EpochState = { epoch: 1, restoredAt: null, rolledBack: false, losses: [] };

export async function loadEpochState(tx: Tx): Promise<EpochState> {
  const text = await tx.meta.find(key);
  return text === undefined ? first : (JSON.parse(text) as EpochState);
}

export async function putEpochState(tx: Tx, state: EpochState): Promise<void> {
  await tx.meta.put(key, JSON.stringify(state));
}

/**
 * From which slot on a device may fill what was lost: every device that was known before the loss was found. Null: it
 * has nothing to fill.
 */
export function gapOf(
  state: EpochState,
  device: { readonly firstAt: EpochSeconds; readonly gapFrom: EpochSeconds | null },
): EpochSeconds | null {
  if (device.gapFrom !== null) return device.gapFrom;
  const since = state.losses.filter(({ until }) => device.firstAt <= until).map(({ from }) => from);
  return since.length === 0 ? null : Math.min(...since);
}

/** Losses that are remembered; older ones can no longer be proven by a live lease. */
export const rememberedLosses = 20;
