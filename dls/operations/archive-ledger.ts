import { DAY } from '../../licensing/time.ts';
import type { Deps } from '../deps.ts';
import { runLongRead } from '../gap/long-read.ts';
import type { WrittenArchive } from '../ledger/archive-task.ts';
import { LEDGER_CHECKPOINT_KEY, readCheckpoint } from '../ledger/checkpoint.ts';
import type { Tx } from '../store/tx.ts';

/** Events removed in one unit of work, so that no device waits for it. */
const perUnit = 2_000;

/**
 * Moves segments of the ledger that are older than the settings keep, and acknowledged by every vendor, into archive files
 * (protocol.md section 8). The ledger goes on from a signed checkpoint.
 */
export async function archiveLedger(
  deps: Pick<Deps, 'folder' | 'store' | 'settings' | 'identity' | 'clock'>,
): Promise<void> {
  await removeArchived(deps);
  const { now } = deps.clock.read();
  const before = now - deps.settings.current.retention.ledgerDays * DAY;
  const { site, current } = deps.identity.current;
  const signing = { kid: current.kid, privateKey: current.privateKey };
  for (;;) {
    const written = await runLongRead(deps.folder, { kind: 'archive', before, site, now, signing });
    if (written === null || !(await deps.store.transact((tx) => commitArchive(tx, written)))) return;
    await removeArchived(deps);
  }
}

/** From this commit on the ledger begins at the checkpoint. False: another one was committed in between. */
async function commitArchive(tx: Tx, { token, checkpoint, before, events }: WrittenArchive): Promise<boolean> {
  if (((await tx.meta.find(LEDGER_CHECKPOINT_KEY)) ?? null) !== before) return false;
  await tx.meta.put(LEDGER_CHECKPOINT_KEY, token);
  const { from, to, hash } = checkpoint;
  await tx.ledger.append({ kind: 'ledger-archived', actor: 'system', data: { from, to, hash, events } });
  return true;
}

/** Removes what is below the checkpoint, also what a stop left there. */
async function removeArchived({ store }: Pick<Deps, 'store'>): Promise<void> {
  const token = await store.transact((tx) => tx.meta.find(LEDGER_CHECKPOINT_KEY));
  if (token === undefined) return;
  const { to } = readCheckpoint(token);
  while ((await store.transact((tx) => tx.ledger.dropUpTo(to, perUnit))) > 0);
}
