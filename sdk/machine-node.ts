import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import type { MachineIdentifiers } from './ports.ts';

/** The edges through which the identifiers of a machine are read. */
export type MachineSource = {
  readonly platform: NodeJS.Platform;
  readonly readFile: (path: string) => Promise<string>;
  /** Runs a program without a shell and answers what it printed. */
  readonly run: (program: string, args: readonly string[]) => Promise<string>;
};

/** This machine. */
export const thisMachine: MachineSource = {
  platform: process.platform,
  readFile: (path) => readFile(path, 'latin1'),
  run: (program, args) =>
    new Promise((done, failed) => {
      const options = { encoding: 'latin1', timeout: 10_000, windowsHide: true, maxBuffer: 1024 * 1024 } as const;
      execFile(program, [...args], options, (error, stdout) => (error === null ? done(stdout) : failed(error)));
    }),
};

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';

/**
 * The identifiers of this machine (rules.md section 7): MachineGuid and Product ID of Windows, platform UUID of a Mac,
 * machine-id of Linux, in lower case but for the Product ID; never a host name.
 * @returns null when there is none, or it cannot be read, or names no machine
 */
export async function readMachine(source: MachineSource = thisMachine): Promise<MachineIdentifiers | null> {
  const identifier = await findIdentifier(source);
  if (identifier === null || new Set(identifier.replaceAll('-', '')).size === 1) return null;
  return { identifier, productId: source.platform === 'win32' ? await findProductId(source) : null };
}

async function findIdentifier(source: MachineSource): Promise<string | null> {
  switch (source.platform) {
    case 'win32':
      return (
        (await findRegistryValue(source, 'Cryptography', 'MachineGuid', `\\{?(${UUID})\\}?`))?.toLowerCase() ?? null
      );
    case 'darwin':
      return findMacUuid(source);
    case 'linux':
      return findMachineId(source);
    default:
      return null;
  }
}

async function findMachineId({ readFile }: MachineSource): Promise<string | null> {
  for (const path of ['/var/lib/dbus/machine-id', '/etc/machine-id']) {
    const line = (await orNull(readFile(path)))?.trim().toLowerCase();
    if (line !== undefined && /^[0-9a-f]{32}$/.test(line)) return line;
  }
  return null;
}

async function findMacUuid({ run }: MachineSource): Promise<string | null> {
  const text = await orNull(run('/usr/sbin/ioreg', ['-rd1', '-c', 'IOPlatformExpertDevice']));
  return new RegExp(`"IOPlatformUUID"\\s*=\\s*"(${UUID})"`, 'i').exec(text ?? '')?.[1]?.toLowerCase() ?? null;
}

async function findProductId(source: MachineSource): Promise<string | null> {
  const form = '([0-9A-Z]{5}-[0-9A-Z]{3,5}-[0-9A-Z]{5,7}-[0-9A-Z]{5})';
  return (await findRegistryValue(source, 'Windows NT\\CurrentVersion', 'ProductId', form))?.toUpperCase() ?? null;
}

async function findRegistryValue(
  { run }: MachineSource,
  key: string,
  name: string,
  form: string,
): Promise<string | null> {
  const program = `${process.env.SystemRoot ?? 'C:\\Windows'}\\System32\\reg.exe`;
  const text = await orNull(run(program, ['query', `HKLM\\SOFTWARE\\Microsoft\\${key}`, '/v', name, '/reg:64']));
  return new RegExp(`^\\s*${name}\\s+REG_(?:EXPAND_)?SZ\\s+${form}\\s*$`, 'im').exec(text ?? '')?.[1] ?? null;
}

async function orNull<Value>(value: Promise<Value>): Promise<Value | null> {
  try {
    return await value;
  } catch {
    return null;
  }
}
