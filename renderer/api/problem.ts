import { CODES, type Code, isCode } from '../../protocol/codes.ts';

/** What went wrong with a call of the console API, in the terms of the registry of codes. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly code: Code;
  /** The server's own sentence, which is English; null: it gave none. */
  readonly detail: string | null;
  /** What is wrong in the request, as a path of the body or the name of a value; null: nothing particular. */
  readonly field: string | null;
  /** Under which the server's log tells more; null: the server was not reached. */
  readonly requestId: string | null;
  /** Seconds after which asking again makes sense. */
  readonly retryAfter: number | null;

  constructor(
    code: Code,
    facts: Partial<Pick<ApiProblem, 'field' | 'requestId' | 'retryAfter'>> & { detail?: string },
  ) {
    super(facts.detail ?? CODES[code].next);
    this.code = code;
    this.detail = facts.detail ?? null;
    this.field = facts.field ?? null;
    this.requestId = facts.requestId ?? null;
    this.retryAfter = facts.retryAfter ?? null;
  }
}

/** Reads the body of a refusal (RFC 9457); anything else is a fault of whatever answered. */
export function parseProblem(body: unknown): ApiProblem {
  const { code, detail, field, requestId, retryAfter } = (body ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof code !== 'string' || !isCode(code)) return new ApiProblem('internal_error', {});
  return new ApiProblem(code, {
    ...(typeof detail === 'string' && { detail }),
    field: typeof field === 'string' ? field : null,
    requestId: typeof requestId === 'string' ? requestId : null,
    retryAfter: typeof retryAfter === 'number' ? retryAfter : null,
  });
}

/** The problem behind whatever was thrown. */
export function problemOf(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error;
  // `fetch` rejects with a TypeError when nobody answers.
  return new ApiProblem(error instanceof TypeError ? 'unreachable' : 'internal_error', {});
}
