import * as Type from 'typebox';
import { ProtocolError } from './error.ts';
import { Jwks, parseKeys, type TrustedKey } from './jwk.ts';
import { MACHINE_KINDS } from './machine.ts';
import { CompactJws, Epoch, Id, MachineHash, oneOf, type Shape, shapeReader, Uuid, whole, words } from './shape.ts';
import { parseRawToken, parseToken, verifySignature } from './token.ts';

export const ACTIVATION_REQUEST_TYP = 'activation-request+jwt';

/** `typ` of the JWS in `prev`. */
export const PREVIOUS_KEY_TYP = 'activation-prev+jws';

/** A machine identifier as its kind and keyed hash. */
export const Machine = Type.Object({ kind: oneOf(MACHINE_KINDS), hash: MachineHash });

const ActivationRequestSchema = Type.Object({
  iss: Uuid,
  iat: Epoch,
  jti: Id,
  jwks: Jwks,
  prev: Type.Optional(CompactJws),
  machines: Type.Array(Type.Object({ kind: words(1, 64), hash: MachineHash }), { maxItems: 64 }),
  app: words(1, 128),
  protocol: Type.Array(whole(1), { minItems: 1, maxItems: 64 }),
});

/** Payload of an activation request: which site asks for a license file (protocol.md section 2). */
export type ActivationRequest = Shape<typeof ActivationRequestSchema>;

export type VerifiedActivationRequest = {
  readonly request: ActivationRequest;
  /** The site's signing key, which signed the request. */
  readonly signing: TrustedKey;
  /** After a change of keys: the JWS by the old key over the new thumbprint, which `verifyPreviousKey` checks. */
  readonly previous: { readonly kid: string | null; readonly token: string } | null;
};

/**
 * Verifies an activation request: signed by the site key in its own `jwks`. Whether the site is known, and whether `prev` is
 * by the key it was known with, is *not* checked here.
 * @throws ProtocolError `file_unknown` or `signature_invalid`
 */
export async function verifyActivationRequest(text: string): Promise<VerifiedActivationRequest> {
  const token = parseToken(text, ACTIVATION_REQUEST_TYP, 'file_unknown');
  const request = readRequest(token.payload, 'file_unknown');
  const { signing } = await parseKeys(request.jwks, 'file_unknown');
  const key = await verifySignature(token, signing);
  return { request, signing: key, previous: request.prev === undefined ? null : previousOf(request.prev) };
}

/**
 * Verifies `prev`: that one of the keys by which the site was known says that the new key follows it.
 * @param newThumbprint thumbprint of the key that signed the request
 * @throws ProtocolError `file_unknown`, or `signature_invalid` when it is by another key or over another thumbprint
 */
export async function verifyPreviousKey(
  token: string,
  knownKeys: readonly TrustedKey[],
  newThumbprint: string,
): Promise<TrustedKey> {
  const raw = parseRawToken(token, null, 'file_unknown');
  const key = await verifySignature(raw, knownKeys);
  if (new TextDecoder().decode(raw.bytes) !== newThumbprint) {
    throw new ProtocolError('signature_invalid', { field: 'prev', detail: 'The old key vouches for another new key.' });
  }
  return key;
}

const readRequest = shapeReader(ActivationRequestSchema);

function previousOf(token: string): { readonly kid: string | null; readonly token: string } {
  return { kid: parseRawToken(token, null, 'file_unknown').kid, token };
}
