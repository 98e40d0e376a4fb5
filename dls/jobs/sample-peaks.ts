import { HOUR } from '../../licensing/time.ts';
import type { Deps } from '../deps.ts';
import { bringToNow, hasSeats } from '../operations/item-counts.ts';

/** Looks once a minute how many units of each item are given away, and keeps the most of every hour. */
export async function samplePeaks({ store, snapshot }: Pick<Deps, 'store' | 'snapshot'>): Promise<void> {
  await store.transact(async (tx) => {
    const hour = tx.time.now - (tx.time.now % HOUR);
    for (const [no, item] of snapshot.current.items) {
      if (!hasSeats(item)) continue;
      const { all } = await bringToNow(snapshot.current, tx, item);
      if (all.units > 0) await tx.counts.putHourPeak(no, hour, all.units);
    }
  });
}
