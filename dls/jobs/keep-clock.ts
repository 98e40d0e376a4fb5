import type { ClockRecord, KeptClock } from '../clock.ts';
import type { Store } from '../store/port.ts';
import type { Tx } from '../store/tx.ts';

const key = 'clock';

/**
 * The clock as it was last stored, raised to the last ledger event: every event is a mark of its own. Null: the very
 * first start.
 */
export async function loadClock(tx: Tx): Promise<ClockRecord | null> {
  const text = await tx.meta.find(key);
  if (text === undefined) return null;
  const stored = JSON.parse(text) as ClockRecord;
  return { ...stored, mark: Math.max(stored.mark, (await tx.ledger.lastAt()) ?? 0) };
}

/** Stores the mark; at least once a minute (rules.md section 8). */
export async function keepClock(store: Store, clock: KeptClock): Promise<void> {
  await store.transact((tx) => tx.meta.put(key, JSON.stringify(clock.record())));
}
