/**
 * Makes the frozen test vectors in `test/vectors`: good and hostile tokens and files under fixed keys, each with what a
 * verifier makes of it. It was run once, before the first release: to run it again is to change the protocol. Only the sealed
 * bundle differs from run to run.
 *
 *     node build/make-vectors.ts
 */
import { createHmac } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { deflateRawSync, gzipSync } from 'node:zlib';
import { CompactEncrypt, importJWK } from 'jose';
import { type Case, hostileCases, type TokenSet } from './vectors/hostile.ts';
import * as keys from './vectors/keys.ts';
import { base64url, nextVendor, sealing, sha256, signed, site, stranger, tokenOf, vendor } from './vectors/keys.ts';
import { licenseCases } from './vectors/licenses.ts';
import * as payloads from './vectors/payloads.ts';

const folder = new URL('../test/vectors/', import.meta.url);
mkdirSync(folder, { recursive: true });

const { nextSite } = keys;
const named = { vendor, nextVendor, site, nextSite, stranger, sealing };

write(
  'keys',
  Object.fromEntries(
    Object.entries(named).map(([name, { jwk, privateJwk, thumbprint, kid }]) => [
      name,
      { jwk, privateJwk, thumbprint, kid },
    ]),
  ),
);

writeTokens('delegation', vendorToken('delegation+jwt', payloads.delegation, 'file_unknown', 'grants'), [
  accepted('by the only key', signed('delegation+jwt', payloads.delegation, vendor), ['vendor']),
  accepted('by one of several keys', signed('delegation+jwt', payloads.delegation, vendor), ['nextVendor', 'vendor']),
  accepted(
    'unknown claims are ignored',
    signed('delegation+jwt', { ...payloads.delegation, later: { a: 1 } }, vendor),
    ['vendor'],
  ),
  refusedCase(
    'site key of small order',
    signed('delegation+jwt', { ...payloads.delegation, cnf: { jwk: smallOrderKey() } }, vendor),
    'file_unknown',
    'cnf.jwk',
  ),
  refusedCase(
    'site key with its private part',
    signed('delegation+jwt', { ...payloads.delegation, cnf: { jwk: site.privateJwk } }, vendor),
    'file_unknown',
    'cnf.jwk',
  ),
]);

writeTokens('lease', siteToken('lease+jwt', payloads.lease, 'lease_invalid', 'items'), [
  accepted('every field', signed('lease+jwt', payloads.lease, site), ['site']),
  accepted('offline', signed('lease+jwt', payloads.offlineLease, site), ['site']),
  accepted('without kid', tokenOf({ alg: 'EdDSA', typ: 'lease+jwt' }, payloads.lease, site), ['nextSite', 'site']),
  refusedBy(
    'site',
    'ends when it begins',
    signed('lease+jwt', { ...payloads.lease, exp: payloads.AT }, site),
    'lease_invalid',
    'exp',
  ),
  refusedBy('site', 'no items', signed('lease+jwt', { ...payloads.lease, items: [] }, site), 'lease_invalid', 'items'),
  refusedBy(
    'site',
    'seq without hash',
    signed('lease+jwt', { ...payloads.lease, seq: '123456' }, site),
    'lease_invalid',
    'seq',
  ),
]);

writeTokens('denial-proof', siteToken('denial+jwt', payloads.denial, 'unreachable', 'code'), [
  accepted('of the quota', signed('denial+jwt', payloads.denial, site), ['site']),
  refusedBy(
    'site',
    'a code that is no denial',
    signed('denial+jwt', { ...payloads.denial, code: 'overloaded' }, site),
    'unreachable',
    'code',
  ),
  refusedBy(
    'site',
    'a code of no registry',
    signed('denial+jwt', { ...payloads.denial, code: 'toString' }, site),
    'unreachable',
    'code',
  ),
]);

