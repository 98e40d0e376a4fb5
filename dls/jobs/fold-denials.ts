import { HOUR, MINUTE } from '../../licensing/time.ts';
import type { Deps } from '../deps.ts';
import type { MinuteCount } from '../store/denials.ts';

const kind = 'denials';
/** How long the counts of a minute are kept: the alerts look back over an hour. */
const kept = 2 * HOUR;

/**
 * Tells the ledger of the refusals of every minute that is over, one event for each minute, vendor and code of the
 * registry (protocol.md section 8). Computed from rows, so a crash loses none; a thousand made-up handshake codes are
 * one number in it.
 */
export async function foldDenials(deps: Pick<Deps, 'store' | 'authorizations'>): Promise<void> {
  const granted = deps.authorizations.list();
  await deps.store.transact(async (tx) => {
    const { now } = tx.time;
    const current = now - (now % MINUTE);
    await tx.denials.addGrants(granted, now);
    const last = await tx.ledger.findLast(kind);
    const from = typeof last?.data.minute === 'number' ? last.data.minute + MINUTE : 0;
    for (const { minute, vendor, code, count } of sumByCode(await tx.denials.listMinutes(from, current))) {
      const data = { minute, ...(vendor !== '' && { vendor }), code, count };
      await tx.ledger.append({ kind, actor: 'system', data });
    }
    await tx.denials.dropMinutes(current - kept);
    tx.afterCommit(() => deps.authorizations.subtract(granted));
  });
}

function sumByCode(counts: readonly MinuteCount[]): readonly Omit<MinuteCount, 'handshake'>[] {
  const sums = new Map<string, Omit<MinuteCount, 'handshake'>>();
  for (const { minute, vendor, code, count } of counts) {
    if (code === '') continue;
    const key = `${minute} ${vendor} ${code}`;
    sums.set(key, { minute, vendor, code, count: (sums.get(key)?.count ?? 0) + count });
  }
  return [...sums.values()];
}
