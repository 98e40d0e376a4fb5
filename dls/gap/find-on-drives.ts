import { type IncomingFile, isInwards } from './incoming-file.ts';
import { lookThrough } from './look-through.ts';
import { type Drive, type DriveSystem, listRemovableDrives } from './removable-drives.ts';

/** What a drive holds for a site. */
export type DriveWithFiles = {
  readonly drive: Drive;
  /** Files that name this site, and files that name none: cards, and requests and returns of devices. */
  readonly files: readonly IncomingFile[];
  /** How many files there are for other sites, or that go another way. */
  readonly others: number;
};

/**
 * Looks through the drives that are plugged in for files that a site may import, to offer them. Nothing is verified and
 * nothing changes: `previewIncoming` says what would become of them, and leaves out what was imported before. Drives that
 * cannot be read, or hold nothing, are left out.
 */
export async function findOnDrives(site: string, system?: DriveSystem): Promise<readonly DriveWithFiles[]> {
  const found: DriveWithFiles[] = [];
  for (const drive of await listRemovableDrives(system)) {
    const looked = await lookThrough(drive.path).catch(() => null);
    if (looked === null) continue;
    const files = looked.files.filter((file) => isInwards(file) && (file.site === null || file.site === site));
    if (files.length > 0) found.push({ drive, files, others: looked.files.length - files.length });
  }
  return found;
}
