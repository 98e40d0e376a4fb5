import type { FastifyReply } from 'fastify';
import { CODES, type Code } from '../../protocol/codes.ts';
import { ProtocolError } from '../../protocol/error.ts';
import { IdentityError } from '../identity/identity-error.ts';
import { StorageError } from '../storage-error.ts';
import { StoreError } from '../store/store-error.ts';

export type ProblemFacts = {
  readonly detail?: string | undefined;
  readonly field?: string | null | undefined;
  /** Seconds after which asking again makes sense. */
  readonly retryAfter?: number | undefined;
  readonly expect?: number | undefined;
  readonly proof?: string | undefined;
  readonly requestId: string;
};

/** The body of a problem (RFC 9457) for a code of the registry. */
export function problemBody(code: Code, facts: ProblemFacts): Readonly<Record<string, unknown>> {
  const entry = CODES[code];
  return {
    type: `urn:causeway:problem:${code}`,
    title: entry.meaning,
    status: entry.status ?? 500,
    code,
    detail: facts.detail ?? entry.next,
    ...(facts.field != null && { field: facts.field }),
    ...(facts.expect !== undefined && { expect: facts.expect }),
    ...(facts.retryAfter !== undefined && { retryAfter: facts.retryAfter }),
    requestId: facts.requestId,
    ...(facts.proof !== undefined && { proof: facts.proof }),
  };
}

export function sendProblem(
  reply: FastifyReply,
  code: Code,
  facts: Omit<ProblemFacts, 'requestId'> = {},
): FastifyReply {
  if (facts.retryAfter !== undefined) reply.header('retry-after', String(facts.retryAfter));
  return (
    reply
      .code(CODES[code].status ?? 500)
      .header('content-type', 'application/problem+json')
      .header('cache-control', 'no-store')
      // As bytes, so that no charset is added, which the media type does not have.
      .send(Buffer.from(JSON.stringify(problemBody(code, { ...facts, requestId: String(reply.request.id) }))))
  );
}

/** A refusal that an operation of the console or of a command answers; the device's denials are values instead. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: Code;
  readonly facts: Omit<ProblemFacts, 'requestId'>;

  constructor(code: Code, facts: Omit<ProblemFacts, 'requestId'> = {}) {
    super(facts.detail ?? CODES[code].next);
    this.code = code;
    this.facts = facts;
  }
}

/** An error that has a code of the registry. */
export type KnownProblem = { readonly code: Code; readonly facts: Omit<ProblemFacts, 'requestId'> };

/** What a thrown error means on the wire; null: it is a fault of ours. */
export function problemOf(error: unknown): KnownProblem | null {
  if (error instanceof Refusal) return { code: error.code, facts: error.facts };
  if (error instanceof ProtocolError) return { code: error.code, facts: factsOf(error) };
  if (error instanceof StoreError) return { code: error.code, facts: retrySoon(error.code) };
  if (error instanceof IdentityError) {
    return { code: error.code, facts: { detail: error.message, ...retrySoon(error.code) } };
  }
  if (error instanceof StorageError) return { code: error.code, facts: { detail: error.message } };
  const code = fastifyCodes[(error as { code?: string } | null)?.code ?? ''];
  return code === undefined ? null : { code, facts: retrySoon(code) };
}

/** An error that says no more than its code's meaning leaves the detail to the next step: the title has the meaning. */
function factsOf({ code, detail, field }: ProtocolError): KnownProblem['facts'] {
  return detail === CODES[code].meaning ? { field } : { detail, field };
}

function retrySoon(code: Code): KnownProblem['facts'] {
  if (code === 'storage_full') return { retryAfter: 30 };
  return code === 'overloaded' || code === 'shutting_down' ? { retryAfter: 2 } : {};
}

const fastifyCodes: Readonly<Record<string, Code>> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'media_type',
  FST_ERR_CTP_BODY_TOO_LARGE: 'too_large',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'request_malformed',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'request_malformed',
  FST_ERR_CTP_INVALID_JSON_BODY: 'request_malformed',
  FST_ERR_BAD_URL: 'request_malformed',
  FST_ERR_ASYNC_CONSTRAINT: 'request_malformed',
  FST_ERR_MAX_LIMIT_REACHED: 'overloaded',
};
