import { epochHeight, type KnownLoss } from '../../licensing/rollback.ts';
import type { Deps } from '../deps.ts';
import { EPOCH_EVENT } from '../ledger/epoch-event.ts';
import { type EpochState, loadEpochState, putEpochState, rememberedLosses } from '../site/epoch-state.ts';
import type { Tx } from '../store/tx.ts';

export type EpochStart = {
  readonly reason: 'restore' | 'rollback' | 'fork';
  readonly loss: KnownLoss;
  /** Heights known from elsewhere: a lease, an acknowledgement, a backup. */
  readonly heights: readonly number[];
  /** Epochs known from elsewhere; the new one is above them as well. */
  readonly epochs?: readonly number[];
  readonly actor: string;
  readonly data?: Readonly<Record<string, unknown>>;
};

/**
 * Begins a new epoch in this unit of work: its event lies above every height known from the ledger, the bundles and
 * whatever proved it, so that no height is ever used twice (rules.md section 8).
 */
export async function beginEpoch(
  deps: Pick<Deps, 'epoch' | 'events'>,
  tx: Tx,
  { reason, loss, heights, epochs = [], actor, data }: EpochStart,
): Promise<EpochState> {
  const before = await loadEpochState(tx);
  const { height } = await tx.ledger.tail();
  const bundled = await Promise.all((await tx.vendors.list()).map(({ vendor }) => tx.bundles.list(vendor)));
  const known = [height, ...heights, ...bundled.flat().map(({ heightTo }) => heightTo)];
  const state: EpochState = {
    epoch: Math.max(before.epoch, ...epochs) + 1,
    restoredAt: reason === 'restore' ? tx.time.now : before.restoredAt,
    rolledBack: before.rolledBack || reason !== 'restore',
    losses: [...before.losses, loss].slice(-rememberedLosses),
  };
  await putEpochState(tx, state);
  await tx.ledger.append(
    { kind: EPOCH_EVENT, actor, data: { reason, epoch: state.epoch, lost: { ...loss }, ...data } },
    epochHeight(known),
  );
  tx.afterCommit(() => {
    deps.epoch.current = state;
    deps.events.emit({ topic: 'status' });
  });
  return state;
}
