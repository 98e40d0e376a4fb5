import { termOffsetAfterJump } from '../../licensing/clock.ts';
import type { ClockState } from '../clock.ts';
import type { Deps } from '../deps.ts';
import { loadSnapshot } from '../site/snapshot.ts';

/**
 * Accepts the forward jump of the system clock that waits (rules.md section 8). Without one nothing happens.
 * @returns the clock as it stands then, and whether a jump was accepted.
 */
export async function confirmClock(
  deps: Pick<Deps, 'store' | 'clock' | 'events' | 'snapshot'>,
  { actor }: { readonly actor: string },
): Promise<ClockState & { readonly confirmed: boolean }> {
  const waiting = await deps.store.transact(async (tx) => {
    const { pendingForward, now } = deps.clock.state();
    if (pendingForward === null) return false;
    await tx.ledger.append({ kind: 'clock-confirmed', actor, data: { from: now, to: pendingForward } });
    // A vendor that set its own time by an acknowledgement keeps it: the jump is the site's.
    for (const row of await tx.vendors.list()) {
      const termOffset = termOffsetAfterJump(row.termOffset, pendingForward - now);
      if (termOffset !== row.termOffset) await tx.vendors.put({ ...row, termOffset });
    }
    const next = await loadSnapshot(tx);
    tx.afterCommit(() => {
      deps.snapshot.current = next;
    });
    return true;
  });
  const confirmed = waiting && deps.clock.confirmForward();
  if (confirmed) deps.events.emit({ topic: 'status' });
  return { ...deps.clock.state(), confirmed };
}
