import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import type { EpochSeconds } from '../../licensing/time.ts';
import { type Certificate, validityOf } from './certificate.ts';
import { IdentityError } from './identity-error.ts';

/**
 * Looks at what an administrator wants the listeners to present, and puts the certificate of the key first. Throws
 * IdentityError `request_malformed` with what is wrong with it.
 */
export function chooseInstalled({ cert, key }: Certificate, now: EpochSeconds): Certificate {
  const privateKey = parseKey(key);
  const chain = parseChain(cert);
  const own = chain.find(({ certificate }) => certificate.checkPrivateKey(privateKey));
  if (own === undefined)
    throw refused('None of the certificates belongs to this key. Choose the pair that was made together.');
  checkStrength(privateKey);
  if (own.certificate.ca)
    throw refused('This is the certificate of an authority. Choose a server certificate that it issued.');
  const { from, until } = validityOf(own.pem);
  if (until <= now) throw refused('This certificate has expired. Choose a renewed one.');
  if (from > now)
    throw refused('This certificate does not hold yet. Check the time of this server, or wait for its first day.');
  const ordered = [own, ...chain.filter((link) => link !== own)];
  return {
    cert: ordered.map((link) => link.pem).join(''),
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

function parseKey(key: string): KeyObject {
  try {
    return createPrivateKey(key);
  } catch (error) {
    const encrypted = key.includes('ENCRYPTED');
    throw refused(
      encrypted
        ? 'This private key is encrypted. Decrypt it first, for example with "openssl pkey -in site.key -out plain.key".'
        : 'This is not a private key in PEM. Choose the file that begins with "-----BEGIN PRIVATE KEY-----".',
      error,
    );
  }
}

function parseChain(cert: string): readonly { readonly certificate: X509Certificate; readonly pem: string }[] {
  const blocks = cert.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  if (blocks.length === 0)
    throw refused('This is not a certificate in PEM. Choose the file that begins with "-----BEGIN CERTIFICATE-----".');
  try {
    return blocks.map((pem) => ({ certificate: new X509Certificate(pem), pem: `${pem}\n` }));
  } catch (error) {
    throw refused('One of the certificates is damaged. Export it again.', error);
  }
}

/** What every browser and both TLS libraries accept. */
function checkStrength(key: KeyObject): void {
  const { modulusLength = 0, namedCurve } = key.asymmetricKeyDetails ?? {};
  const strong =
    key.asymmetricKeyType === 'rsa' ? modulusLength >= 2048 : namedCurve === 'prime256v1' || namedCurve === 'secp384r1';
  if (!strong) throw refused('Browsers do not accept this key. Use RSA with at least 2048 bits, P-256 or P-384.');
}

function refused(message: string, cause?: unknown): IdentityError {
  return new IdentityError('request_malformed', message, { cause });
}
