import { basename, dirname } from 'node:path';
import { areThere, completeDrive, type DriveEdges, type DriveFinder } from './drive.ts';

/** Linux: what is mounted from a block device that is removable or hangs on USB. */
export const linuxDrives: DriveFinder = {
  sign: ({ readText }) => readText(mounts),
  async list(edges) {
    const mounted = parseMounts(await edges.readText(mounts));
    const removable = await Promise.all(mounted.map(({ source }) => isRemovable(source, edges)));
    return areThere(
      await Promise.all(
        mounted
          .filter((_mount, index) => removable[index])
          .map(({ source, path }) =>
            completeDrive(edges, {
              path,
              name: basename(path),
              eject: ['udisksctl', 'unmount', '--no-user-interaction', '-b', source],
            }),
          ),
      ),
    );
  },
};

const mounts = '/proc/self/mountinfo';

export type Mount = { readonly source: string; readonly path: string };

/** The mounts of block devices (proc_pid_mountinfo(5)); a device that is mounted twice counts once. */
export function parseMounts(text: string): readonly Mount[] {
  const found = new Map<string, Mount>();
  for (const line of text.split('\n')) {
    const [before = '', after = ''] = line.split(' - ');
    const [, , , root, path] = before.split(' ');
    const [, source = ''] = after.split(' ');
    if (root !== '/' || path === undefined || !source.startsWith('/dev/') || found.has(source)) continue;
    found.set(source, { source: unescapePath(source), path: unescapePath(path) });
  }
  return [...found.values()];
}

/** Blanks stand as octal numbers. */
function unescapePath(path: string): string {
  return path.replaceAll(/\\([0-7]{3})/g, (_all, digits: string) => String.fromCharCode(Number.parseInt(digits, 8)));
}

async function isRemovable(source: string, { realPath, readText }: DriveEdges): Promise<boolean> {
  try {
    const device = await realPath(`/sys/class/block/${basename(await realPath(source))}`);
    if (/\/usb\d+\//.test(device)) return true;
    const disk = /\/block\/[^/]+$/.test(device) ? device : dirname(device);
    return (await readText(`${disk}/removable`)).trim() === '1';
  } catch {
    return false;
  }
}
