import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DAY } from '../../licensing/time.ts';
import type { Deps } from '../deps.ts';
import { bundlesFolder } from '../site/folder-layout.ts';

/**
 * Removes the files of sync bundles that were acknowledged longer ago than the settings keep them (protocol.md section 7).
 * What is known of them stays: the chain goes on from it.
 */
export async function dropBundleFiles(deps: Pick<Deps, 'folder' | 'store' | 'settings' | 'clock'>): Promise<void> {
  const before = deps.clock.read().now - deps.settings.current.retention.bundleDays * DAY;
  const rows = await deps.store.transact(async (tx) => {
    const vendors = await tx.vendors.list();
    return (await Promise.all(vendors.map(({ vendor }) => tx.bundles.list(vendor)))).flat();
  });
  for (const { file, acknowledgedAt } of rows) {
    if (acknowledgedAt !== null && acknowledgedAt < before)
      await rm(join(bundlesFolder(deps.folder), file), { force: true });
  }
}
