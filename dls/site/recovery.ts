import type { EpochSeconds } from '../../licensing/time.ts';
import type { PublicKey } from '../../protocol/jwk.ts';
import type { Tx } from '../store/tx.ts';

/** The public half of the recovery key, to which backups are sealed; the code itself is on paper only. */
export type Recovery = { readonly jwk: PublicKey; readonly thumbprint: string; readonly made: EpochSeconds };

/** Where it is kept. */
export const RECOVERY_KEY = 'recovery';

/** Null before set-up: there is nothing to seal a backup to. */
export async function findRecovery(tx: Pick<Tx, 'meta'>): Promise<Recovery | null> {
  const text = await tx.meta.find(RECOVERY_KEY);
  return text === undefined ? null : (JSON.parse(text) as Recovery);
}

export async function putRecovery(tx: Pick<Tx, 'meta'>, recovery: Recovery): Promise<void> {
  await tx.meta.put(RECOVERY_KEY, JSON.stringify(recovery));
}
