import { createHash, X509Certificate } from 'node:crypto';
import type { Session } from 'electron';

/** What Chromium is answered: take it, or judge by itself. */
const TAKE = 0;
const JUDGE = -3;

/**
 * A console on the LAN shows a certificate of the site's own authority, which no system knows. Over the socket the server
 * said which keys are its own: only these are taken.
 */
export function trustOwnCertificate(
  session: Pick<Session, 'setCertificateVerifyProc'>,
  pins: () => readonly string[],
): void {
  session.setCertificateVerifyProc(({ certificate }, answer) => {
    answer(isPinned(certificate.data, pins()) ? TAKE : JUDGE);
  });
}

/** @param pins SHA-256 of public keys (SPKI), base64url */
export function isPinned(pem: string, pins: readonly string[]): boolean {
  try {
    const key = new X509Certificate(pem).publicKey.export({ type: 'spki', format: 'der' });
    return pins.includes(createHash('sha256').update(key).digest('base64url'));
  } catch {
    return false;
  }
}
