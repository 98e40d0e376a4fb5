import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nextSite, type SigningVectorKey, signed, site, vendor } from '../../build/vectors/keys.ts';
import * as payloads from '../../build/vectors/payloads.ts';
import { parseAcknowledgementPayload, verifyAcknowledgement } from '../../protocol/acknowledgement.ts';
import { verifyActivationRequest, verifyPreviousKey } from '../../protocol/activation-request.ts';
import { decodeBase64url } from '../../protocol/base64url.ts';
import { parseBundleLine, readBundleLines, verifyBundleToken } from '../../protocol/bundle.ts';
import { verifyCard } from '../../protocol/card.ts';
import { isCode } from '../../protocol/codes.ts';
import { verifyDelegation } from '../../protocol/delegation.ts';
import { verifyDenialProof } from '../../protocol/denial-proof.ts';
import { parseLeaseAnswer, parseProblem, parseSiteAnswer, parseUsageAnswer } from '../../protocol/device-answer.ts';
import { parseAcquire, parseRelease, parseReport } from '../../protocol/device-api.ts';
import { decodeQr, parseDeviceLease, parseDeviceRequest, parseDeviceReturn } from '../../protocol/device-file.ts';
import { parseDeviceKey } from '../../protocol/device-key.ts';
import { ProtocolError } from '../../protocol/error.ts';
import { recognizeFile } from '../../protocol/file.ts';
import { parseSealingKey, parseSigningKey } from '../../protocol/jwk.ts';
import { readLease, verifyLease } from '../../protocol/lease.ts';
import { parseLicensePayload, readLicenseCard, verifyLicense } from '../../protocol/license.ts';
import { verifySiteStatement } from '../../protocol/site-statement.ts';
import { casesOf, readVectors, trustedKeys, vectorKeys } from '../vectors/vector-file.ts';

const keys = trustedKeys('vendor', 'nextVendor', 'site', 'nextSite');
const device = 'AAECAwQFBgcICQoLDA0ODw';
const records = [{ vendor: 'acme-vision', slot: 1_780_000_020, item: 'it-1', feature: 'qr', count: 12 }];
const acquire = {
  device,
  vendor: 'acme-vision',
  product: 'barcode-reader',
  features: ['qr'],
  instances: 2,
  seq: '1.Xy3k9a',
};
const { lines } = readVectors<{ readonly lines: readonly unknown[] }>('sync-bundle');

/** Every reader of text, with a good text to start from. */
const TEXT_READERS: readonly (readonly [name: string, good: string, read: (text: string) => unknown])[] = [
  ['verifyCard', good('vendor-card'), (text) => verifyCard(text, null)],
  ['verifyActivationRequest', good('activation-request'), verifyActivationRequest],
  ['verifyPreviousKey', payloads.activationRequestAfterKeyChange.prev, (text) => verifyPreviousKey(text, keys, 'x')],
  ['verifyLicense', good('license'), (text) => verifyLicense(text, keys)],
  ['readLicenseCard', good('license'), readLicenseCard],
  ['verifyDelegation', good('delegation'), (text) => verifyDelegation(text, keys)],
  ['verifyLease', good('lease'), (text) => verifyLease(text, keys)],
  ['readLease', good('lease'), readLease],
  ['verifyDenialProof', good('denial-proof'), (text) => verifyDenialProof(text, keys)],
  ['verifySiteStatement', good('site-statement'), (text) => verifySiteStatement(text, keys)],
  ['verifyBundleToken', good('sync-bundle'), (text) => verifyBundleToken(text, keys)],
  ['verifyAcknowledgement', good('acknowledgement'), (text) => verifyAcknowledgement(text, keys)],
  ['recognizeFile', good('license'), recognizeFile],
  ['recognizeFile of a device file', '{"typ":"device-request"}', recognizeFile],
  ['decodeQr', readVectors<{ readonly text: string }>('qr').text, decodeQr],
  ['parseDeviceKey', device, parseDeviceKey],
  ['decodeBase64url', device, decodeBase64url],
];

/** Every reader of a JSON value, with a good value to start from. */
const VALUE_READERS: readonly (readonly [name: string, good: unknown, read: (value: unknown) => unknown])[] = [
  ['parseAcquire', acquire, parseAcquire],
  ['parseReport', { device, report: 7, records }, parseReport],
  ['parseRelease', { device }, parseRelease],
  ['parseLicensePayload', payloads.license, parseLicensePayload],
  ['parseAcknowledgementPayload', payloads.forkAcknowledgement, parseAcknowledgementPayload],
  [
    'parseDeviceRequest',
    {
      ...acquire,
      typ: 'device-request',
      device: payloads.lease.sub,
      request: payloads.offlineLease.req,
      days: 3,
      returnHash: vectorKeys.site?.thumbprint,
      reports: [{ report: 1, records }],
    },
    parseDeviceRequest,
  ],
  [
    'parseDeviceLease',
    { typ: 'device-lease', request: payloads.offlineLease.req, lease: 'a.b.c', delegations: ['a.b.c'], reported: 1 },
    parseDeviceLease,
  ],
  [
    'parseDeviceReturn',
    {
      typ: 'device-return',
      device: payloads.lease.sub,
      lease: 'b2ZmbGluZWxlYXNl',
      returnKey: vectorKeys.site?.thumbprint,
      reports: [{ report: 1, records }],
    },
    parseDeviceReturn,
  ],
  ['parseBundleLine', lines[0], (value) => parseBundleLine(value, 1)],
  ['parseBundleLine of usage', lines[3], (value) => parseBundleLine(value, 4)],
  ['parseLeaseAnswer', { lease: 'a.b.c' }, parseLeaseAnswer],
  ['parseUsageAnswer', { report: 7, accepted: 1, duplicate: false }, parseUsageAnswer],
  ['parseSiteAnswer', { site: payloads.SITE, time: 1, statement: 'a.b.c', delegations: [] }, parseSiteAnswer],
  [
    'parseProblem',
    { type: 'x', title: 'x', status: 409, code: 'quota_exhausted', detail: 'x', requestId: 'x' },
    parseProblem,
  ],
  ['parseSigningKey', vectorKeys.vendor?.jwk, (value) => parseSigningKey(value)],
  ['parseSealingKey', vectorKeys.sealing?.jwk, (value) => parseSealingKey(value)],
];

