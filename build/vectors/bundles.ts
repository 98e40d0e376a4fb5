import { gzipSync } from 'node:zlib';
import { CompactEncrypt, importJWK } from 'jose';
import type { Case } from './hostile.ts';
import { base64url, nextSite, sealing, sha256, site, tokenOf } from './keys.ts';
import * as payloads from './payloads.ts';

/** The bundle, its lines, its digest, its sealed form, and what a verifier makes of changed ones. */
export async function bundleVectors(): Promise<object> {
  const lines = bundleLines();
  const packed = gzipSync(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  const header = { alg: 'EdDSA', typ: 'sync+jws', kid: site.kid, iss: payloads.SITE, aud: payloads.VENDOR };
  const jws = tokenOf(header, packed, site);
  const key = await importJWK({ ...sealing.jwk }, 'ECDH-ES+A256KW');
  const sealed = await new CompactEncrypt(Buffer.from(jws))
    .setProtectedHeader({ alg: 'ECDH-ES+A256KW', enc: 'A256GCM', cty: 'sync+jws', kid: sealing.kid })
    .encrypt(key);
  const cases = bundleCases(header, packed);
  return { typ: 'sync+jws', lines, digest: sha256(jws).toString('base64url'), sealed, cases };
}

function bundleCases(header: object, packed: Buffer): readonly Case[] {
  const jws = tokenOf(header, packed, site);
  const [head = '', body = '', mark = ''] = jws.split('.');
  const flipped = Buffer.from(mark, 'base64url');
  flipped[0] = (flipped[0] ?? 0) ^ 1;
  const with_ = (change: object) => tokenOf({ ...header, ...change }, packed, site);
  return [
    { title: 'by the site', text: jws, keys: ['site'], outcome: 'accepted' },
    { title: 'by one of the keys the site had', text: jws, keys: ['nextSite', 'site'], outcome: 'accepted' },
    { title: 'of a site known with another key', text: jws, keys: ['nextSite'], outcome: 'site_conflict' },
    edited('signature flipped', `${head}.${body}.${flipped.toString('base64url')}`),
    edited('content edited', `${head}.${base64url(gzipSync('{}'))}.${mark}`),
    edited('cut', jws.slice(0, -20)),
    edited('another typ', with_({ typ: 'sync+jwt' }), 'typ'),
    edited('no site', with_({ iss: undefined }), 'iss'),
    edited('vendor of another spelling', with_({ aud: 'ACME' }), 'aud'),
    { ...edited('embedded jwk', with_({ jwk: site.jwk }), 'jwk'), outcome: 'signature_invalid' },
    { ...edited('alg none', with_({ alg: 'none' }), 'alg'), outcome: 'signature_invalid' },
  ];
}

function edited(title: string, text: string, field?: string): Case {
  return { title, text, keys: ['site'], outcome: 'bundle_edited', ...(field !== undefined && { field }) };
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
