import { type MachineKind, machineHash } from '../../protocol/machine.ts';
import { readLinuxMachineId } from './linux-machine-id.ts';
import { readMacPlatformUuid } from './mac-platform-uuid.ts';
import type { MachineFinding, MachineProblem } from './machine-finding.ts';
import { type MachineSource, thisMachine } from './machine-source.ts';
import { readWindowsMachineGuid, readWindowsProductId } from './windows-registry.ts';

/** A machine identifier as its machine shows it, and in the only form in which it leaves the machine. */
export type MachineIdentifier = {
  readonly kind: MachineKind;
  readonly identifier: string;
  /** HMAC-SHA-256 keyed with the site UUID (protocol.md section 2). */
  readonly hash: string;
};

/** An identifier that this platform has but that could not be read; `message` says why and what to do. */
export type UnreadIdentifier = {
  readonly kind: MachineKind;
  readonly problem: MachineProblem;
  readonly message: string;
};

export type MachineIdentifiers = {
  readonly identifiers: readonly MachineIdentifier[];
  readonly problems: readonly UnreadIdentifier[];
};

/**
 * Reads the identifiers of this machine: on Windows MachineGuid and Product ID, on a Mac the platform UUID, on Linux the
 * machine-id, and on other platforms none. Never a host name. It does not throw: what cannot be read is told in `problems`.
 * @param site UUID of the site, the key of the hashes
 */
export async function readMachineIdentifiers(
  site: string,
  source: MachineSource = thisMachine,
): Promise<MachineIdentifiers> {
  const findings = await Promise.all(readersOf(source));
  const identifiers: MachineIdentifier[] = [];
  const problems: UnreadIdentifier[] = [];
  for (const finding of findings) {
    if ('problem' in finding) problems.push(finding);
    else identifiers.push({ ...finding, hash: await machineHash(site, finding.identifier) });
  }
  return { identifiers, problems };
}

function readersOf(source: MachineSource): readonly Promise<MachineFinding>[] {
  switch (source.platform) {
    case 'win32':
      return [readWindowsMachineGuid(source), readWindowsProductId(source)];
    case 'darwin':
      return [readMacPlatformUuid(source)];
    case 'linux':
      return [readLinuxMachineId(source)];
    default:
      return [];
  }
}
