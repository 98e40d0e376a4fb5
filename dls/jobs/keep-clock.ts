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
  const lastEvent = (await tx.ledger.lastAt()) ?? 0;
  // The first start may have ended without warning, before the clock was ever stored.
  if (text === undefined) return lastEvent === 0 ? null : { mark: lastEvent, jumped: false, elapsed: 0 };
  const stored = JSON.parse(text) as ClockRecord;
  return { ...stored, mark: Math.max(stored.mark, lastEvent) };
}

/** Stores the mark; at least once a minute (rules.md section 8). */
export async function keepClock(store: Store, clock: KeptClock): Promise<void> {
  await store.transact((tx) => tx.meta.put(key, JSON.stringify(clock.record())));
}
