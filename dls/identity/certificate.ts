import { createHash, createPublicKey, generateKeyPairSync, X509Certificate } from 'node:crypto';
import { DAY, type EpochSeconds, type Seconds } from '../../licensing/time.ts';

/** A certificate and its private key, both PEM. */
export type Certificate = { readonly cert: string; readonly key: string };

/** How long the certificate of a site authority holds. */
export const AUTHORITY_LIFE: Seconds = 30 * 365 * DAY;

/** How long a server certificate holds; browsers accept no more than 398 days. */
export const LEAF_LIFE: Seconds = 397 * DAY;

/** A P-256 private key, PKCS#8 in PEM. */
export function createTlsKey(): string {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' })
    .privateKey.export({ type: 'pkcs8', format: 'pem' })
    .toString();
}

/** The pin of a certificate or key in PEM: base64url of SHA-256 of its SPKI in DER (protocol.md section 5). */
export function spkiPin(source: string): string {
  const key = source.includes('-----BEGIN CERTIFICATE-----')
    ? new X509Certificate(source).publicKey
    : createPublicKey(source);
  return createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('base64url');
}

/** From when until when a certificate holds. */
export function validityOf(cert: string): { readonly from: EpochSeconds; readonly until: EpochSeconds } {
  const { validFromDate, validToDate } = new X509Certificate(cert);
  return { from: Math.floor(validFromDate.getTime() / 1000), until: Math.floor(validToDate.getTime() / 1000) };
}
