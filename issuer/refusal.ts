import { CODES, type Code } from '../protocol/codes.ts';
import { ProtocolError } from '../protocol/error.ts';

/** What a refusal says: the code of the registry, one sentence with what is wrong, one with what to do next. */
export type RefusalFacts = {
  readonly sentence?: string | undefined;
  readonly next?: string | undefined;
  /** Path of the field that is wrong, such as `items[0].quota`. */
  readonly field?: string | null | undefined;
  /** The file that it is about, as the user named it. */
  readonly file?: string | undefined;
  readonly cause?: unknown;
};

/** The command was understood and is refused: exit code 1, with a code of the registry and a next step. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: Code;
  readonly sentence: string;
  readonly next: string;
  readonly field: string | null;
  readonly file: string | null;

  constructor(code: Code, facts: RefusalFacts = {}) {
    const sentence = facts.sentence ?? CODES[code].meaning;
    super(`${code}: ${sentence}`, facts.cause === undefined ? undefined : { cause: facts.cause });
    this.code = code;
    this.sentence = sentence;
    this.next = facts.next ?? nextAtVendor[code] ?? CODES[code].next;
    this.field = facts.field ?? null;
    this.file = facts.file ?? null;
  }
}

/** The command itself was wrong: exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Bad input as the refusal of the file it came from; other errors are passed through. */
export function asRefusal(error: unknown, file?: string): unknown {
  if (error instanceof Refusal) {
    if (file === undefined || error.file !== null) return error;
    const { code, sentence, next, field, cause } = error;
    return new Refusal(code, { sentence, next, field, file, cause });
  }
  if (!(error instanceof ProtocolError)) return error;
  return new Refusal(error.code, { sentence: error.detail, field: error.field, file, cause: error });
}

/** Does `act`; bad input that it meets becomes the refusal of `file`. */
export async function refusing<T>(file: string, act: () => T | Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw asRefusal(error, file);
  }
}

/** Next steps at the vendor's desk, where they differ from those at the site. */
const nextAtVendor: Partial<Record<Code, string>> = {
  request_malformed: 'Ask the site to export its activation request again.',
  license_malformed: 'Correct the order and issue again.',
  license_needs_newer: 'Leave it out of "needs", or use a newer causeway-issuer.',
  license_wrong_site: 'Put it into the acknowledgement of the site it was issued to.',
  file_unknown: 'Choose the file that the site sent; copy it again if it may be damaged.',
  signature_invalid: 'Ask whoever made the file to make it again; it may have been changed on the way.',
  not_found: 'Check the name and try again.',
  too_large: 'Ask the site to export it again: bundles of Causeway stay below the limit.',
  storage_full: 'Make room and try again.',
  internal_error: 'Try again; if it stays so, report it with the sentence above.',
  bundle_edited: 'Ask the site to export this bundle again (causeway export --again) and carry it over unchanged.',
  bundle_foreign: 'Send it to the vendor in whose name it was made.',
  bundle_fork: 'Send the acknowledgement to the site: it proves the rollback there and the site begins a new epoch.',
  bundle_gap: 'Ingest the missing bundle; the site can write it again (causeway export --again).',
  site_unknown: 'Check that this is the right vendor folder, and issue a license to the site first.',
  site_conflict:
    'Ask the administrator for a new activation request of that site and compare the key thumbprints by phone.',
};
