import { join } from 'node:path';
import { areThere, completeDrive, type DriveFinder } from './drive.ts';

/** Every folder below `parent` counts as a removable drive: for machines that mount sticks in a place of their own. */
export function folderDrives(parent: string): DriveFinder {
  return {
    sign: async ({ listNames }) => (await listNames(parent)).toSorted().join('\n'),
    async list(edges) {
      const names = await edges.listNames(parent);
      return areThere(
        await Promise.all(names.map((name) => completeDrive(edges, { path: join(parent, name), name, eject: null }))),
      );
    },
  };
}
