import type { ClockState } from '../clock.ts';
import type { Deps } from '../deps.ts';

/**
 * Accepts the forward jump of the system clock that waits (rules.md section 8). Without one nothing happens.
 * @returns the clock as it stands then, and whether a jump was accepted.
 */
export async function confirmClock(
  deps: Pick<Deps, 'store' | 'clock' | 'events'>,
  { actor }: { readonly actor: string },
): Promise<ClockState & { readonly confirmed: boolean }> {
  const waiting = await deps.store.transact(async (tx) => {
    const { pendingForward, now } = deps.clock.state();
    if (pendingForward === null) return false;
    await tx.ledger.append({ kind: 'clock-confirmed', actor, data: { from: now, to: pendingForward } });
    return true;
  });
  const confirmed = waiting && deps.clock.confirmForward();
  if (confirmed) deps.events.emit({ topic: 'status' });
  return { ...deps.clock.state(), confirmed };
}
