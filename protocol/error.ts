import { CODES, type Code } from './codes.ts';

/** What is known about bad input beyond its code. */
export type ErrorFacts = {
  /** Path of the field that is wrong, such as `items[0].quota`. */
  readonly field?: string | undefined;
  /** A sentence for people; without one the meaning in the registry is used. */
  readonly detail?: string | undefined;
  readonly cause?: unknown;
};

/** Bad input at a border: what every `parse…` and `verify…` of this room throws, and nothing else. */
export class ProtocolError extends Error {
  override readonly name = 'ProtocolError';
  readonly code: Code;
  /** Path of the field that is wrong, such as `items[0].quota`; null when it is not about one field. */
  readonly field: string | null;
  /** One sentence: what is wrong. Never holds a value from the input. */
  readonly detail: string;

  constructor(code: Code, facts: ErrorFacts = {}) {
    const detail = facts.detail ?? CODES[code].meaning;
    super(`${code}: ${detail}`, facts.cause === undefined ? undefined : { cause: facts.cause });
    this.code = code;
    this.field = facts.field ?? null;
    this.detail = detail;
  }
}

/** The error with every field path moved under `parent`, as when a file holds another one. Other errors stay as they are. */
export function errorUnder(parent: string, error: unknown): unknown {
  if (!(error instanceof ProtocolError)) return error;
  const field = error.field === null ? parent : `${parent}.${error.field}`;
  return new ProtocolError(error.code, { field, detail: error.detail, cause: error });
}
