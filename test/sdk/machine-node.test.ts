import { describe, expect, it } from 'vitest';
import { type MachineSource, readMachine } from '../../sdk/machine-node.ts';

const GUID = '6F1A2B3C-4D5E-6F70-8192-A3B4C5D6E7F8';
const registry = (name: string, value: string) =>
  `\r\nHKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Cryptography\r\n    ${name}    REG_SZ    ${value}\r\n\r\n`;

/** A machine that has these files and programs and no others. */
function machine(
  platform: NodeJS.Platform,
  files: Record<string, string>,
  programs: Record<string, string> = {},
): MachineSource {
  const find = async (all: Record<string, string>, name: string): Promise<string> => {
    const found = Object.entries(all).find(([key]) => name.includes(key));
    if (found === undefined) throw Object.assign(new Error(name), { code: 'ENOENT' });
    return found[1];
  };
  return {
    platform,
    readFile: (path) => find(files, path),
    run: (program, args) => find(programs, [program, ...args].join(' ')),
  };
}

describe('the identifier of a machine', () => {
  it('is the machine-id of Linux in lower case', async () => {
    const source = machine('linux', { '/etc/machine-id': 'F0E1D2C3B4A5968778695A4B3C2D1E0F\n' });
    expect(await readMachine(source)).toEqual({ identifier: 'f0e1d2c3b4a5968778695a4b3c2d1e0f', productId: null });
  });

  it('is the MachineGuid of Windows, with the Product ID beside it', async () => {
    const source = machine(
      'win32',
      {},
      {
        'MachineGuid /reg:64': registry('MachineGuid', GUID),
        'ProductId /reg:64': registry('ProductId', '00330-80000-00000-AA123'),
      },
    );
    expect(await readMachine(source)).toEqual({ identifier: GUID.toLowerCase(), productId: '00330-80000-00000-AA123' });
  });

  it('is not replaced by the Product ID when there is no MachineGuid', async () => {
    const source = machine('win32', {}, { 'ProductId /reg:64': registry('ProductId', '00330-80000-00000-AA123') });
    expect(await readMachine(source)).toBeNull();
  });

  it('is the platform UUID of a Mac', async () => {
    const text = `+-o J316sAP  <class IOPlatformExpertDevice, id 0x100000261>\n    {\n      "IOPlatformSerialNumber" = "X02YZ1ZYZX"\n      "IOPlatformUUID" = "${GUID}"\n    }\n`;
    expect(await readMachine(machine('darwin', {}, { ioreg: text }))).toEqual({
      identifier: GUID.toLowerCase(),
      productId: null,
    });
  });

  it.each([
    ['missing', {}],
    ['empty', { '/etc/machine-id': '' }],
    ['not set up', { '/etc/machine-id': 'uninitialized\n' }],
    ['the same digit throughout', { '/etc/machine-id': `${'0'.repeat(32)}\n` }],
    ['no machine-id', { '/etc/machine-id': 'plant-host-4\n' }],
  ])('is none when it is %s, and never a host name', async (_title, files) => {
    expect(await readMachine(machine('linux', files))).toBeNull();
  });

  it('is none on other platforms', async () => {
    expect(await readMachine(machine('android', { '/etc/machine-id': 'f0e1d2c3b4a5968778695a4b3c2d1e0f' }))).toBeNull();
  });
});
