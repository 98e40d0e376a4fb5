import type { FileKind } from '../../protocol/file.ts';

/** What importing a file did, or with `preview` would do. */
export type ImportResult = {
  readonly kind: FileKind;
  /** The very same file was imported before; nothing changed. */
  readonly already: boolean;
  /** One sentence for people. */
  readonly summary: string;
  readonly vendor: string;
  /** How the vendor calls itself: as its card says, also when the card comes with this very file. */
  readonly vendorName: string;
  readonly changes: readonly ImportChange[];
};

/** What a file can change. */
export const IMPORT_CHANGES = Object.freeze([
  'card-trusted',
  'card-renewed',
  'item-new',
  'term-added',
  'term-changed',
  'trial',
  'code-created',
  'attached',
  'revoked',
  'locked',
  'unlocked',
  'site-locked',
  'site-unlocked',
  'machine-mismatch',
  'bundles-acknowledged',
  'time-set',
  'rollback-found',
  'lease-returned',
  'usage-booked',
  'usage-waiting',
] as const);

/** One thing that is different from now on. */
export type ImportChange = {
  readonly change: (typeof IMPORT_CHANGES)[number];
  /** The item, trial, code, card thumbprint or number that it is about. */
  readonly subject: string;
  /** A sentence for people. */
  readonly text: string;
};

/** Ends a unit of work whose result is wanted and whose changes are not. */
export class PreviewEnd extends Error {
  override readonly name = 'PreviewEnd';
  readonly result: unknown;

  constructor(result: unknown) {
    super('a preview changes nothing');
    this.result = result;
  }
}

/** A change and the sentence that tells of it. */
export function told(change: ImportChange['change'], subject: string, text: string): ImportChange {
  return { change, subject, text };
}

/** `1 item`, `2 items`. */
export function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}

/** `a`, `a and b`, `a, b and c`; long lists are cut. */
export function listed(names: readonly string[], most = 8): string {
  const shown = names.length > most ? [...names.slice(0, most - 1), `${names.length - most + 1} more`] : names;
  const last = shown.at(-1) ?? '';
  return shown.length < 2 ? last : `${shown.slice(0, -1).join(', ')} and ${last}`;
}
