import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** A stick or another drive that somebody plugged in, where it can be reached. */
export type Drive = {
  /** Its folder: `/media/anna/STICK`, `/Volumes/STICK`, `E:\`. */
  readonly path: string;
  /** A name for people. */
  readonly name: string;
  readonly readOnly: boolean;
};

/** What of the machine decides which drives there are. */
export type DriveSystem = {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly readFile: (path: string) => Promise<string>;
  readonly readdir: (path: string) => Promise<readonly string[]>;
  readonly realpath: (path: string) => Promise<string>;
  /** The number of the drive that a folder is on. */
  readonly deviceOf: (path: string) => Promise<number>;
};

/** Drives that somebody plugged in and that are mounted now, in the order of their paths. Never throws. */
export async function listRemovableDrives(system: DriveSystem = thisSystem): Promise<readonly Drive[]> {
  const drives = await drivesOf(system).catch(() => []);
  return drives.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

function drivesOf(system: DriveSystem): Promise<readonly Drive[]> {
  switch (system.platform) {
    case 'darwin':
      return volumes(system);
    case 'win32':
      return letters(system);
    default:
      return mounts(system);
  }
}

const thisSystem: DriveSystem = {
  platform: process.platform,
  env: process.env,
  readFile: (path) => readFile(path, 'utf8'),
  readdir,
  realpath,
  deviceOf: async (path) => (await stat(path)).dev,
};

type Mount = { readonly device: string; readonly path: string; readonly options: readonly string[] };

/** Linux: what `/proc/mounts` names, of a drive that can be taken out, or in a place where sticks are mounted. */
async function mounts(system: DriveSystem): Promise<readonly Drive[]> {
  const found: Drive[] = [];
  for (const mount of readMounts(await system.readFile('/proc/mounts'))) {
    if (!mount.device.startsWith('/dev/') || systemPlaces.test(mount.path)) continue;
    if (!stickPlaces.test(mount.path) && !(await canBeTakenOut(mount, system))) continue;
    found.push({ path: mount.path, name: basename(mount.path), readOnly: mount.options.includes('ro') });
  }
  return found;
}

const stickPlaces = /^(\/run)?\/media\/.|^\/mnt($|\/)/;
const systemPlaces = /^\/$|^\/(boot|efi|home|opt|snap|srv|tmp|usr|var)($|\/)/;

function readMounts(text: string): readonly Mount[] {
  return text.split('\n').flatMap((line) => {
    const [device, path, , options] = line.split(' ').map(unescapeOctal);
    return device && path ? [{ device, path, options: options?.split(',') ?? [] }] : [];
  });
}

/** Blanks and the like stand as three octal digits there; they may belong to a name in UTF-8. */
function unescapeOctal(text: string): string {
  return text.replace(/\\([0-7]{3})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 8)));
}

/** The kernel says so of sticks and cards; a disk on USB counts as well, of which it does not. */
async function canBeTakenOut({ device }: Mount, system: DriveSystem): Promise<boolean> {
  try {
    const real = await system.realpath(`/sys/class/block/${basename(await system.realpath(device))}`);
    if (real.includes('/usb')) return true;
    const own = await system.readFile(join(real, 'removable')).catch(() => null);
    return (own ?? (await system.readFile(join(dirname(real), 'removable')))).trim() === '1';
  } catch {
    return false;
  }
}

/** macOS: what is below `/Volumes` and on another drive than the system. */
async function volumes(system: DriveSystem): Promise<readonly Drive[]> {
  const own = await system.deviceOf('/');
  const found: Drive[] = [];
  for (const name of await system.readdir('/Volumes')) {
    const path = `/Volumes/${name}`;
    if (name.startsWith('.') || name.startsWith('com.apple.')) continue;
    const device = await system.deviceOf(path).catch(() => own);
    if (device !== own) found.push({ path, name, readOnly: false });
  }
  return found;
}

/** Windows: every letter that answers, but the system's. */
async function letters(system: DriveSystem): Promise<readonly Drive[]> {
  const own = (system.env.SystemDrive ?? 'C:').toUpperCase();
  const all = Array.from({ length: 26 }, (_, index) => `${String.fromCharCode(65 + index)}:`);
  // A and B are floppy drives: asking them makes a noise.
  const asked = all.slice(2).filter((letter) => letter !== own);
  const answers = await Promise.all(
    asked.map((letter) =>
      system.readdir(`${letter}\\`).then(
        () => [{ path: `${letter}\\`, name: letter, readOnly: false }],
        () => [],
      ),
    ),
  );
  return answers.flat();
}
