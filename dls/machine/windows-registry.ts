import type { MachineKind } from '../../protocol/machine.ts';
import { isPlaceholder, type MachineFinding, type MachineProblem, problemOf } from './machine-finding.ts';
import type { CommandResult, MachineSource } from './machine-source.ts';

/** Reads MachineGuid, which setup makes anew for each installation of Windows. Lower case, as all UUIDs. */
export function readWindowsMachineGuid(source: WindowsSource): Promise<MachineFinding> {
  return readRegistryValue(source, {
    kind: 'windows-machine-guid',
    key: 'HKLM\\SOFTWARE\\Microsoft\\Cryptography',
    name: 'MachineGuid',
    find: (value) => /^\{?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\}?$/i.exec(value)?.[1]?.toLowerCase(),
  });
}

/** Reads the Product ID, as "About this PC" shows it. Images and volume licenses share it. */
export function readWindowsProductId(source: WindowsSource): Promise<MachineFinding> {
  return readRegistryValue(source, {
    kind: 'windows-product-id',
    key: 'HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion',
    name: 'ProductId',
    find: (value) => /^[0-9A-Z]{5}-[0-9A-Z]{3,5}-[0-9A-Z]{5,7}-[0-9A-Z]{5}$/i.exec(value)?.[0].toUpperCase(),
  });
}

type WindowsSource = Pick<MachineSource, 'run' | 'env'>;

type RegistryValue = {
  readonly kind: MachineKind;
  readonly key: string;
  readonly name: string;
  /** The identifier in the data of the value, if it is one. */
  readonly find: (data: string) => string | undefined;
};

async function readRegistryValue(source: WindowsSource, value: RegistryValue): Promise<MachineFinding> {
  const { kind, key, name, find } = value;
  const refuse = (problem: MachineProblem): MachineFinding => ({
    kind,
    problem,
    message: sentenceOf(problem, key, name),
  });
  try {
    const answer = await queryRegistry(source, [key, '/v', name]);
    const data = findData(answer, name);
    if (data !== undefined) {
      const identifier = find(data);
      if (identifier === undefined) return refuse('unreadable');
      return isPlaceholder(identifier) ? refuse('not_unique') : { kind, identifier };
    }
    if (answer.code === 0) return refuse('unreadable');
    // What reg.exe says about a failure is in the language of the system, and its exit code is always 1. Both keys are
    // there on every Windows: when the key itself cannot be listed either, this account may not read it.
    const listing = await queryRegistry(source, [key]);
    return refuse(listing.code === 0 ? 'missing' : 'not_allowed');
  } catch (error) {
    return refuse(problemOf(error) === 'not_allowed' ? 'not_allowed' : 'unreadable');
  }
}

/** By its full path, so that no other program of that name is run, and the 64-bit view, where the values stand. */
function queryRegistry({ run, env }: WindowsSource, args: readonly string[]): Promise<CommandResult> {
  return run(`${env.SystemRoot ?? env.windir ?? 'C:\\Windows'}\\System32\\reg.exe`, ['query', ...args, '/reg:64']);
}

/** The data in a line such as `    MachineGuid    REG_SZ    6f1a…`: names and types are the same in every language. */
function findData({ code, stdout }: CommandResult, name: string): string | undefined {
  if (code !== 0) return undefined;
  const text = stdout.toString('latin1').replaceAll('\0', '');
  return new RegExp(`^[ \\t]*${name}[ \\t]+REG_(?:EXPAND_)?SZ[ \\t]+(\\S.*?)[ \\t]*$`, 'im').exec(
    text.replaceAll('\r', ''),
  )?.[1];
}

function sentenceOf(problem: MachineProblem, key: string, name: string): string {
  const where = `the registry value ${key}\\${name}`;
  switch (problem) {
    case 'missing':
      return `This Windows has no ${name}: ${where} is not there. Repair or reinstall Windows; other identifiers of this machine still work.`;
    case 'not_allowed':
      return `This account may not read ${where}. Run Causeway as a service or as an administrator, or allow the account to read that key.`;
    case 'unreadable':
      return `${where.charAt(0).toUpperCase()}${where.slice(1)} could not be read with reg.exe or is not in its usual form. Run "reg query" for that key and look at what it says.`;
    case 'not_unique':
      return `${where.charAt(0).toUpperCase()}${where.slice(1)} is a placeholder that many machines share, so it names no machine.`;
  }
}