writeTokens('site-statement', siteToken('site+jwt', payloads.statement, 'unreachable', 'servers'), [
  accepted('two servers and two pins', signed('site+jwt', payloads.statement, site), ['site']),
  accepted(
    'plain http on loopback',
    signed('site+jwt', { ...payloads.statement, servers: ['http://127.0.0.1:4870'], tls: [] }, site),
    ['site'],
  ),
  refusedBy(
    'site',
    'a pin with trailing bits',
    signed('site+jwt', { ...payloads.statement, tls: [`${site.thumbprint.slice(0, -1)}B`] }, site),
    'unreachable',
    'tls[0]',
  ),
]);

writeTokens('acknowledgement', vendorToken('ack+jwt', payloads.acknowledgement, 'file_unknown', 'epoch'), [
  accepted('every field', signed('ack+jwt', payloads.acknowledgement, vendor), ['vendor']),
  accepted('of no bundle', signed('ack+jwt', payloads.acknowledgementOfNothing, vendor), ['vendor']),
  accepted('with a fork', signed('ack+jwt', payloads.forkAcknowledgement, vendor), ['vendor']),
  refusedCase(
    'of a bundle without its digest',
    signed('ack+jwt', { ...payloads.acknowledgementOfNothing, seq: 1 }, vendor),
    'file_unknown',
    'digest',
  ),
  refusedCase(
    'a negative number',
    signed('ack+jwt', { ...payloads.acknowledgement, seq: -1 }, vendor),
    'file_unknown',
    'seq',
  ),
]);

const laterCard = { ...payloads.card, iat: payloads.AT + 1, jwks: { keys: [nextVendor.jwk, sealing.jwk, vendor.jwk] } };
writeTokens('vendor-card', vendorToken('vendor-card+jwt', payloads.card, 'file_unknown', 'name'), [
  accepted('first card, by its own first key', signed('vendor-card+jwt', payloads.card, vendor), []),
  accepted('later card, by the key trusted so far', signed('vendor-card+jwt', laterCard, vendor), ['vendor']),
  accepted(
    'keys of other types are left out',
    signed(
      'vendor-card+jwt',
      {
        ...payloads.card,
        jwks: { keys: [vendor.jwk, sealing.jwk, { kty: 'AKP', use: 'sig', alg: 'ML-DSA-44', pub: 'AA' }] },
      },
      vendor,
    ),
    [],
  ),
  {
    title: 'first card by a key that is not its first',
    text: signed('vendor-card+jwt', laterCard, vendor),
    keys: [],
    outcome: 'signature_invalid',
  },
  {
    title: 'later card by a new key only',
    text: signed('vendor-card+jwt', laterCard, nextVendor),
    keys: ['vendor'],
    outcome: 'signature_invalid',
  },
  {
    title: 'without a sealing key',
    text: signed('vendor-card+jwt', { ...payloads.card, jwks: { keys: [vendor.jwk] } }, vendor),
    keys: [],
    outcome: 'file_unknown',
    field: 'jwks.keys',
  },
  {
    title: 'a key without use',
    text: signed(
      'vendor-card+jwt',
      { ...payloads.card, jwks: { keys: [{ ...vendor.jwk, use: undefined }, sealing.jwk] } },
      vendor,
    ),
    keys: [],
    outcome: 'file_unknown',
    field: 'jwks.keys[0]',
  },
  {
    title: 'a private key',
    text: signed('vendor-card+jwt', { ...payloads.card, jwks: { keys: [vendor.privateJwk, sealing.jwk] } }, vendor),
    keys: [],
    outcome: 'file_unknown',
    field: 'jwks.keys[0]',
  },
  {
    title: 'a sealing key off the curve',
    text: signed(
      'vendor-card+jwt',
      { ...payloads.card, jwks: { keys: [vendor.jwk, { ...sealing.jwk, y: sealing.jwk.x }] } },
      vendor,
    ),
    keys: [],
    outcome: 'file_unknown',
    field: 'jwks.keys[1]',
  },
]);

