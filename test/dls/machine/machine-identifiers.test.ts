import { createHmac } from 'node:crypto';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import fc from 'fast-check';
import nodeMachineId from 'node-machine-id';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readMachineIdentifiers } from '../../../dls/machine/machine-identifiers.ts';
import { type CommandResult, type MachineSource, thisMachine } from '../../../dls/machine/machine-source.ts';

const site = '0b9f7f0e-6f0c-4a55-9d3b-8f6f3a1c2d4e';
const guid = '6f1a6c0e-1c2b-4b4c-9f4e-0b3f4d5a6b7c';

describe('on Windows', () => {
  it('reads MachineGuid and Product ID and hashes both with the site UUID', async () => {
    const read = await readMachineIdentifiers(
      site,
      windows({ guid: ok('reg-machine-guid'), product: ok('reg-product-id') }),
    );
    expect(read).toEqual({
      identifiers: [
        { kind: 'windows-machine-guid', identifier: guid, hash: hashOf(guid) },
        { kind: 'windows-product-id', identifier: '00330-80000-00000-AA274', hash: hashOf('00330-80000-00000-AA274') },
      ],
      problems: [],
    });
  });

  it('asks reg.exe of the system folder for the 64-bit view, without a shell', async () => {
    const asked: string[][] = [];
    const source = windows({ guid: ok('reg-machine-guid'), product: ok('reg-product-id') });
    const run: MachineSource['run'] = (program, args) => {
      asked.push([program, ...args]);
      return source.run(program, args);
    };
    await readMachineIdentifiers(site, { ...source, run });
    const reg = 'D:\\Windows\\System32\\reg.exe';
    expect(asked).toEqual([
      [reg, 'query', 'HKLM\\SOFTWARE\\Microsoft\\Cryptography', '/v', 'MachineGuid', '/reg:64'],
      [reg, 'query', 'HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion', '/v', 'ProductId', '/reg:64'],
    ]);
  });

  it.each(['reg-machine-guid-trailing-spaces', 'reg-machine-guid-utf16'])(
    'reads the same MachineGuid out of %s',
    async (name) => {
      const read = await readMachineIdentifiers(site, windows({ guid: ok(name), product: ok('reg-product-id') }));
      expect(read.identifiers[0]).toEqual({ kind: 'windows-machine-guid', identifier: guid, hash: hashOf(guid) });
    },
  );

  it('reads a Product ID of an older Windows', async () => {
    const source = windows({ guid: ok('reg-machine-guid'), product: ok('reg-product-id-windows-7-oem') });
    expect((await readMachineIdentifiers(site, source)).identifiers[1]?.identifier).toBe('00371-OEM-8992671-00524');
  });

  it.each(['english', 'german', 'japanese'])(
    'tells a missing value by what stays readable, in %s',
    async (language) => {
      const notFound = failed(`reg-not-found-${language}`);
      const read = await readMachineIdentifiers(
        site,
        windows({ guid: notFound, product: notFound, list: ok('reg-key-listing-german') }),
      );
      expect(read.identifiers).toEqual([]);
      expect(read.problems.map(({ kind, problem }) => [kind, problem])).toEqual([
        ['windows-machine-guid', 'missing'],
        ['windows-product-id', 'missing'],
      ]);
      expect(read.problems[0]?.message).toContain('HKLM\\SOFTWARE\\Microsoft\\Cryptography\\MachineGuid');
    },
  );

  it.each(['english', 'german', 'japanese'])('tells a refused key as not allowed, in %s', async (language) => {
    const denied = failed(`reg-access-denied-${language}`);
    const read = await readMachineIdentifiers(site, windows({ guid: denied, product: denied, list: denied }));
    expect(read.identifiers).toEqual([]);
    expect(read.problems.map(({ problem }) => problem)).toEqual(['not_allowed', 'not_allowed']);
    expect(read.problems[0]?.message).toMatch(/administrator/);
  });

  it('goes on with the other identifier when one is missing', async () => {
    const read = await readMachineIdentifiers(
      site,
      windows({
        guid: failed('reg-access-denied-german'),
        product: ok('reg-product-id'),
        list: failed('reg-access-denied-german'),
      }),
    );
    expect(read.identifiers.map(({ kind }) => kind)).toEqual(['windows-product-id']);
    expect(read.problems.map(({ kind }) => kind)).toEqual(['windows-machine-guid']);
  });

  it.each([
    ['reg-machine-guid-zero', 'not_unique'],
    ['reg-machine-guid-empty', 'unreadable'],
    ['reg-key-without-value-english', 'unreadable'],
    ['reg-product-id', 'unreadable'],
  ])('takes no MachineGuid out of %s', async (name, problem) => {
    const read = await readMachineIdentifiers(site, windows({ guid: ok(name), product: ok('reg-product-id') }));
    expect(read.identifiers.map(({ kind }) => kind)).toEqual(['windows-product-id']);
    expect(read.problems.map((found) => found.problem)).toEqual([problem]);
  });

  it('does not take the binary DigitalProductId for the Product ID', async () => {
    const source = windows({ guid: ok('reg-machine-guid'), product: ok('reg-key-listing-german') });
    expect((await readMachineIdentifiers(site, source)).problems.map(({ kind }) => kind)).toEqual([
      'windows-product-id',
    ]);
  });

  it('takes a value only out of an answer that succeeded', async () => {
    const answer = { ...ok('reg-machine-guid'), code: 1 };
    const read = await readMachineIdentifiers(site, windows({ guid: answer, product: ok('reg-product-id') }));
    expect(read.problems.map(({ kind }) => kind)).toEqual(['windows-machine-guid']);
  });

  it('never takes anything but a GUID for one, whatever reg.exe prints', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), fc.nat(90), async (noise, at) => {
        const stdout = Buffer.from(ok('reg-machine-guid').stdout);
        stdout.set(noise.subarray(0, Math.max(0, stdout.length - at)), at);
        const source = windows({ guid: { code: 0, stdout, stderr: Buffer.alloc(0) }, product: ok('reg-product-id') });
        for (const { kind, identifier } of (await readMachineIdentifiers(site, source)).identifiers) {
          if (kind === 'windows-machine-guid')
            expect(identifier).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
        }
      }),
    );
  });

  it('tells a reg.exe that cannot be started', async () => {
    const run: MachineSource['run'] = () => Promise.reject(Object.assign(new Error('spawn'), { code: 'ENOENT' }));
    const read = await readMachineIdentifiers(site, { ...windows({}), run });
    expect(read.problems.map(({ problem }) => problem)).toEqual(['unreadable', 'unreadable']);
  });
});

