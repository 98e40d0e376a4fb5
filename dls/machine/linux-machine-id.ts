import { isPlaceholder, type MachineFinding, type MachineProblem, problemOf } from './machine-finding.ts';
import type { MachineSource } from './machine-source.ts';

/**
 * Reads the machine-id of Linux: 32 hexadecimal digits in lower case (machine-id(5)). The same files in the same order as
 * the package node-machine-id, but without its shell and without its fallback to the host name, which anybody can change
 * and many machines share.
 */
export async function readLinuxMachineId({ readFile }: Pick<MachineSource, 'readFile'>): Promise<MachineFinding> {
  const problems: MachineProblem[] = [];
  for (const path of machineIdFiles) {
    const read = await readMachineIdFile(readFile, path);
    if ('identifier' in read) return { kind: 'linux-machine-id', identifier: read.identifier };
    problems.push(read.problem);
  }
  const problem = severity.find((candidate) => problems.includes(candidate)) ?? 'missing';
  return { kind: 'linux-machine-id', problem, message: messages[problem] };
}

const machineIdFiles = ['/var/lib/dbus/machine-id', '/etc/machine-id'];

/** The most telling problem of the two files comes first. */
const severity: readonly MachineProblem[] = ['not_allowed', 'not_unique', 'unreadable', 'missing'];

const messages: Readonly<Record<MachineProblem, string>> = {
  missing:
    'There is no machine-id on this machine, as in many containers. Run "systemd-machine-id-setup", or mount the /etc/machine-id of the host into the container.',
  not_allowed:
    'This account may not read /etc/machine-id. Make it readable for everybody (mode 0444), which is its default.',
  unreadable: '/etc/machine-id does not hold 32 hexadecimal digits. Remove it and run "systemd-machine-id-setup".',
  not_unique:
    '/etc/machine-id is not set up ("uninitialized", or the same digit throughout), so it names no machine. Remove it and run "systemd-machine-id-setup".',
};

async function readMachineIdFile(
  readFile: MachineSource['readFile'],
  path: string,
): Promise<{ readonly identifier: string } | { readonly problem: MachineProblem }> {
  let content: string;
  try {
    content = (await readFile(path)).toString('latin1');
  } catch (error) {
    return { problem: problemOf(error) };
  }
  const line = content.trim().split(/\s/, 1)[0]?.toLowerCase() ?? '';
  if (line === '') return { problem: 'missing' };
  if (line === 'uninitialized') return { problem: 'not_unique' };
  if (!/^[0-9a-f]{32}$/.test(line)) return { problem: 'unreadable' };
  return isPlaceholder(line) ? { problem: 'not_unique' } : { identifier: line };
}