const request = payloads.activationRequest;
writeTokens('activation-request', { ...siteToken('activation-request+jwt', request, 'file_unknown', 'app') }, [
  accepted('by the key in it', signed('activation-request+jwt', request, site), []),
  accepted(
    'after a change of keys',
    signed('activation-request+jwt', payloads.activationRequestAfterKeyChange, nextSite),
    [],
  ),
  {
    title: 'site UUID in upper case',
    text: signed('activation-request+jwt', { ...request, iss: payloads.SITE.toUpperCase() }, site),
    keys: [],
    outcome: 'file_unknown',
    field: 'iss',
  },
  {
    title: 'machine hash in upper case',
    text: signed(
      'activation-request+jwt',
      { ...request, machines: [{ kind: 'linux-machine-id', hash: '0123456789ABCDEF0123456789abcdef' }] },
      site,
    ),
    keys: [],
    outcome: 'file_unknown',
    field: 'machines[0].hash',
  },
]);

write('license', {
  typ: 'license+jwt',
  cases: [
    ...licenseCases(),
    ...hostileCases(vendorToken('license+jwt', payloads.license, 'license_malformed', 'items')),
  ],
});

await writeBundle();
write('machine-hash', machineHashes());
write('device-uuid', deviceUuids());
write('qr', {
  json: '{"typ":"device-return"}',
  text: `CW1:${deflateRawSync('{"typ":"device-return"}').toString('base64url')}`,
});
write('lease-chain', {
  vendor: vendor.jwk,
  delegation: signed('delegation+jwt', payloads.delegation, vendor),
  lease: signed('lease+jwt', payloads.lease, site),
  payload: payloads.lease,
});

function write(name: string, content: unknown): void {
  writeFileSync(new URL(`${name}.json`, folder), `${JSON.stringify(content, null, 2)}\n`);
}

function writeTokens(name: string, set: TokenSet, cases: readonly Case[]): void {
  write(name, { typ: set.typ, cases: [...cases, ...hostileCases(set)] });
}

function vendorToken(typ: string, payload: object, malformed: string, required: string): TokenSet {
  return { typ, payload, by: vendor, signer: 'vendor', malformed, untrusted: 'signature_invalid', required };
}

function siteToken(typ: string, payload: object, malformed: string, required: string): TokenSet {
  return { typ, payload, by: site, signer: 'site', malformed, untrusted: 'signature_invalid', required };
}

function accepted(title: string, text: string, trusted: readonly string[]): Case {
  return { title, text, keys: trusted, outcome: 'accepted' };
}

function refusedCase(title: string, text: string, outcome: string, field: string): Case {
  return refusedBy('vendor', title, text, outcome, field);
}

function refusedBy(key: string, title: string, text: string, outcome: string, field: string): Case {
  return { title, text, keys: [key], outcome, field };
}

/** The point of order 8 with this ordinate: anyone can sign for it. */
function smallOrderKey(): object {
  const point = Buffer.from('26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05', 'hex');
  return { kty: 'OKP', crv: 'Ed25519', x: point.toString('base64url'), use: 'sig' };
}

