import type { Deps } from '../deps.ts';
import { type LongReadOptions, runLongRead } from '../gap/long-read.ts';
import { foldUsage } from '../ledger/fold-usage.ts';
import type { Verification } from '../ledger/verification.ts';

/**
 * Walks the ledger and checks the database, beside the devices (protocol.md section 8). What the reports since the last
 * fold say is put into the ledger first.
 */
export async function verifyLedger(
  deps: Pick<Deps, 'folder' | 'store' | 'snapshot'>,
  options: LongReadOptions = {},
): Promise<Verification> {
  await foldUsage(deps, { force: true });
  return runLongRead(deps.folder, { kind: 'verify' }, options);
}