describe('on a Mac', () => {
  it.each([
    ['ioreg-apple-silicon', '7c2a9f31-58d4-5e0b-9a1c-3f6b2d7e8c40'],
    ['ioreg-intel', 'd0a6b5e2-8c1f-5f3a-b7d4-92e60a1c4b58'],
  ])('reads the platform UUID out of %s', async (name, uuid) => {
    expect(await readMachineIdentifiers(site, mac(ok(name)))).toEqual({
      identifiers: [{ kind: 'mac-platform-uuid', identifier: uuid, hash: hashOf(uuid) }],
      problems: [],
    });
  });

  it.each([
    ['ioreg-without-uuid', 'missing'],
    ['ioreg-hackintosh', 'not_unique'],
  ])('tells that %s names no machine', async (name, problem) => {
    const read = await readMachineIdentifiers(site, mac(ok(name)));
    expect(read.identifiers).toEqual([]);
    expect(read.problems).toMatchObject([{ kind: 'mac-platform-uuid', problem }]);
  });

  it.each([
    ['EACCES', 'not_allowed'],
    ['ENOENT', 'unreadable'],
  ])('tells when ioreg ends with %s', async (code, problem) => {
    const source = { ...mac(ok('ioreg-intel')), run: () => Promise.reject(Object.assign(new Error(code), { code })) };
    expect((await readMachineIdentifiers(site, source)).problems).toMatchObject([{ problem }]);
  });

  it('tells when ioreg fails', async () => {
    const source = mac({ code: 1, stdout: Buffer.alloc(0), stderr: Buffer.from('ioreg: error') });
    expect((await readMachineIdentifiers(site, source)).problems).toMatchObject([{ problem: 'unreadable' }]);
  });
});