async function writeBundle(): Promise<void> {
  const lines = bundleLines();
  const packed = gzipSync(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  const header = { alg: 'EdDSA', typ: 'sync+jws', kid: site.kid, iss: payloads.SITE, aud: payloads.VENDOR };
  const jws = tokenOf(header, packed, site);
  const [head = '', body = '', mark = ''] = jws.split('.');
  const key = await importJWK({ ...sealing.jwk }, 'ECDH-ES+A256KW');
  const sealed = await new CompactEncrypt(Buffer.from(jws))
    .setProtectedHeader({ alg: 'ECDH-ES+A256KW', enc: 'A256GCM', cty: 'sync+jws', kid: sealing.kid })
    .encrypt(key);
  const flipped = Buffer.from(mark, 'base64url');
  flipped[0] = (flipped[0] ?? 0) ^ 1;
  const cases: readonly Case[] = [
    accepted('by the site', jws, ['site']),
    accepted('by one of the keys the site had', jws, ['nextSite', 'site']),
    refusedBundle('of a site known with another key', jws, 'site_conflict', ['nextSite']),
    refusedBundle('signature flipped', `${head}.${body}.${flipped.toString('base64url')}`, 'bundle_edited'),
    refusedBundle('content edited', `${head}.${base64url(gzipSync('{}'))}.${mark}`, 'bundle_edited'),
    refusedBundle('cut', jws.slice(0, -20), 'bundle_edited'),
    {
      ...refusedBundle('another typ', tokenOf({ ...header, typ: 'sync+jwt' }, packed, site), 'bundle_edited'),
      field: 'typ',
    },
    {
      ...refusedBundle('no site', tokenOf({ ...header, iss: undefined }, packed, site), 'bundle_edited'),
      field: 'iss',
    },
    {
      ...refusedBundle(
        'vendor of another spelling',
        tokenOf({ ...header, aud: 'ACME' }, packed, site),
        'bundle_edited',
      ),
      field: 'aud',
    },
    {
      ...refusedBundle('embedded jwk', tokenOf({ ...header, jwk: site.jwk }, packed, site), 'signature_invalid'),
      field: 'jwk',
    },
    {
      ...refusedBundle('alg none', tokenOf({ ...header, alg: 'none' }, packed, site), 'signature_invalid'),
      field: 'alg',
    },
  ];
  write('sync-bundle', { typ: 'sync+jws', lines, digest: sha256(jws).toString('base64url'), sealed, cases });
}

function refusedBundle(title: string, text: string, outcome: string, trusted: readonly string[] = ['site']): Case {
  return { title, text, keys: trusted, outcome };
}

function bundleLines(): readonly object[] {
  const device = payloads.lease.sub;
  return [
    {
      t: 'header',
      vendor: payloads.VENDOR,
      site: payloads.SITE,
      epoch: 1,
      seq: 3,
      prev: nextSite.thumbprint,
      made: payloads.AT,
      clock: { trusted: true, mark: payloads.AT },
      ledger: { from: 1, to: 42, hashFrom: site.thumbprint, hashTo: nextSite.thumbprint, rolledBack: false },
      app: 'causeway/1.2.3',
    },
    {
      t: 'item',
      id: 'it-1',
      organization: '200001',
      product: 'barcode-reader',
      metric: 'device',
      quota: 50,
      term: { start: payloads.AT, end: payloads.END },
      used: 12,
      registered: 1,
      peak: 1,
      overageSpent: 0,
      state: 'ok',
    },
    {
      t: 'device',
      device,
      platform: 'linux',
      deployment: 'desktop',
      os: 'Debian 12',
      first: payloads.AT,
      last: payloads.AT + 60,
      items: ['it-1'],
    },
    { t: 'usage', item: 'it-1', term: payloads.AT, day: '2026-05-28', device, feature: 'qr', count: 12 },
    { t: 'denial', day: '2026-05-28', code: 'quota_exhausted', handshake: '200001-default', count: 2 },
    { t: 'event', height: 42, at: payloads.AT, kind: 'import', data: { serial: 7 } },
    { t: 'end', lines: 7 },
  ];
}

function machineHashes(): readonly object[] {
  const identifiers = [
    [payloads.SITE, '4c4c4544-0042-4b10-8051-b4c04f4a3032'],
    [payloads.VENDOR, 'b08dfa6083e7567a1921a715000001fb'],
    [payloads.VENDOR, '00330-80000-00000-AA123'],
  ] as const;
  return identifiers.map(([key, identifier]) => ({
    key,
    identifier,
    hash: createHmac('sha256', key).update(identifier).digest('hex').slice(0, 32),
  }));
}

function deviceUuids(): readonly object[] {
  return ['AAAAAAAAAAAAAAAAAAAAAA', '_____________________w', 'AAECAwQFBgcICQoLDA0ODw'].map((key) => {
    const bytes = sha256(Buffer.from(key, 'base64url')).subarray(0, 16);
    bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
    bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
    return { key, uuid: bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5') };
  });
}
