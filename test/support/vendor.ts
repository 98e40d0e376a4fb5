import { generateKeyPairSync, hash, type KeyObject } from 'node:crypto';
import { compactDecrypt } from 'jose';
import { createSigner } from '../../dls/identity/sign.ts';
import type { EpochSeconds } from '../../licensing/time.ts';
import { type BundleLine, readBundleLines, verifyBundleToken } from '../../protocol/bundle.ts';
import type { PublicKey, TrustedKey } from '../../protocol/jwk.ts';

/** A small vendor with real keys, for tests: makes cards, license files and acknowledgements, opens bundles. */
export type TestVendor = {
  readonly id: string;
  /** Newest last. */
  readonly signing: readonly TestKey[];
  readonly sealing: TestKey;
};

export type TestKey = TrustedKey & { readonly kid: string; readonly privateKey: KeyObject };

/** The site that files are made for, as its activation request names it. */
export type SiteOfTest = {
  readonly site: string;
  readonly current: { readonly thumbprint: string; readonly jwk: PublicKey };
};

/** An item of a license file; what is left out is an ordinary `device` item. */
export type TestItem = Readonly<Record<string, unknown>>;

export type TestLicense = {
  readonly site: SiteOfTest;
  readonly organization?: string;
  readonly serial?: number;
  readonly iat?: EpochSeconds;
  readonly jti?: string;
  readonly items?: readonly TestItem[];
  /** Signs with another key than the newest. */
  readonly key?: TestKey;
  /** Replaces or adds claims at the very end. */
  readonly claims?: Readonly<Record<string, unknown>>;
};

export type TestAcknowledgement = {
  readonly site: SiteOfTest;
  readonly epoch: number;
  readonly seq: number;
  readonly digest?: string | null;
  readonly iat?: EpochSeconds;
  readonly key?: TestKey;
  readonly claims?: Readonly<Record<string, unknown>>;
};

/** 2026-06-01T00:00:00Z, the day on which most tests begin: the start of a day, an hour and a slot. */
export const testStart: EpochSeconds = 1_780_272_000;

export function createVendor(id = 'acme-vision'): TestVendor {
  return { id, signing: [signingKey()], sealing: sealingKey() };
}

/** The same vendor with one more signing key, which is the newest then. */
export function rotateVendor(vendor: TestVendor): TestVendor {
  return { ...vendor, signing: [...vendor.signing, signingKey()] };
}

export function newestKey(vendor: TestVendor): TestKey {
  return vendor.signing.at(-1) as TestKey;
}

/** A card that lists every key, the newest first, signed by the first of the card unless `key` says otherwise. */
export function makeCard(
  vendor: TestVendor,
  options: {
    readonly iat?: EpochSeconds;
    readonly key?: TestKey;
    readonly claims?: Readonly<Record<string, unknown>>;
  } = {},
): string {
  const keys = [...vendor.signing.toReversed(), vendor.sealing].map(({ jwk }) => jwk);
  const card = { iss: vendor.id, name: `${vendor.id} Ltd`, iat: options.iat ?? testStart - 1000, jwks: { keys } };
  return signToken(options.key ?? newestKey(vendor), 'vendor-card+jwt', { ...card, ...options.claims });
}

export function makeItem(id: string, claims: TestItem = {}): TestItem {
  return {
    id,
    product: 'barcode-reader',
    name: 'Barcode Reader',
    metric: 'device',
    quota: 10,
    features: ['1d', 'qr'],
    start: testStart - 86_400,
    end: testStart + 365 * 86_400,
    ...claims,
  };
}

/** A license file with card and delegations, one item `it-1` unless told otherwise. */
export function makeLicense(vendor: TestVendor, input: TestLicense): string {
  const { site, organization = '200001', serial = 1, iat = testStart - 500 } = input;
  const items = input.items ?? [makeItem('it-1')];
  const license = {
    iss: vendor.id,
    sub: organization,
    aud: site.site,
    jti: input.jti ?? `LIC-${organization}-${serial}`,
    iat,
    serial,
    licensee: 'Harbor Plant',
    cnf: { jkt: site.current.thumbprint },
    card: makeCard(vendor),
    delegations: vendor.signing.map((key) => makeDelegation(vendor, { site, items, iat, organization, key })),
    items,
    ...input.claims,
  };
  return signToken(input.key ?? newestKey(vendor), 'license+jwt', license);
}

type TestDelegation = {
  readonly site: SiteOfTest;
  readonly items: readonly TestItem[];
  readonly iat: EpochSeconds;
  readonly organization: string;
  readonly key?: TestKey;
  readonly claims?: Readonly<Record<string, unknown>>;
};

export function makeDelegation(vendor: TestVendor, input: TestDelegation): string {
  const until = (item: TestItem): number => Number(item.end) + 7 * 86_400;
  const grants = input.items.map((item) => ({
    product: item.product,
    features: item.features,
    until: until(item),
  }));
  const delegation = {
    iss: vendor.id,
    sub: input.site.site,
    iat: input.iat,
    exp: Math.max(input.iat + 400 * 86_400, ...input.items.map(until)),
    cnf: { jwk: input.site.current.jwk },
    org: [input.organization],
    grants,
  };
  return signToken(input.key ?? newestKey(vendor), 'delegation+jwt', { ...delegation, ...input.claims });
}

export function makeAcknowledgement(vendor: TestVendor, input: TestAcknowledgement): string {
  const { site, epoch, seq, iat = testStart } = input;
  const acknowledgement = {
    iss: vendor.id,
    aud: site.site,
    iat,
    jti: `ACK-${epoch}-${seq}-${iat}`,
    epoch,
    seq,
    ...(input.digest !== undefined && { digest: input.digest }),
    ...input.claims,
  };
  return signToken(input.key ?? newestKey(vendor), 'ack+jwt', acknowledgement);
}

/** Opens a sealed bundle as its vendor and verifies it down to the site's key. */
export async function openBundle(
  vendor: TestVendor,
  sealed: Uint8Array,
  siteKeys: readonly TrustedKey[],
): Promise<{ readonly token: string; readonly digest: string; readonly lines: readonly BundleLine[] }> {
  const { plaintext } = await compactDecrypt(Buffer.from(sealed).toString('latin1').trim(), vendor.sealing.privateKey);
  const token = Buffer.from(plaintext).toString('latin1');
  const bundle = await verifyBundleToken(token, siteKeys);
  const lines: BundleLine[] = [];
  for await (const line of readBundleLines(bundle.packed)) lines.push(line);
  return { token, digest: bundle.digest, lines };
}

export function signToken(key: TestKey, typ: string, payload: unknown): string {
  return createSigner(key).signNow(typ, typeof payload === 'string' ? payload : JSON.stringify(payload));
}

function signingKey(): TestKey {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const { x = '' } = publicKey.export({ format: 'jwk' });
  return keyOf({ kty: 'OKP', crv: 'Ed25519', x, use: 'sig' }, { crv: 'Ed25519', kty: 'OKP', x }, privateKey);
}

function sealingKey(): TestKey {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  return keyOf({ kty: 'EC', crv: 'P-256', x, y, use: 'enc' }, { crv: 'P-256', kty: 'EC', x, y }, privateKey);
}

function keyOf(jwk: PublicKey, required: Readonly<Record<string, string>>, privateKey: KeyObject): TestKey {
  const thumbprint = hash('sha256', JSON.stringify(required), 'base64url');
  return { jwk, thumbprint, kid: thumbprint.slice(0, 8), privateKey };
}
