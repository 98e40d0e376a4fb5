import type { MachineKind } from '../../protocol/machine.ts';

/** Why a machine identifier could not be read. */
export type MachineProblem = 'missing' | 'not_allowed' | 'unreadable' | 'not_unique';

/** What reading one machine identifier gave: the identifier, or why there is none, in a sentence with the next step. */
export type MachineFinding =
  | { readonly kind: MachineKind; readonly identifier: string }
  | { readonly kind: MachineKind; readonly problem: MachineProblem; readonly message: string };

/**
 * Whether a value is one of those that many machines share: a single character repeated, or what installers of boards
 * and images leave behind.
 */
export function isPlaceholder(identifier: string): boolean {
  const letters = identifier.replace(/[^0-9a-z]/gi, '').toLowerCase();
  return letters === '' || new Set(letters).size === 1 || knownPlaceholders.has(letters);
}

/** Why the system refused, from the code of its error. */
export function problemOf(error: unknown): MachineProblem {
  const code = (error as { code?: unknown } | null)?.code;
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'missing';
  return code === 'EACCES' || code === 'EPERM' ? 'not_allowed' : 'unreadable';
}

const knownPlaceholders = new Set([
  '03000200040005000006000700080009',
  '0123456789abcdef0123456789abcdef',
  'fefefefefefefefefefefefefefefefe',
]);
