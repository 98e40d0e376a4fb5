import { isPlaceholder, type MachineFinding, type MachineProblem, problemOf } from './machine-finding.ts';
import type { MachineSource } from './machine-source.ts';

/** Reads the platform UUID of a Mac from the I/O registry. Lower case, as all UUIDs. */
export async function readMacPlatformUuid({ run }: Pick<MachineSource, 'run'>): Promise<MachineFinding> {
  const refuse = (problem: MachineProblem): MachineFinding => ({
    kind: 'mac-platform-uuid',
    problem,
    message: messages[problem],
  });
  try {
    const { code, stdout } = await run('/usr/sbin/ioreg', ['-rd1', '-c', 'IOPlatformExpertDevice']);
    const value = /^[\s|]*"IOPlatformUUID"\s*=\s*"([^"]*)"/m.exec(stdout.toString('latin1'))?.[1];
    if (value === undefined) return refuse(code === 0 ? 'missing' : 'unreadable');
    if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value)) return refuse('unreadable');
    return isPlaceholder(value) ? refuse('not_unique') : { kind: 'mac-platform-uuid', identifier: value.toLowerCase() };
  } catch (error) {
    return refuse(problemOf(error) === 'not_allowed' ? 'not_allowed' : 'unreadable');
  }
}

const messages: Readonly<Record<MachineProblem, string>> = {
  missing: 'This Mac told no platform UUID. Look for IOPlatformUUID in "ioreg -rd1 -c IOPlatformExpertDevice".',
  not_allowed:
    'This account may not run /usr/sbin/ioreg, which tells the platform UUID. Run Causeway under another account.',
  unreadable:
    'The platform UUID could not be read with /usr/sbin/ioreg. Run "ioreg -rd1 -c IOPlatformExpertDevice" and look at what it says.',
  not_unique: 'The platform UUID of this machine is a placeholder that many machines share, so it names no machine.',
};
