import { MINUTE } from '../../licensing/time.ts';
import type { Deps } from '../deps.ts';
import { runLongRead } from '../gap/long-read.ts';
import type { Tx } from '../store/tx.ts';
import { itemName, parseUsageFold, sumUsage, USAGE_EVENT, type UsageSum, usageFoldOf } from './usage-fold.ts';

/** What folding needs of everything. */
export type FoldDeps = Pick<Deps, 'folder' | 'store' | 'snapshot'>;

/** More reports than this are added up in a thread of their own, so that no device waits for it. */
export const reportsPerUnit = 2_000;

/**
 * Covers the usage reports since the last fold with a `usage` event (protocol.md section 8), computed from their rows, so
 * a crash loses nothing. Without `force` at most one a minute; bundles and verification force one.
 */
export async function foldUsage(deps: FoldDeps, options: { readonly force?: boolean } = {}): Promise<void> {
  let summed: UsageSum | null = null;
  for (;;) {
    const step = await deps.store.transact((tx) => foldInUnit(deps, tx, { ...options, summed }));
    if (step === 'done') return;
    summed = await runLongRead(deps.folder, { kind: 'sum-usage', after: step.after });
  }
}

type Fold = { readonly force?: boolean; readonly summed: UsageSum | null };

async function foldInUnit(
  deps: FoldDeps,
  tx: Tx,
  { force, summed }: Fold,
): Promise<'done' | { readonly after: number }> {
  const last = await tx.ledger.findLast(USAGE_EVENT);
  const after = last === undefined ? 0 : (parseUsageFold(last.data)?.to ?? 0);
  if (force !== true && last !== undefined && minuteOf(last.at) === minuteOf(tx.time.now)) return 'done';
  const begun = summed !== null && summed.from === after + 1 ? summed : null;
  const pending = (await tx.usage.lastNo()) - (begun?.to ?? after);
  if (pending > reportsPerUnit && begun === null) return { after };
  const sum = sumUsage(begun ?? after, await tx.usage.listAfter(begun?.to ?? after, reportsPerUnit));
  if (sum === null) return 'done';
  const data = usageFoldOf(sum, (itemNo) => nameOf(deps, itemNo));
  await tx.ledger.append({ kind: USAGE_EVENT, actor: 'system', data });
  return 'done';
}

function nameOf(deps: FoldDeps, itemNo: number): string {
  const item = deps.snapshot.current.items.get(itemNo);
  return item === undefined ? `?/${itemNo}` : itemName(item.vendor, item.id);
}

const minuteOf = (at: number): number => at - (at % MINUTE);
