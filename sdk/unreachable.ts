/** No answer that counts: no host can do more to a device than this (rules.md section 7). */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
  /** Seconds that the server asked to wait; 0: it did not say. */
  readonly retryAfter: number;

  constructor(detail: string, facts: { readonly retryAfter?: number; readonly cause?: unknown } = {}) {
    super(detail, facts.cause === undefined ? undefined : { cause: facts.cause });
    this.retryAfter = facts.retryAfter ?? 0;
  }
}

/** The certificate of a connection is none of those that the site names. Nothing was sent. */
export class PinMismatch extends Error {
  override readonly name = 'PinMismatch';

  constructor() {
    super('Its certificate is none of those that the site names.');
  }
}

/** Any error of an exchange as `Unreachable`, with the server in front. */
export function unreachable(server: string, error: unknown): Unreachable {
  const detail = error instanceof Error ? error.message : String(error);
  const retryAfter = error instanceof Unreachable ? error.retryAfter : 0;
  return new Unreachable(`${server}: ${detail}`, { retryAfter, cause: error });
}
