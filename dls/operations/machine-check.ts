import { matchesMachine, mismatchSince } from '../../licensing/machine-match.ts';
import type { EpochSeconds } from '../../licensing/time.ts';
import type { Deps } from '../deps.ts';
import { loadSnapshot } from '../site/snapshot.ts';
import type { ItemRow } from '../store/configuration-tables.ts';
import type { Tx } from '../store/tx.ts';

/**
 * Compares the machine with the license files that are bound to one (rules.md section 1): a data folder may have been
 * moved while nobody was looking. The first detection for a file is kept, so that moving back and forth begins no new
 * 30 days.
 */
export async function checkMachine(deps: Pick<Deps, 'store' | 'snapshot' | 'machine' | 'events'>): Promise<void> {
  const { identifiers } = deps.machine.current;
  await deps.store.transact(async (tx) => {
    const licenses = new Map((await tx.licenses.list()).map((license) => [license.digest, license]));
    const changed: ItemRow[] = [];
    for (const row of await tx.items.list()) {
      const matches = matchesMachine(licenses.get(row.licenseDigest)?.machines ?? [], identifiers);
      const since = mismatchSince(matches, matches ? null : await firstDetection(tx, row), tx.time.now);
      if (since === row.mismatchSince) continue;
      const next = { ...row, mismatchSince: since };
      await tx.items.put(next);
      changed.push(next);
    }
    if (changed.length === 0) return;
    await tellLedger(tx, changed);
    const next = await loadSnapshot(tx);
    tx.afterCommit(() => {
      deps.snapshot.current = next;
      deps.events.emit({ topic: 'licenses' });
    });
  });
}

/** When the file of an item was first found to be for another machine; from now on it is known. */
async function firstDetection(tx: Tx, { licenseDigest, mismatchSince: known }: ItemRow): Promise<EpochSeconds> {
  const key = `mismatch ${licenseDigest}`;
  const stored = await tx.meta.find(key);
  if (stored !== undefined) return Number(stored);
  const detected = known ?? tx.time.now;
  await tx.meta.put(key, String(detected));
  return detected;
}

async function tellLedger(tx: Tx, changed: readonly ItemRow[]): Promise<void> {
  const groups = Map.groupBy(changed, ({ vendor, mismatchSince: since }) => `${vendor} ${since}`);
  for (const rows of groups.values()) {
    const [first] = rows;
    if (first === undefined) continue;
    const data = { vendor: first.vendor, items: rows.map(({ id }) => id), since: first.mismatchSince };
    await tx.ledger.append({ kind: 'machine-changed', actor: 'system', data });
  }
}
