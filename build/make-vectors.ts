/**
 * Makes the frozen test vectors in `test/vectors`: good and hostile tokens and files under fixed keys, each with what a
 * verifier makes of it. It was run once, before the first release: to run it again is to change the protocol. Only the sealed
 * bundle differs from run to run.
 *
 *     node build/make-vectors.ts
 */
import { createHmac } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import { bundleVectors } from './vectors/bundles.ts';
import {
  nextSite,
  nextVendor,
  sealing,
  sha256,
  signed,
  site,
  stranger,
  type VectorKey,
  vendor,
} from './vectors/keys.ts';
import * as payloads from './vectors/payloads.ts';
import { tokenVectors } from './vectors/tokens.ts';

const folder = new URL('../test/vectors/', import.meta.url);
mkdirSync(folder, { recursive: true });

write('keys', keysByName({ vendor, nextVendor, site, nextSite, stranger, sealing }));
for (const [name, content] of Object.entries(tokenVectors())) write(name, content);
write('sync-bundle', await bundleVectors());
write('lease-chain', {
  vendor: vendor.jwk,
  delegation: signed('delegation+jwt', payloads.delegation, vendor),
  lease: signed('lease+jwt', payloads.lease, site),
  payload: payloads.lease,
});
write('machine-hash', machineHashes());
write('device-uuid', deviceUuids());
write('qr', {
  json: '{"typ":"device-return"}',
  text: `CW1:${deflateRawSync('{"typ":"device-return"}').toString('base64url')}`,
});

function write(name: string, content: unknown): void {
  writeFileSync(new URL(`${name}.json`, folder), `${JSON.stringify(content, null, 2)}\n`);
}

/** Without the key objects, which JSON cannot hold. */
function keysByName(keys: Readonly<Record<string, VectorKey>>): object {
  const members = ({ jwk, privateJwk, thumbprint, kid }: VectorKey) => ({ jwk, privateJwk, thumbprint, kid });
  return Object.fromEntries(Object.entries(keys).map(([name, key]) => [name, members(key)]));
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
