import type { Item, Reservation } from '../../licensing/item.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../http/problem.ts';
import { loadSnapshot } from '../site/snapshot.ts';

type Change = {
  readonly vendor: string;
  readonly id: string;
  readonly reservations: readonly Reservation[];
  readonly actor: string;
};

/**
 * Holds seats of an item for named groups of devices, in place of what was held before (rules.md section 2). Seats that
 * are out stay with their devices. @throws Refusal `not_found` or `request_malformed`
 */
export async function changeReservations(
  deps: Pick<Deps, 'store' | 'snapshot' | 'events'>,
  { vendor, id, reservations, actor }: Change,
): Promise<void> {
  checkReservations(deps.snapshot.current.configuration.vendors.get(vendor)?.items.get(id), reservations);
  await deps.store.transact(async (tx) => {
    const row = (await tx.items.list()).find((item) => item.vendor === vendor && item.id === id);
    if (row === undefined) throw unknownItem();
    await tx.items.put({ ...row, reservations });
    const told = reservations.map(({ name, seats }) => ({ name, seats }));
    await tx.ledger.append({ kind: 'reservations-changed', actor, data: { vendor, item: id, reservations: told } });
    const next = await loadSnapshot(tx);
    tx.afterCommit(() => {
      deps.snapshot.current = next;
      deps.events.emit({ topic: 'licenses' });
    });
  });
}

function checkReservations(item: Item | undefined, reservations: readonly Reservation[]): void {
  if (item === undefined) throw unknownItem();
  const names = new Set(reservations.map(({ name }) => name));
  if (names.size === reservations.length) return;
  throw new Refusal('request_malformed', {
    field: 'reservations',
    detail: 'Each reservation needs a name of its own.',
  });
}

export function unknownItem(): Refusal {
  return new Refusal('not_found', { detail: 'There is no license item of that vendor and id.' });
}
