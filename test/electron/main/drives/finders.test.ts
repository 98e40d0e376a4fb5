import { describe, expect, it } from 'vitest';
import type { DriveEdges } from '../../../../electron/main/drives/drive.ts';
import { linuxDrives, parseMounts } from '../../../../electron/main/drives/linux-drives.ts';
import { macDrives } from '../../../../electron/main/drives/mac-drives.ts';
import { parseDisks, windowsDrives } from '../../../../electron/main/drives/windows-drives.ts';

/** A system that answers as recorded. */
function edges(recorded: Partial<DriveEdges>): DriveEdges {
  const missing = async (): Promise<never> => {
    throw new Error('this is not there');
  };
  return {
    run: missing,
    readText: missing,
    listNames: missing,
    realPath: missing,
    exists: async () => false,
    space: async () => ({ free: 7_000, size: 8_000 }),
    isWritable: async () => true,
    ...recorded,
  };
}

const mountinfo = `22 28 0:20 / /proc rw,nosuid shared:5 - proc proc rw
28 1 8:2 / / rw,relatime shared:1 - ext4 /dev/sda2 rw
99 28 8:17 / /media/anna/NO\\040NAME rw,nosuid,nodev shared:50 - vfat /dev/sdb1 rw,uid=1000
99 28 8:17 /sub /mnt/bound rw,nosuid,nodev shared:50 - vfat /dev/sdb1 rw,uid=1000
120 28 179:1 / /run/media/anna/CARD rw shared:60 - exfat /dev/mmcblk0p1 rw
`;

describe('removable drives of Linux', () => {
  it('are what is mounted as a whole from a device', () => {
    expect(parseMounts(mountinfo)).toEqual([
      { source: '/dev/sda2', path: '/' },
      { source: '/dev/sdb1', path: '/media/anna/NO NAME' },
      { source: '/dev/mmcblk0p1', path: '/run/media/anna/CARD' },
    ]);
  });

  it('hang on USB or say that they are removable; the disk of the system is none', async () => {
    const devices: Readonly<Record<string, string>> = {
      '/sys/class/block/sda2': '/sys/devices/pci0000:00/ata1/host0/block/sda/sda2',
      '/sys/class/block/sdb1': '/sys/devices/pci0000:00/usb2/2-1/host6/block/sdb/sdb1',
      '/sys/class/block/mmcblk0p1': '/sys/devices/pci0000:00/mmc0/block/mmcblk0/mmcblk0p1',
    };
    const found = await linuxDrives.list(
      edges({
        realPath: async (path) => devices[path] ?? path,
        readText: async (path) => (path === '/proc/self/mountinfo' ? mountinfo : path.includes('mmc') ? '1\n' : '0\n'),
      }),
    );
    expect(found.map(({ name, path, free, eject }) => ({ name, path, free, eject: eject?.at(-1) }))).toEqual([
      { name: 'NO NAME', path: '/media/anna/NO NAME', free: 7_000, eject: '/dev/sdb1' },
      { name: 'CARD', path: '/run/media/anna/CARD', free: 7_000, eject: '/dev/mmcblk0p1' },
    ]);
  });
});

describe('removable drives of macOS', () => {
  it('are volumes that are removable or external, and no disk images', async () => {
    const yes = '<key>RemovableMediaOrExternalDevice</key>\n\t<true/>';
    const plists: Readonly<Record<string, string>> = {
      'Macintosh HD': '<key>RemovableMediaOrExternalDevice</key><false/>',
      STICK: yes,
      Installer: `${yes}<key>BusProtocol</key><string>Disk Image</string>`,
    };
    const found = await macDrives.list(
      edges({
        listNames: async () => Object.keys(plists),
        run: async (command) => plists[command.at(-1)?.slice('/Volumes/'.length) ?? ''] ?? '',
      }),
    );
    expect(found).toMatchObject([{ name: 'STICK', eject: ['diskutil', 'eject', '/Volumes/STICK'] }]);
  });
});

describe('removable drives of Windows', () => {
  it('are read from what PowerShell answers, be it none, one or several', () => {
    expect(parseDisks('')).toEqual([]);
    expect(parseDisks('{"DeviceID":"E:","VolumeName":null}')).toEqual([{ letter: 'E:', name: '' }]);
    expect(parseDisks('[{"DeviceID":"E:","VolumeName":"STICK"},{"DeviceID":"F:","VolumeName":""}]')).toHaveLength(2);
    expect(parseDisks('[{"DeviceID":"E:\'; Remove-Item"}]')).toEqual([]);
  });

  it('are looked for only when a letter came or went', async () => {
    const signs = await Promise.all(
      [['C:\\'], ['C:\\', 'E:\\']].map((there) =>
        windowsDrives.sign(edges({ exists: async (path) => there.includes(path) })),
      ),
    );
    expect(signs).toEqual(['C', 'CE']);
    const found = await windowsDrives.list(edges({ run: async () => '[{"DeviceID":"E:","VolumeName":"STICK"}]' }));
    expect(found).toMatchObject([{ id: 'E:\\', name: 'STICK (E:)', path: 'E:\\', free: 7_000 }]);
  });
});
