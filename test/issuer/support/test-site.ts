import { createHash, generateKeyPairSync, type KeyObject, randomUUID, sign } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { CompactEncrypt, calculateJwkThumbprint, importJWK, type JWK } from 'jose';

/** A site as the vendor meets it: keys, activation requests and sync bundles, written from the spec alone. */
export type TestSite = { readonly uuid: string; readonly key: SiteKey };

export type SiteKey = { readonly privateKey: KeyObject; readonly jwk: JWK; readonly thumbprint: string };

/** A vendor's public keys as its card tells them. */
export type CardKeys = { readonly vendor: string; readonly sealing: JWK };

export type BundleOptions = {
  readonly epoch?: number;
  readonly seq?: number;
  readonly prev?: string | null;
  /** Lines between header and end. */
  readonly lines?: readonly object[];
  readonly made?: number;
  readonly header?: Readonly<Record<string, unknown>>;
  /** Replaces what is packed. */
  readonly content?: Buffer;
  readonly aud?: string;
  readonly key?: SiteKey;
  readonly sealing?: JWK;
  /** Header of the JWE beside `alg`, `enc` and `cty`. */
  readonly sealedHeader?: Readonly<Record<string, unknown>>;
};

export type TestBundle = { readonly file: string; readonly jws: string; readonly digest: string };

export async function createTestSite(uuid: string = randomUUID()): Promise<TestSite> {
  return { uuid, key: await createSiteKey() };
}

export async function createSiteKey(): Promise<SiteKey> {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const jwk = publicKey.export({ format: 'jwk' }) as JWK;
  return { privateKey, jwk, thumbprint: await calculateJwkThumbprint(jwk) };
}

/** An activation request; `previous` is the key that the site had before and that vouches for the present one. */
export function activationRequest({ uuid, key }: TestSite, previous?: SiteKey): string {
  const prev =
    previous === undefined ? undefined : jws({ typ: 'activation-prev+jws' }, Buffer.from(key.thumbprint), previous);
  return jws(
    { typ: 'activation-request+jwt' },
    json({
      iss: uuid,
      iat: 1_780_000_000,
      jti: randomUUID(),
      jwks: { keys: [{ ...key.jwk, use: 'sig' }] },
      machines: [
        { kind: 'linux-machine-id', hash: '0123456789abcdef0123456789abcdef' },
        { kind: 'windows-product-id', hash: 'fedcba9876543210fedcba9876543210' },
      ],
      app: 'causeway/1.2.3',
      protocol: [1],
      prev,
    }),
    key,
  );
}

/** A sync bundle, number 1 of epoch 1 unless told otherwise. */
export async function makeBundle(site: TestSite, card: CardKeys, options: BundleOptions = {}): Promise<TestBundle> {
  const { epoch = 1, seq = 1, prev = null, lines = [], made = 1_780_100_000 } = options;
  const header = {
    ...{ t: 'header', vendor: card.vendor, site: site.uuid, epoch, seq, prev, made },
    clock: { trusted: true, mark: made },
    ledger: {
      from: 10 * (seq - 1),
      to: 10 * seq,
      hashFrom: hashAt(10 * (seq - 1)),
      hashTo: hashAt(10 * seq),
      rolledBack: false,
    },
    app: 'causeway/1.2.3',
    ...options.header,
  };
  const content = options.content ?? gzipSync(ndjson([header, ...lines, { t: 'end', lines: lines.length + 2 }]));
  const token = jws(
    { typ: 'sync+jws', iss: site.uuid, aud: options.aud ?? card.vendor },
    content,
    options.key ?? site.key,
  );
  return {
    file: await seal(token, options.sealing ?? card.sealing, options.sealedHeader),
    jws: token,
    digest: digest(token),
  };
}

/** Bundles 1 to `count` of one epoch, each naming the one before. */
export async function makeChain(
  site: TestSite,
  card: CardKeys,
  linesOf: readonly (readonly object[])[],
  start: { readonly epoch: number; readonly prev: string | null } = { epoch: 1, prev: null },
): Promise<TestBundle[]> {
  const bundles: TestBundle[] = [];
  for (const [index, lines] of linesOf.entries()) {
    const prev = bundles.at(-1)?.digest ?? start.prev;
    bundles.push(await makeBundle(site, card, { epoch: start.epoch, seq: index + 1, prev, lines }));
  }
  return bundles;
}

/** Seals a JWS to a vendor as any site, or anybody, can. */
export async function seal(
  token: string,
  sealing: JWK,
  header: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  return new CompactEncrypt(Buffer.from(token, 'ascii'))
    .setProtectedHeader({ alg: 'ECDH-ES+A256KW', enc: 'A256GCM', cty: 'sync+jws', ...header })
    .encrypt(await importJWK(sealing, 'ECDH-ES+A256KW'));
}

/** A usage line. */
export function usageLine(device: string, count: number, more: Readonly<Record<string, unknown>> = {}): object {
  return { t: 'usage', item: 'it-1', term: 1_780_000_000, day: '2026-06-01', device, feature: 'qr', count, ...more };
}

/** An item line. */
export function itemLine(more: Readonly<Record<string, unknown>> = {}): object {
  return {
    ...{ t: 'item', id: 'it-1', organization: '200001', product: 'barcode-reader', metric: 'usage', quota: 1000 },
    ...{
      term: { start: 1_780_000_000, end: 1_811_536_000 },
      used: 12,
      registered: 0,
      peak: 0,
      overageSpent: 0,
      state: 'ok',
    },
    ...more,
  };
}

/** The nth device. */
export function deviceUuid(n: number): string {
  return `00000000-0000-8000-8000-${String(n).padStart(12, '0')}`;
}

export function jws(header: object, payload: Buffer, key: SiteKey): string {
  const protectedHeader = json({ alg: 'EdDSA', kid: key.thumbprint.slice(0, 8), ...header });
  const input = `${protectedHeader.toString('base64url')}.${payload.toString('base64url')}`;
  return `${input}.${sign(null, Buffer.from(input), key.privateKey).toString('base64url')}`;
}

/** Header and payload of a compact JWS, unverified. */
export function decodeJws(token: string): {
  readonly header: Record<string, unknown>;
  readonly payload: Record<string, unknown>;
} {
  const [header = '', payload = ''] = token.trim().split('.');
  const read = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString('utf8')) as Record<string, unknown>;
  return { header: read(header), payload: read(payload) };
}

export function ndjson(lines: readonly object[]): Buffer {
  return Buffer.from(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
}

export function digest(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

function hashAt(height: number): string {
  return createHash('sha256').update(String(height)).digest('base64url');
}

function json(value: object): Buffer {
  return Buffer.from(JSON.stringify(value));
}
