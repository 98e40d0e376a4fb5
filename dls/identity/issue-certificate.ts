// tsyringe inside @peculiar/x509 wants it loaded first.
import 'reflect-metadata';
import { createPublicKey, randomBytes, X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  type Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509CertificateGenerator,
} from '@peculiar/x509';
import { DAY, type EpochSeconds, type Seconds } from '../../licensing/time.ts';
import { AUTHORITY_LIFE, type Certificate, LEAF_LIFE } from './certificate.ts';

/** What an authority certificate says. */
export type AuthorityInput = { readonly key: string; readonly name: string; readonly now: EpochSeconds };

/** Makes the self-signed certificate of a site authority; it may sign server certificates and nothing else. */
export async function issueAuthority({ key, name, now }: AuthorityInput): Promise<Certificate> {
  const keys = await keyPairOf(key);
  const certificate = await X509CertificateGenerator.createSelfSigned({
    serialNumber: serialNumber(),
    name: [{ CN: [name] }],
    ...validity(now, AUTHORITY_LIFE),
    keys,
    signingAlgorithm: algorithm,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { cert: pem(certificate.toString('pem')), key };
}

/** What a server certificate says. `names`: host names and addresses. */
export type LeafInput = AuthorityInput & { readonly authority: Certificate; readonly names: readonly string[] };

/** Makes a server certificate by a site authority. The same `key` keeps the same pin. */
export async function issueLeaf({ key, name, names, authority, now }: LeafInput): Promise<Certificate> {
  const [keys, signer] = await Promise.all([keyPairOf(key), keyPairOf(authority.key)]);
  const alternatives = names.map((value) => ({ type: isIP(value) === 0 ? ('dns' as const) : ('ip' as const), value }));
  const extensions: Extension[] = [
    new BasicConstraintsExtension(false, undefined, true),
    new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
    new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
    new SubjectAlternativeNameExtension(alternatives),
    await SubjectKeyIdentifierExtension.create(keys.publicKey),
    await AuthorityKeyIdentifierExtension.create(signer.publicKey),
  ];
  const certificate = await X509CertificateGenerator.create({
    serialNumber: serialNumber(),
    subject: [{ CN: [name] }],
    issuer: new X509Certificate(authority.cert).subject,
    ...validity(now, LEAF_LIFE),
    publicKey: keys.publicKey,
    signingKey: signer.privateKey,
    signingAlgorithm: algorithm,
    extensions,
  });
  return { cert: pem(certificate.toString('pem')), key };
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

/** Backdated by a day, since the clocks of browsers on the LAN differ from this one. */
function validity(now: EpochSeconds, life: Seconds): { readonly notBefore: Date; readonly notAfter: Date } {
  const from = now - DAY;
  return { notBefore: new Date(from * 1000), notAfter: new Date((from + life) * 1000) };
}

/** A positive number of 128 bits, never starting with a zero byte. */
function serialNumber(): string {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return bytes.toString('hex');
}

async function keyPairOf(key: string): Promise<CryptoKeyPair> {
  const { subtle } = globalThis.crypto;
  const pkcs8 = Buffer.from(key.replace(/-----[A-Z ]+-----|\s/g, ''), 'base64');
  const spki = createPublicKey(key).export({ type: 'spki', format: 'der' });
  const [privateKey, publicKey] = await Promise.all([
    subtle.importKey('pkcs8', pkcs8, algorithm, true, ['sign']),
    subtle.importKey('spki', spki, algorithm, true, ['verify']),
  ]);
  return { privateKey, publicKey };
}

/** PEM ends in a line break, so that certificates can be written one after the other. */
function pem(text: string): string {
  return `${text.trimEnd()}\n`;
}
