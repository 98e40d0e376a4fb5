import * as Type from 'typebox';
import {
  DegradedAnswerSchema,
  HealthyAnswerSchema,
  LeaseAnswerSchema,
  SiteAnswerSchema,
  UsageAnswerSchema,
} from '../../protocol/device-answer.ts';
import { AcquireSchema, ReleaseSchema, ReportSchema } from '../../protocol/device-api.ts';
import { VendorId } from '../../protocol/shape.ts';
import { type DescribedCall, openApiDocument } from './openapi-document.ts';

const json = (schema: Type.TSchema) => ({ media: 'application/json', schema });

const calls: readonly DescribedCall[] = [
  {
    method: 'GET',
    path: '/v1/health',
    id: 'health',
    summary: 'Whether the server can serve, after a real read of its database',
    answers: { 200: json(HealthyAnswerSchema), 503: json(DegradedAnswerSchema) },
  },
  {
    method: 'GET',
    path: '/v1/site',
    id: 'site',
    summary: 'Who the site is: its signed statement and the delegations of a vendor',
    query: Type.Object({ vendor: Type.Optional(VendorId) }),
    answers: { 200: json(SiteAnswerSchema) },
  },
  {
    method: 'POST',
    path: '/v1/leases',
    id: 'acquire',
    summary: 'Acquire or renew a lease: one idempotent call. A refusal by a rule carries a signed proof',
    body: json(AcquireSchema),
    answers: { 200: json(LeaseAnswerSchema), 201: json(LeaseAnswerSchema) },
  },
  {
    method: 'POST',
    path: '/v1/leases/:jti/release',
    id: 'release',
    summary: 'Give a lease back',
    body: json(ReleaseSchema),
    answers: { 204: null },
  },
  {
    method: 'POST',
    path: '/v1/usage',
    id: 'report',
    summary: 'A numbered usage report, booked as a whole or not at all',
    body: json(ReportSchema),
    answers: { 200: json(UsageAnswerSchema) },
  },
  {
    method: 'GET',
    path: '/v1/ca.crt',
    id: 'authority',
    summary: "The site authority's certificate",
    answers: { 200: { media: 'application/x-x509-ca-cert', schema: { type: 'string' } } },
  },
  {
    method: 'GET',
    path: '/v1/openapi.json',
    id: 'describe',
    summary: 'This description',
    answers: { 200: { media: 'application/json', schema: { type: 'object' } } },
  },
];

/** The description of the device API (protocol.md section 5): OpenAPI 3.1 of the very schemas that check requests. */
export function deviceOpenApi(version: string): Readonly<Record<string, unknown>> {
  const description = 'How devices acquire, renew and release leases and report usage. Protocol version 1.';
  return openApiDocument({ title: 'Causeway device API', description, version, calls });
}
