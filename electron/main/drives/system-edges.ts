import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access, readdir, readFile, realpath, statfs } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { DriveEdges, DriveFinder } from './drive.ts';
import { linuxDrives } from './linux-drives.ts';
import { macDrives } from './mac-drives.ts';
import { windowsDrives } from './windows-drives.ts';

/** How the drives of this system are found; null: of a system that nobody taught it. */
export function findDriveFinder(platform: NodeJS.Platform): DriveFinder | null {
  if (platform === 'linux') return linuxDrives;
  if (platform === 'darwin') return macDrives;
  return platform === 'win32' ? windowsDrives : null;
}

export const systemEdges: DriveEdges = {
  run: async ([program, ...args]) => (await promisify(execFile)(program, args, { windowsHide: true })).stdout,
  readText: (path) => readFile(path, 'utf8'),
  listNames: (folder) => readdir(folder).catch(() => []),
  realPath: (path) => realpath(path),
  exists: (path) => works(access(path)),
  space: async (path) => {
    const { bavail, blocks, bsize } = await statfs(path);
    return { free: bavail * bsize, size: blocks * bsize };
  },
  isWritable: (path) => works(access(path, constants.W_OK)),
};

const works = (promise: Promise<unknown>): Promise<boolean> =>
  promise.then(
    () => true,
    () => false,
  );
