import * as Type from 'typebox';
import { CODES, type Code } from './codes.ts';
import { CompactJws, Epoch, type Shape, shapeReader, Uuid, whole, words } from './shape.ts';

/** 200 and 201 of `POST /v1/leases`. */
export const LeaseAnswerSchema = Type.Object({ lease: CompactJws });
export type LeaseAnswer = Shape<typeof LeaseAnswerSchema>;

/** 200 of `POST /v1/usage`: `accepted` is the number of records booked, 0 for a duplicate. */
export const UsageAnswerSchema = Type.Object({ report: whole(1), accepted: whole(0), duplicate: Type.Boolean() });
export type UsageAnswer = Shape<typeof UsageAnswerSchema>;

/** 200 of `GET /v1/site`: `time` is the server's, in epoch seconds. */
export const SiteAnswerSchema = Type.Object({
  site: Uuid,
  time: Epoch,
  statement: CompactJws,
  delegations: Type.Array(CompactJws, { maxItems: 256 }),
});
export type SiteAnswer = Shape<typeof SiteAnswerSchema>;

/** 200 of `GET /v1/health`. */
export const HealthyAnswerSchema = Type.Object({
  status: Type.Literal('ok'),
  role: words(1, 32),
  version: words(1, 64),
  protocol: Type.Array(whole(1)),
});

/** 503 of `GET /v1/health`. */
export const DegradedAnswerSchema = Type.Object({ status: Type.Literal('degraded'), reason: Type.String() });

export const HealthAnswerSchema = Type.Union([HealthyAnswerSchema, DegradedAnswerSchema]);
export type HealthAnswer = Shape<typeof HealthAnswerSchema>;

/** `application/problem+json` (RFC 9457) of every answer that is no success. */
export const ProblemSchema = Type.Object({
  type: Type.String(),
  title: Type.String(),
  status: whole(400, 599),
  code: Type.Unsafe<Code>(Type.String({ enum: Object.keys(CODES) })),
  detail: Type.String(),
  field: Type.Optional(Type.String()),
  retryAfter: Type.Optional(whole(0)),
  /** The report number that the server expects, of `report_conflict` and `report_expected`. */
  expect: Type.Optional(whole(1)),
  requestId: Type.String(),
  /** JWS `denial+jwt`, of a denial. */
  proof: Type.Optional(CompactJws),
});
export type Problem = Shape<typeof ProblemSchema>;

/** Reads a lease answer; the lease is *not* verified. @throws ProtocolError `unreachable`: not an answer of a DLS */
export function parseLeaseAnswer(value: unknown): LeaseAnswer {
  return readLeaseAnswer(value, 'unreachable');
}

/** Reads the answer to a report. @throws ProtocolError `unreachable`: not an answer of a DLS */
export function parseUsageAnswer(value: unknown): UsageAnswer {
  return readUsageAnswer(value, 'unreachable');
}

/** Reads a site answer; statement and delegations are *not* verified. @throws ProtocolError `unreachable` */
export function parseSiteAnswer(value: unknown): SiteAnswer {
  return readSiteAnswer(value, 'unreachable');
}

/** Reads a health answer. @throws ProtocolError `unreachable`: not an answer of a DLS */
export function parseHealthAnswer(value: unknown): HealthAnswer {
  return readHealthAnswer(value, 'unreachable');
}

/** Reads a problem; its proof is *not* verified. @throws ProtocolError `unreachable`: not a problem that a DLS tells */
export function parseProblem(value: unknown): Problem {
  return readProblem(value, 'unreachable');
}

const readLeaseAnswer = shapeReader(LeaseAnswerSchema);
const readUsageAnswer = shapeReader(UsageAnswerSchema);
const readSiteAnswer = shapeReader(SiteAnswerSchema);
const readHealthAnswer = shapeReader(HealthAnswerSchema);
const readProblem = shapeReader(ProblemSchema);