/** Every kind of token with a good payload, so that what a trusted key signs can be changed too. */
const SIGNED: readonly (readonly [
  typ: string,
  payload: object,
  by: SigningVectorKey,
  verify: (text: string) => unknown,
])[] = [
  ['vendor-card+jwt', payloads.card, vendor, (text) => verifyCard(text, keys)],
  ['activation-request+jwt', payloads.activationRequestAfterKeyChange, nextSite, verifyActivationRequest],
  ['license+jwt', payloads.license, vendor, (text) => verifyLicense(text, keys)],
  ['delegation+jwt', payloads.delegation, vendor, (text) => verifyDelegation(text, keys)],
  ['lease+jwt', payloads.offlineLease, site, (text) => verifyLease(text, keys)],
  ['denial+jwt', payloads.denial, site, (text) => verifyDenialProof(text, keys)],
  ['site+jwt', payloads.statement, site, (text) => verifySiteStatement(text, keys)],
  ['ack+jwt', payloads.forkAcknowledgement, vendor, (text) => verifyAcknowledgement(text, keys)],
];

describe('text that was changed anywhere is read or refused with a code, and nothing else happens', () => {
  test.each(TEXT_READERS)('%s', async (_name, text, read) => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(changedText(text), fc.string(), fc.string({ unit: 'binary' })), (input) =>
        endsWell(() => read(input)),
      ),
      { numRuns: 1_000 },
    );
  });

  test('readBundleLines of any bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), (bytes) =>
        endsWell(async () => {
          for await (const line of readBundleLines(bytes)) expect(line).toHaveProperty('t');
        }),
      ),
      { numRuns: 300 },
    );
  });
});

describe('a value that was changed anywhere is read or refused with a code, and nothing else happens', () => {
  test.each(VALUE_READERS)('%s', async (_name, value, read) => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(changedValue(value), fc.jsonValue()), (input) => endsWell(() => read(input))),
      { numRuns: 1_000 },
    );
  });
});

describe('a token of a trusted key may say anything', () => {
  test.each(SIGNED)('%s', async (typ, payload, by, verify) => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(changedValue(payload), fc.jsonValue()), (value) => {
        const text = signed(typ, JSON.stringify(value) ?? 'undefined', by);
        return endsWell(() => verify(text));
      }),
      { numRuns: 500 },
    );
  });
});

test('the values above are what they seem: unchanged they are read', () => {
  const refused = VALUE_READERS.flatMap(([name, value, read]) => {
    try {
      read(value);
      return [];
    } catch (error) {
      return [[name, (error as ProtocolError).field]];
    }
  });
  expect(refused).toEqual([]);
});

function good(name: string): string {
  return casesOf(name, true)[0]!.text;
}

async function endsWell(work: () => unknown): Promise<void> {
  try {
    await work();
  } catch (error) {
    expect(error).toBeInstanceOf(ProtocolError);
    expect(isCode((error as ProtocolError).code)).toBe(true);
  }
}

/** The text with some characters replaced, left out or doubled. */
function changedText(text: string): fc.Arbitrary<string> {
  const change = fc.tuple(fc.nat(text.length), fc.nat(3), fc.string({ maxLength: 3 }));
  return fc
    .array(change, { minLength: 1, maxLength: 4 })
    .map((changes) =>
      changes.reduce(
        (changed, [at, length, insert]) => changed.slice(0, at) + insert + changed.slice(at + length),
        text,
      ),
    );
}

/** The value with one member anywhere in it replaced by something else, or left out. */
function changedValue(value: unknown): fc.Arbitrary<unknown> {
  const paths = pathsOf(value);
  const replacement = fc.oneof(
    fc.jsonValue({ maxDepth: 1 }),
    fc.constantFrom(undefined, null, -1, 0, 0.5, 2 ** 53, 1e308, '', '__proto__', [], {}, 'x'.repeat(300)),
  );
  return fc.tuple(fc.constantFrom(...paths), replacement).map(([path, member]) => replaced(value, path, member));
}

function pathsOf(value: unknown): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [[]];
  const inner = Object.entries(value).flatMap(([name, member]) => pathsOf(member).map((path) => [name, ...path]));
  return [[], ...inner];
}

function replaced(value: unknown, path: readonly string[], member: unknown): unknown {
  const [name, ...rest] = path;
  if (name === undefined || typeof value !== 'object' || value === null) return member;
  if (Array.isArray(value)) return value.with(Number(name), replaced(value[Number(name)], rest, member));
  return { ...value, [name]: replaced((value as Record<string, unknown>)[name], rest, member) };
}