describe('on Linux', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'machine-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const dbus = 'dbus';
  const etc = 'etc';
  const id = 'b08dfa6083e7567a1921a715000001fb';

  /** The two files of machine-id(5), each a real file or absent. */
  function linux(files: { readonly [dbus]?: string; readonly [etc]?: string }): MachineSource {
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
    const at: Readonly<Record<string, string>> = { '/var/lib/dbus/machine-id': dbus, '/etc/machine-id': etc };
    return {
      ...thisMachine,
      platform: 'linux',
      readFile: (path) => readFile(join(folder, at[path] ?? basename(path))),
    };
  }

  it.each([
    ['both files', { dbus: `${id}\n`, etc: `${id}\n` }],
    ['the file of systemd alone', { etc: `${id}\n` }],
    ['the file of D-Bus alone', { dbus: id }],
    ['an empty file of D-Bus', { dbus: '', etc: `${id}\n` }],
    ['a damaged file of D-Bus', { dbus: 'what is this', etc: `${id}\n` }],
    ['upper case and blanks', { etc: `  ${id.toUpperCase()}  \r\n` }],
  ])('reads the machine-id from %s', async (_, files) => {
    expect(await readMachineIdentifiers(site, linux(files))).toEqual({
      identifiers: [{ kind: 'linux-machine-id', identifier: id, hash: hashOf(id) }],
      problems: [],
    });
  });

  it.each([
    ['no file', {}, 'missing'],
    ['an empty file, as in a container', { etc: '' }, 'missing'],
    ['a blank file', { dbus: ' \n', etc: '\n' }, 'missing'],
    ['an image before its first boot', { etc: 'uninitialized\n' }, 'not_unique'],
    ['zeros', { etc: `${'0'.repeat(32)}\n` }, 'not_unique'],
    ['31 digits', { etc: id.slice(1) }, 'unreadable'],
    ['33 digits', { etc: `${id}0` }, 'unreadable'],
    ['a host name', { etc: 'plant-7.example\n' }, 'unreadable'],
  ])('has none for %s and never takes the host name', async (_, files, problem) => {
    const read = await readMachineIdentifiers(site, linux(files));
    expect(read.identifiers).toEqual([]);
    expect(read.problems).toMatchObject([{ kind: 'linux-machine-id', problem }]);
    expect(read.problems[0]?.message).toContain('/etc/machine-id');
  });

  it.each(['EACCES', 'EPERM'])('tells %s with the mode the file should have', async (code) => {
    const denied = (): Promise<Buffer> => Promise.reject(Object.assign(new Error(code), { code }));
    const read = await readMachineIdentifiers(site, { ...linux({}), readFile: denied });
    expect(read.problems).toMatchObject([{ problem: 'not_allowed', message: expect.stringContaining('0444') }]);
  });

  it('tells a folder in place of the file', async () => {
    const read = await readMachineIdentifiers(site, { ...linux({}), readFile: () => readFile(folder) });
    expect(read.problems).toMatchObject([{ problem: 'unreadable' }]);
  });

  it.runIf(process.platform === 'linux' && existsSync('/etc/machine-id'))(
    'reads of this machine what node-machine-id reads',
    async () => {
      const [own] = (await readMachineIdentifiers(site)).identifiers;
      if (own === undefined) expect(readFileSync('/etc/machine-id', 'utf8').trim()).not.toMatch(/^[0-9a-f]{32}$/);
      else expect(own.identifier).toBe(nodeMachineId.machineIdSync(true));
    },
  );
});

describe('elsewhere', () => {
  it('finds no identifier and no problem', async () => {
    expect(await readMachineIdentifiers(site, { ...thisMachine, platform: 'freebsd' })).toEqual({
      identifiers: [],
      problems: [],
    });
  });
});

describe('a program of this machine', () => {
  it('answers with its exit code and what it wrote', async () => {
    const script = "process.stdout.write('out'); process.stderr.write('err'); process.exitCode = 3";
    const answer = await thisMachine.run(process.execPath, ['-e', script]);
    expect({ ...answer, stdout: answer.stdout.toString(), stderr: answer.stderr.toString() }).toEqual({
      code: 3,
      stdout: 'out',
      stderr: 'err',
    });
  });

  it('is refused with the code of the system when it is not there', async () => {
    await expect(thisMachine.run('/nowhere/ioreg', [])).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it.skipIf(process.platform === 'win32')('is refused with the code of the system when it may not be run', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'machine-'));
    const file = join(folder, 'ioreg');
    writeFileSync(file, '#!/bin/sh\n');
    chmodSync(file, 0o600);
    await expect(thisMachine.run(file, [])).rejects.toMatchObject({ code: 'EACCES' });
    rmSync(folder, { recursive: true });
  });
});

function hashOf(identifier: string): string {
  return createHmac('sha256', site).update(identifier).digest('hex').slice(0, 32);
}

function recorded(name: string): Buffer {
  return readFileSync(new URL(`recorded/${name}.txt`, import.meta.url));
}

function ok(name: string): CommandResult {
  return { code: 0, stdout: recorded(name), stderr: Buffer.alloc(0) };
}

function failed(name: string): CommandResult {
  return { code: 1, stdout: Buffer.alloc(0), stderr: recorded(name) };
}

type Answers = { readonly guid?: CommandResult; readonly product?: CommandResult; readonly list?: CommandResult };

function windows(answers: Answers): MachineSource {
  const silent = failed('reg-not-found-english');
  return {
    ...thisMachine,
    platform: 'win32',
    env: { SystemRoot: 'D:\\Windows' },
    run: (_, args) => {
      const asked = args.includes('MachineGuid')
        ? answers.guid
        : args.includes('ProductId')
          ? answers.product
          : answers.list;
      return Promise.resolve(asked ?? silent);
    },
  };
}

function mac(answer: CommandResult): MachineSource {
  return {
    ...thisMachine,
    platform: 'darwin',
    run: (program, args) => {
      expect([program, ...args]).toEqual(['/usr/sbin/ioreg', '-rd1', '-c', 'IOPlatformExpertDevice']);
      return Promise.resolve(answer);
    },
  };
}
