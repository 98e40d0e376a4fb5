import { areThere, completeDrive, type DriveEdges, type DriveFinder, type KnownDrive } from './drive.ts';

/** macOS: volumes that Disk Utility calls removable or external. */
export const macDrives: DriveFinder = {
  sign: async ({ listNames }) => (await listNames(volumes)).toSorted().join('\n'),
  async list(edges) {
    return areThere(await Promise.all((await edges.listNames(volumes)).map((name) => findDrive(name, edges))));
  },
};

const volumes = '/Volumes';

async function findDrive(name: string, edges: DriveEdges): Promise<KnownDrive | null> {
  const path = `${volumes}/${name}`;
  const plist = await edges.run(['diskutil', 'info', '-plist', path]).catch(() => '');
  const isOutside = saysYes(plist, 'RemovableMediaOrExternalDevice') || saysYes(plist, 'RemovableMedia');
  // A disk image is a volume as well, and no drive.
  if (!isOutside || plist.includes('<string>Disk Image</string>')) return null;
  return completeDrive(edges, { path, name, eject: ['diskutil', 'eject', path] });
}

const saysYes = (plist: string, key: string): boolean => new RegExp(`<key>${key}</key>\\s*<true\\s*/>`).test(plist);
