import type { DenialCode } from '../licensing/denial.ts';
import type { CodeEntry } from './code-entry.ts';
import { DENIAL_CODES } from './denial-codes.ts';
import { PROBLEM_CODES } from './problem-codes.ts';
import { SILENT_CODES } from './silent-codes.ts';

export type { CodeEntry, Retry } from './code-entry.ts';

/**
 * Every code that Causeway answers, stores or throws (protocol.md section 10), and no other. `docs/codes.md` is the same
 * table; a test compares the two.
 */
export const CODES = freeze({ ...PROBLEM_CODES, ...DENIAL_CODES, ...SILENT_CODES });

/** A code of the registry. */
export type Code = keyof typeof CODES;

/** Whether `text` is a code of the registry. */
export function isCode(text: string): text is Code {
  return Object.hasOwn(CODES, text);
}

/** Whether `text` is the code of a denial, which counts on a device once its proof verifies. */
export function isDenialCode(text: string): text is DenialCode {
  return isCode(text) && CODES[text].denial;
}

function freeze<const Registry extends Record<string, CodeEntry>>(
  registry: Registry,
): Readonly<Record<keyof Registry, CodeEntry>> {
  for (const entry of Object.values(registry)) Object.freeze(entry);
  return Object.freeze(registry);
}
