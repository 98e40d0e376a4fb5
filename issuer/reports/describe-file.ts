import {
  ACKNOWLEDGEMENT_TYP,
  parseAcknowledgementPayload,
  verifyAcknowledgement,
} from '../../protocol/acknowledgement.ts';
import { ACTIVATION_REQUEST_TYP, verifyActivationRequest } from '../../protocol/activation-request.ts';
import { VENDOR_CARD_TYP, verifyCard } from '../../protocol/card.ts';
import { parseDeviceLease, parseDeviceRequest, parseDeviceReturn } from '../../protocol/device-file.ts';
import { recognizeFile } from '../../protocol/file.ts';
import type { TrustedKey } from '../../protocol/jwk.ts';
import { readLease } from '../../protocol/lease.ts';
import { parseToken } from '../../protocol/token.ts';
import type { VendorFolder } from '../vendor/vendor-folder.ts';
import { describeBundle } from './describe-bundle.ts';
import { describeLicense } from './describe-license.ts';
import { describe, type FileDescription, unlessForged, withoutSecrets } from './description.ts';

/**
 * Describes any file that travels. With the vendor's folder, its own keys and sites decide what is verified, and bundles
 * sealed to it are opened; without, only what a file can prove by itself is. A signature that does not hold is said, and
 * what the file says is shown all the same.
 * @throws Refusal or ProtocolError when the file cannot be read
 */
export async function describeFile(content: Buffer, folder: VendorFolder | null): Promise<FileDescription> {
  const { kind, text } = await recognizeFile(content);
  switch (kind) {
    case 'vendor-card':
      return describeCard(text, folder);
    case 'activation-request':
      return describeRequest(text, folder);
    case 'license':
      return describeLicense(text, folder);
    case 'sync-bundle':
      return describeBundle(content, folder);
    case 'acknowledgement':
      return describeAcknowledgement(text, folder);
    case 'device-request':
      return describe(kind, { verified: null, content: withoutSecrets(parseDeviceRequest(JSON.parse(text))) });
    case 'device-return':
      return describe(kind, { verified: null, content: withoutSecrets(parseDeviceReturn(JSON.parse(text))) });
    case 'device-lease':
      return describeDeviceLease(text);
    default:
      return kind satisfies never;
  }
}

async function describeCard(text: string, folder: VendorFolder | null): Promise<FileDescription> {
  const verified = await unlessForged(() => verifyCard(text, null));
  if (verified === null) {
    return describe('vendor-card', { verified: false, content: parseToken(text, VENDOR_CARD_TYP).payload });
  }
  const { card, signing, sealing, signer } = verified;
  const own = folder?.signing.some(({ thumbprint }) => thumbprint === signer.thumbprint) === true;
  const { jwks, ...rest } = card;
  return describe('vendor-card', {
    verified: true,
    by: `${own ? 'a key of this vendor folder' : 'its own first key; compare the thumbprint with the vendor'}: ${signer.thumbprint}`,
    content: { ...rest, signing: thumbprints(signing), sealing: thumbprints(sealing) },
  });
}

async function describeRequest(text: string, folder: VendorFolder | null): Promise<FileDescription> {
  const verified = await unlessForged(() => verifyActivationRequest(text));
  if (verified === null) {
    return describe('activation-request', {
      verified: false,
      content: parseToken(text, ACTIVATION_REQUEST_TYP).payload,
    });
  }
  const { request, signing, previous } = verified;
  const { jwks, prev, ...rest } = request;
  const known = folder?.store.sites.find(request.iss)?.thumbprint ?? null;
  const standing =
    known === signing.thumbprint ? ', by which the site is known' : ', but the site is known with another one';
  return describe('activation-request', {
    verified: true,
    by: `the key in it${known === null ? '' : standing}: ${signing.thumbprint}`,
    content: { ...rest, signing: signing.thumbprint, ...(previous !== null && { previousKey: previous.kid }) },
  });
}

async function describeAcknowledgement(text: string, folder: VendorFolder | null): Promise<FileDescription> {
  const { licenses, ...rest } = parseAcknowledgementPayload(parseToken(text, ACKNOWLEDGEMENT_TYP).payload);
  const own = folder !== null && rest.iss === folder.vendor.id;
  const verified = own && (await unlessForged(() => verifyAcknowledgement(text, folder.signing))) !== null;
  const inside = await Promise.all(
    (licenses ?? []).map(async (token) => (await describeLicense(token, folder)).content),
  );
  return describe('acknowledgement', {
    verified,
    by: 'a key of this vendor folder',
    ...(!own && { why: 'name the folder of its vendor with --dir' }),
    content: { ...rest, ...(inside.length > 0 && { licenses: inside }) },
  });
}

function describeDeviceLease(text: string): FileDescription {
  const { request, lease, delegations, reported } = parseDeviceLease(JSON.parse(text));
  return describe('device-lease', {
    verified: false,
    why: 'only the device that asked knows which vendor keys it trusts',
    content: { request, lease: readLease(lease), delegations: delegations.length, reported },
  });
}

function thumbprints(keys: readonly TrustedKey[]): string[] {
  return keys.map(({ thumbprint }) => thumbprint);
}
