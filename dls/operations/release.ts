import { decideRelease } from '../../licensing/release.ts';
import type { Deps } from '../deps.ts';
import { applySeat } from './item-counts.ts';
import { parseLeaseId } from './lease-id.ts';

/**
 * Gives a lease back. Whatever is not the device's own live lease on a `concurrent-*` item is answered the same and has
 * no effect (protocol.md section 5), so a release may be sent twice and tells a stranger nothing.
 */
export async function release(
  deps: Deps,
  { jti, device }: { readonly jti: string; readonly device: string },
): Promise<'released' | 'none' | 'return_required'> {
  const lease = parseLeaseId(jti, device, deps.identity.current.leaseSecret);
  if (lease === undefined) return 'none';
  return deps.store.transact(async (tx) => {
    const row = await tx.devices.find(device);
    if (row === undefined) return 'none';
    const snapshot = deps.snapshot.current;
    for (const held of await tx.seats.list(row.no)) {
      const item = snapshot.items.get(held.itemNo);
      if (item === undefined || !held.seat.leases.some(({ chain }) => chain === lease.chain)) continue;
      const seat = { item: item.id, ...held.seat };
      const decision = decideRelease({ item, seat, chain: lease.chain, now: tx.time.now });
      if (decision.outcome === 'problem') return decision.code;
      if (decision.outcome === 'none') return 'none';
      await applySeat(snapshot, tx, { deviceNo: row.no, item, seat: decision.seat, changes: decision.changes });
      if (decision.freed) {
        await tx.ledger.append({
          kind: 'release',
          actor: 'device',
          deviceNo: row.no,
          data: { vendor: item.vendor, device, item: item.id },
        });
      }
      tx.afterCommit(() => deps.events.emit({ topic: 'devices' }));
      return 'released';
    }
    return 'none';
  });
}
