import type { Deps } from '../deps.ts';
import { type LongReadOptions, runLongRead } from '../gap/long-read.ts';
import { listSiteKeys } from '../identity/site-identity.ts';
import { foldUsage } from '../ledger/fold-usage.ts';
import { type LastVerification, parseVerification, VERIFICATION_KEY } from '../ledger/last-verification.ts';
import type { Verification } from '../ledger/verification.ts';

type VerifyDeps = Pick<Deps, 'folder' | 'store' | 'snapshot' | 'identity' | 'events' | 'log'>;

/**
 * Walks the ledger and checks the database, beside the devices (protocol.md section 8). What the reports since the last
 * fold say is put into the ledger first. The outcome is kept, and alerts when it is bad.
 */
export async function verifyLedger(deps: VerifyDeps, options: LongReadOptions = {}): Promise<Verification> {
  await foldUsage(deps, { force: true });
  const keys = listSiteKeys(deps.identity.current).map(({ jwk }) => jwk.x);
  const verification = await runLongRead(deps.folder, { kind: 'verify', keys }, options);
  // What was found is answered also where it cannot be written down.
  await keepOutcome(deps, verification).catch((error: unknown) =>
    deps.log.error({ err: error }, 'the outcome of a verification was not stored'),
  );
  return verification;
}

async function keepOutcome(deps: VerifyDeps, { ok, height, firstBad, damages }: Verification): Promise<void> {
  await deps.store.transact(async (tx) => {
    const before = parseVerification(await tx.meta.find(VERIFICATION_KEY));
    const reason = firstBad?.reason ?? damages[0] ?? null;
    const last: LastVerification = { at: tx.time.now, ok, height: firstBad?.height ?? height, reason };
    await tx.meta.put(VERIFICATION_KEY, JSON.stringify(last));
    if ((before?.ok ?? true) === ok && (before?.reason ?? null) === reason) return;
    const data = { ok, height: last.height, ...(reason !== null && { reason }) };
    await tx.ledger.append({ kind: 'ledger-verified', actor: 'system', data });
    tx.afterCommit(() => deps.events.emit({ topic: 'status' }));
  });
}
