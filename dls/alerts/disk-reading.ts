import { stat, statfs } from 'node:fs/promises';

export type DiskReading = {
  /** Free space of the data folder's disk in MiB and percent of the whole; null: the system does not say. */
  readonly space: { readonly megabytes: number; readonly percent: number } | null;
  /** Whether a place of the backups is on another disk than the data folder. */
  readonly hasOtherDisk: boolean;
};

/** What the system says of the disks of the data folder and of the places of the backups. */
export async function readDisks(folder: string, places: readonly string[]): Promise<DiskReading> {
  const own = await stat(folder).catch(() => null);
  const others = await Promise.all(places.map((place) => stat(place).catch(() => null)));
  const space = await statfs(folder).catch(() => null);
  return {
    space: space === null ? null : spaceOf(space),
    // A place that is not there now, such as a share that sleeps, is not on this disk.
    hasOtherDisk: others.some((place) => place?.dev !== own?.dev),
  };
}

function spaceOf({ bavail, bsize, blocks }: { bavail: number; bsize: number; blocks: number }) {
  return {
    megabytes: Math.floor((bavail * bsize) / (1024 * 1024)),
    percent: (100 * bavail) / Math.max(1, blocks),
  };
}
