import * as Type from 'typebox';
import type { TrustedKey } from './jwk.ts';
import { Digest, Epoch, type Shape, shapeReader, Uuid, words } from './shape.ts';
import { verifyToken } from './token.ts';

export const SITE_STATEMENT_TYP = 'site+jwt';

const SiteStatementSchema = Type.Object({
  iss: Uuid,
  iat: Epoch,
  exp: Epoch,
  servers: Type.Array(words(1, 512), { maxItems: 64 }),
  tls: Type.Array(Digest, { maxItems: 64 }),
});

/**
 * Payload of a site statement: base URLs of the site's servers, main first, and the SHA-256 of the SPKI of their
 * certificates (protocol.md section 5).
 */
export type SiteStatement = Shape<typeof SiteStatementSchema>;

/**
 * Verifies a site statement by a site key. Whether it is of the expected site, in force now, and about the connection that
 * carried it, is *not* checked here.
 * @throws ProtocolError `unreachable` when it is no such statement, or `signature_invalid`
 */
export async function verifySiteStatement(text: string, siteKeys: readonly TrustedKey[]): Promise<SiteStatement> {
  const { payload } = await verifyToken(text, SITE_STATEMENT_TYP, siteKeys, 'unreachable');
  const statement = readStatement(payload, 'unreachable');
  return statement;
}

const readStatement = shapeReader(SiteStatementSchema);
