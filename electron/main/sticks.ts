import type { Logger } from 'pino';
import type { ControlLink } from './control-link.ts';
import type { Drive, KnownDrive } from './drives/drive.ts';
import { folderDrives } from './drives/folder-drives.ts';
import { findDriveFinder, systemEdges } from './drives/system-edges.ts';
import { watchDrives } from './drives/watch-drives.ts';
import { findFilesForSite } from './look-at-stick.ts';
import type { OpenedFile } from './opened-files.ts';

export type SticksOptions = {
  /** Below which every folder is a drive; null: as the system knows them. */
  readonly parent: string | null;
  readonly log: Logger;
  /** The site whose files are looked for; null: it cannot be asked. */
  readonly site: () => Promise<{ readonly site: string; readonly link: ControlLink } | null>;
  readonly onDrives: (drives: readonly Drive[]) => void;
  /** A drive that was put in carries what the site does not have yet. */
  readonly onFiles: (drive: Drive, files: readonly OpenedFile[]) => void;
};

export type Sticks = {
  readonly list: () => Promise<readonly KnownDrive[]>;
  readonly stop: () => void;
};

/** Notices drives that come and go, and looks into those that were put in. */
export function createSticks({ parent, log, site, onDrives, onFiles }: SticksOptions): Sticks {
  const finder = parent === null ? findDriveFinder(process.platform) : folderDrives(parent);
  if (finder === null) return { list: async () => [], stop: () => undefined };
  const onFault = (error: unknown): void => log.warn({ err: error }, 'the drives could not be listed');
  const look = async (drive: KnownDrive): Promise<void> => {
    const asked = await site();
    if (asked === null) return;
    const files = await findFilesForSite(drive.path, asked.site, asked.link);
    if (files.length > 0) onFiles(drive, files);
  };
  let isFirst = true;
  const watch = watchDrives({
    finder,
    edges: systemEdges,
    onFault,
    onChange: ({ present, inserted }) => {
      onDrives(present.map(({ eject: _eject, ...drive }) => drive));
      // What was there at the start is on the page, and nobody put it in just now.
      if (!isFirst) for (const drive of inserted) void look(drive).catch(onFault);
    },
  });
  void watch.list().finally(() => {
    isFirst = false;
  });
  return watch;
}
