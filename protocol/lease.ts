import * as Type from 'typebox';
import type { TrustedKey } from './jwk.ts';
import { Epoch, Id, oneOf, Seq, type Shape, shapeReader, Uuid, VendorId, whole, wrongField } from './shape.ts';
import { parseToken, verifyToken } from './token.ts';

export const LEASE_TYP = 'lease+jwt';

/** States of an item in a lease other than `ok`, which is left out. */
export const LEASE_STATES = Object.freeze(['ok', 'overage', 'grace', 'trial'] as const);

const LeaseItemSchema = Type.Object({
  id: Id,
  product: Id,
  features: Type.Array(Id, { maxItems: 256 }),
  until: Epoch,
  state: Type.Optional(oneOf(LEASE_STATES)),
  count: Type.Optional(whole(1)),
});

const LeaseSchema = Type.Object({
  iss: VendorId,
  sub: Uuid,
  jti: Type.String({ pattern: '^[A-Za-z0-9_-]{16}$' }),
  iat: Epoch,
  exp: Epoch,
  seq: Seq,
  items: Type.Array(LeaseItemSchema, { minItems: 1, maxItems: 64 }),
  renew: Type.Optional(whole(0)),
  grace: Type.Optional(whole(0)),
  off: Type.Optional(Type.Boolean()),
  req: Type.Optional(Uuid),
  mid: Type.Optional(Type.String({ pattern: '^[0-9a-f]{8}$' })),
});

/** Payload of a lease (protocol.md section 4). Absent fields have their defaults: `renewAfterOf`, `graceOf`, `ok`, 1. */
export type LeasePayload = Shape<typeof LeaseSchema>;

/** One item of a lease. */
export type LeaseItem = LeasePayload['items'][number];

/**
 * The payload of a lease as it is signed: members in the documented order, defaults left out. `renew` and `grace` may be
 * given always; they are left out when a reader derives the same from `iat` and `exp`.
 */
export function encodeLeasePayload(lease: LeasePayload): string {
  const { iss, sub, jti, iat, exp, seq, items, renew, grace, off, req, mid } = lease;
  return JSON.stringify({
    iss,
    sub,
    jti,
    iat,
    exp,
    seq,
    items: items.map(withoutDefaults),
    renew: renew === defaultRenew(lease) ? undefined : renew,
    grace: grace === defaultGrace(lease) ? undefined : grace,
    off: off === true ? true : undefined,
    req,
    mid,
  });
}

/** Seconds after `iat` from which the device renews: `renew`, by default half the lease (half up), at most 24 h. */
export function renewAfterOf(lease: LeasePayload): number {
  return lease.renew ?? defaultRenew(lease);
}

/**
 * Seconds of grace after `exp`: `grace`, by default 4 hours for `concurrent-*` items and 3 days for others. A lease does not
 * name its metric, its length does: only `concurrent-*` leases are shorter than a day, except those that end with their
 * term's grace stage and leave no room for grace.
 */
export function graceOf(lease: LeasePayload): number {
  return lease.grace ?? defaultGrace(lease);
}

/**
 * Verifies a lease by one of the site's keys. Whether it is for this device, this request and inside the delegation's
 * grants, and whether it is in force, is *not* checked here.
 * @throws ProtocolError `lease_invalid` or `signature_invalid`
 */
export async function verifyLease(text: string, siteKeys: readonly TrustedKey[]): Promise<LeasePayload> {
  const { payload } = await verifyToken(text, LEASE_TYP, siteKeys, 'lease_invalid');
  return parseLeasePayload(payload);
}

/** Reads a lease without checking its signature. @throws ProtocolError `lease_invalid` */
export function readLease(text: string): LeasePayload {
  return parseLeasePayload(parseToken(text, LEASE_TYP, 'lease_invalid').payload);
}

const readLeaseShape = shapeReader(LeaseSchema);

function parseLeasePayload(value: unknown): LeasePayload {
  const lease = readLeaseShape(value, 'lease_invalid');
  if (lease.exp <= lease.iat) throw wrongField('lease_invalid', 'exp', 'A lease ends after it begins.');
  return lease;
}

function withoutDefaults(item: LeaseItem): LeaseItem {
  const { id, product, features, until, state, count } = item;
  return {
    id,
    product,
    features,
    until,
    ...(state !== undefined && state !== 'ok' && { state }),
    ...(count !== undefined && count !== 1 && { count }),
  };
}

function defaultRenew({ iat, exp }: LeasePayload): number {
  return Math.min(Math.floor((exp - iat) / 2 + 0.5), 86_400);
}

function defaultGrace({ iat, exp }: LeasePayload): number {
  return exp - iat < 86_400 ? 14_400 : 259_200;
}
