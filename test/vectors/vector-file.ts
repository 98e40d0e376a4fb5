import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { ProtocolError } from '../../protocol/error.ts';
import type { PublicKey, TrustedKey } from '../../protocol/jwk.ts';

/** One frozen case: a text, the names of the keys that are trusted, and what a verifier makes of it. */
export type VectorCase = {
  readonly title: string;
  readonly text: string;
  readonly keys: readonly string[];
  readonly outcome: string;
  readonly field?: string;
};

type NamedKey = {
  readonly jwk: PublicKey;
  readonly privateJwk: object;
  readonly thumbprint: string;
  readonly kid: string;
};

/** A file of `test/vectors`, which `build/make-vectors.ts` made once. */
export function readVectors<Content>(name: string): Content {
  return JSON.parse(readFileSync(new URL(`${name}.json`, import.meta.url), 'utf8')) as Content;
}

export const vectorKeys = readVectors<Readonly<Record<string, NamedKey>>>('keys');

/** The keys of these names, as trusted. */
export function trustedKeys(...names: readonly string[]): readonly TrustedKey[] {
  return names.map((name) => {
    const { jwk, thumbprint } = vectorKeys[name]!;
    return { jwk, thumbprint };
  });
}

/** The cases of a token file whose outcome is, or is not, `accepted`, as rows for `test.each`. */
export function casesOf(name: string, accepted: boolean): readonly VectorCase[] {
  const { cases } = readVectors<{ readonly cases: readonly VectorCase[] }>(name);
  return cases.filter(({ outcome }) => (outcome === 'accepted') === accepted);
}

/** Code and field of the ProtocolError that the work ends in; fails when it ends otherwise. */
export async function refusalOf(
  work: () => unknown,
): Promise<{ readonly outcome: string; readonly field: string | null }> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    return { outcome: error.code, field: error.field };
  }
  return expect.fail('nothing was refused');
}

/** What `refusalOf` has to be for a case; one without `field` is not about a field. */
export function expectedRefusal(row: VectorCase): { readonly outcome: string; readonly field: unknown } {
  return { outcome: row.outcome, field: row.field ?? null };
}
