import { describe, expect, it } from 'vitest';
import { type DriveSystem, listRemovableDrives } from '../../../dls/gap/removable-drives.ts';

/** A machine made of texts: files by path, links by path, folders by path. */
function machine(parts: Partial<DriveSystem> & { readonly files?: Readonly<Record<string, string>> }): DriveSystem {
  const missing = (path: string): Promise<never> => Promise.reject(new Error(`nothing at ${path}`));
  return {
    platform: 'linux',
    env: {},
    readFile: async (path) => parts.files?.[path] ?? missing(path),
    readdir: missing,
    realpath: missing,
    deviceOf: missing,
    ...parts,
  };
}

const linked = (links: Readonly<Record<string, string>>) => async (path: string) => links[path] ?? path;

describe('removable drives of Linux', () => {
  const mounts = [
    '/dev/nvme0n1p2 / ext4 rw 0 0',
    'proc /proc proc rw 0 0',
    '/dev/nvme0n1p1 /boot/efi vfat rw 0 0',
    '/dev/nvme0n1p3 /data ext4 rw 0 0',
    '/dev/sdb1 /plugged vfat rw 0 0',
    '/dev/sdc1 /archive exfat ro,relatime 0 0',
    '/dev/sdd1 /media/anna/MY\\040STICK vfat rw 0 0',
    'tmpfs /run/media tmpfs rw 0 0',
    '/dev/sde1 /run/media/anna/A vfat rw 0 0',
    '/dev/sdf1 /mnt ext4 rw 0 0',
    'server:/export /mnt/share nfs rw 0 0',
  ].join('\n');

  it('are those that can be taken out, on USB, or where sticks are mounted', async () => {
    const drives = await listRemovableDrives(
      machine({
        files: {
          '/proc/mounts': mounts,
          '/sys/devices/pci/nvme0n1/removable': '0\n',
          '/sys/devices/pci/card/sdb/removable': '1\n',
        },
        realpath: linked({
          '/sys/class/block/nvme0n1p3': '/sys/devices/pci/nvme0n1/nvme0n1p3',
          '/sys/class/block/sdb1': '/sys/devices/pci/card/sdb/sdb1',
          '/sys/class/block/sdc1': '/sys/devices/pci/usb2/2-1/sdc/sdc1',
        }),
      }),
    );
    expect(drives).toEqual([
      { path: '/archive', name: 'archive', readOnly: true },
      { path: '/media/anna/MY STICK', name: 'MY STICK', readOnly: false },
      { path: '/mnt', name: 'mnt', readOnly: false },
      { path: '/plugged', name: 'plugged', readOnly: false },
      { path: '/run/media/anna/A', name: 'A', readOnly: false },
    ]);
  });

  it('are none where nothing can be read', async () => {
    expect(await listRemovableDrives(machine({}))).toEqual([]);
  });
});

describe('removable drives of macOS', () => {
  it('are the volumes on another drive than the system', async () => {
    const devices: Readonly<Record<string, number>> = { '/': 1, '/Volumes/Macintosh HD': 1, '/Volumes/STICK': 7 };
    const drives = await listRemovableDrives(
      machine({
        platform: 'darwin',
        readdir: async () => ['.hidden', 'Macintosh HD', 'STICK', 'com.apple.TimeMachine.localsnapshots', 'gone'],
        deviceOf: async (path) => devices[path] ?? Promise.reject(new Error('gone')),
      }),
    );
    expect(drives).toEqual([{ path: '/Volumes/STICK', name: 'STICK', readOnly: false }]);
  });
});

describe('removable drives of Windows', () => {
  it('are the letters that answer, but the one of the system', async () => {
    const asked: string[] = [];
    const drives = await listRemovableDrives(
      machine({
        platform: 'win32',
        env: { SystemDrive: 'C:' },
        readdir: async (path) => {
          asked.push(path);
          return ['C:\\', 'E:\\'].includes(path) ? [] : Promise.reject(new Error('not ready'));
        },
      }),
    );
    expect(drives).toEqual([{ path: 'E:\\', name: 'E:', readOnly: false }]);
    expect(asked).not.toContain('A:\\');
  });
});
