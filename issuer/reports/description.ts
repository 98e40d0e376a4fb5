import type { Code } from '../../protocol/codes.ts';
import { ProtocolError } from '../../protocol/error.ts';
import type { FileKind } from '../../protocol/file.ts';
import { Refusal } from '../refusal.ts';

/** What a travelling file says, without secrets. */
export type FileDescription = {
  readonly kind: FileKind;
  /** Whether its signature was checked and holds; null: it carries none. */
  readonly verified: boolean | null;
  /** A sentence: by which key it was verified, or why not. */
  readonly verification: string;
  readonly content: object;
};

export type DescriptionFacts = {
  readonly verified: boolean | null;
  /** The key whose signature holds. */
  readonly by?: string;
  /** Why it was not verified; by default because the signature does not hold. */
  readonly why?: string;
  readonly content: object;
};

/** Puts a description together. */
export function describe(kind: FileKind, { verified, by, why, content }: DescriptionFacts): FileDescription {
  return { kind, verified, verification: sentenceOf(verified, by, why), content };
}

/** Does `verify`; null when a signature does not hold or its maker is not known, other errors are passed through. */
export async function unlessForged<T>(verify: () => Promise<T>): Promise<T | null> {
  try {
    return await verify();
  } catch (error) {
    const code = error instanceof ProtocolError || error instanceof Refusal ? error.code : null;
    if (code !== null && forged.has(code)) return null;
    throw error;
  }
}

/** The message with what would let somebody pass for somebody else blacked out. */
export function withoutSecrets(message: object): object {
  const shown = ([field, value]: [string, unknown]) => [field, secrets.has(field) ? '(not shown)' : value];
  return Object.fromEntries(Object.entries(message).map(shown));
}

const forged: ReadonlySet<Code> = new Set<Code>(['signature_invalid', 'site_unknown', 'site_conflict']);

const secrets: ReadonlySet<string> = new Set(['password', 'returnKey']);

function sentenceOf(verified: boolean | null, by: string | undefined, why: string | undefined): string {
  if (verified === null) return 'A file of this kind carries no signature.';
  if (verified) return `Signed by ${by ?? 'a known key'}.`;
  return `Not verified: ${why ?? 'the signature does not hold; do not rely on what it says'}.`;
}
