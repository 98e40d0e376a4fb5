import type { Deps } from '../deps.ts';
import { Refusal } from '../http/problem.ts';

/** Takes an alert off the list of open ones; it stays in the history. Twice is no error. @throws Refusal `not_found` */
export async function dismissAlert(
  deps: Pick<Deps, 'store' | 'events'>,
  { id, actor }: { readonly id: number; readonly actor: string },
): Promise<void> {
  await deps.store.transact(async (tx) => {
    const alert = await tx.alerts.find(id);
    if (alert === undefined) throw new Refusal('not_found', { detail: 'There is no alert of that id.' });
    if (alert.dismissedAt !== null) return;
    await tx.alerts.dismiss(id, actor, tx.time.now);
    await tx.ledger.append({ kind: 'alert-dismissed', actor, data: { alert: id } });
    tx.afterCommit(() => deps.events.emit({ topic: 'alerts' }));
  });
}
