import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import type { EpochSeconds } from '../../licensing/time.ts';
import { createSigner } from '../identity/sign.ts';
import { genesis } from './chain.ts';

/**
 * Where the archived part of the ledger ends and the kept part begins (protocol.md section 8). It is signed by the site's
 * key, so that nobody shortens the ledger by making one up.
 */
export type LedgerCheckpoint = {
  /** Site UUID. */
  readonly iss: string;
  readonly iat: EpochSeconds;
  /** The archived heights, both ends included, and the hash at the upper end, base64url. */
  readonly from: number;
  readonly to: number;
  readonly hash: string;
  /** What the archived `usage` events told: up to which report, and the units by item. */
  readonly covered: number;
  readonly items: Readonly<Record<string, number>>;
};

/** The start of a ledger of which nothing is archived. */
export const noCheckpoint: Omit<LedgerCheckpoint, 'iss' | 'iat'> = {
  from: 0,
  to: 0,
  hash: genesis.hash.toString('base64url'),
  covered: 0,
  items: {},
};

/** The key of `meta` under which the newest checkpoint stands, as a compact JWS. */
export const LEDGER_CHECKPOINT_KEY = 'ledger-checkpoint';

const typ = 'ledger-checkpoint+jwt';

export function signCheckpoint(
  checkpoint: LedgerCheckpoint,
  key: { readonly kid: string; readonly privateKey: KeyObject },
): string {
  return createSigner(key).signNow(typ, JSON.stringify(checkpoint));
}

/** What a checkpoint says, whoever signed it. */
export function readCheckpoint(token: string): LedgerCheckpoint {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')) as LedgerCheckpoint;
}

/**
 * Whether one of the site's keys signed the checkpoint.
 * @param keys `x` of the JWK of every key that the site ever had
 */
export function isSignedCheckpoint(token: string, keys: readonly string[]): boolean {
  const [head = '', body = '', signature = ''] = token.split('.');
  const { typ: given } = JSON.parse(Buffer.from(head, 'base64url').toString('utf8')) as { readonly typ?: unknown };
  if (given !== typ) return false;
  const input = Buffer.from(`${head}.${body}`, 'latin1');
  return keys.some((x) => {
    const key = createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x } });
    return verify(null, input, key, Buffer.from(signature, 'base64url'));
  });
}
