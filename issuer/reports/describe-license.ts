import { verifyCard } from '../../protocol/card.ts';
import { verifyDelegation } from '../../protocol/delegation.ts';
import type { TrustedKey } from '../../protocol/jwk.ts';
import { LICENSE_TYP, readLicenseCard, verifyLicense } from '../../protocol/license.ts';
import { parseToken } from '../../protocol/token.ts';
import type { VendorFolder } from '../vendor/vendor-folder.ts';
import { describe, type FileDescription, unlessForged } from './description.ts';

/**
 * Describes a license file: by the keys of this vendor folder when it is of that vendor, otherwise by the card it carries,
 * which proves that it is whole, but not whose it is.
 * @throws ProtocolError when it cannot be read
 */
export async function describeLicense(text: string, folder: VendorFolder | null): Promise<FileDescription> {
  const verified = await unlessForged(() => verifyWhole(text, folder));
  if (verified !== null) return verified;
  const { card, delegations, ...rest } = parseToken(text, LICENSE_TYP, 'license_malformed').payload;
  return describe('license', { verified: false, content: rest });
}

async function verifyWhole(text: string, folder: VendorFolder | null): Promise<FileDescription> {
  const { card, signing } = await verifyCard(readLicenseCard(text), null, 'license_malformed');
  const own = folder !== null && card.iss === folder.vendor.id;
  const keys: readonly TrustedKey[] = own ? folder.signing : signing;
  const { card: _, delegations, ...rest } = await verifyLicense(text, keys);
  const names = signing.map(({ thumbprint }) => thumbprint).join(', ');
  return describe('license', {
    verified: true,
    by: own
      ? 'a key of this vendor folder'
      : `a key of the card in it; compare the thumbprints with the vendor: ${names}`,
    content: {
      ...rest,
      vendor: { id: card.iss, name: card.name, iat: card.iat },
      delegations: await Promise.all(delegations.map((token) => describeDelegation(token, keys))),
    },
  });
}

async function describeDelegation(token: string, keys: readonly TrustedKey[]): Promise<object> {
  const { delegation, siteKey, signer } = await verifyDelegation(token, keys, 'license_malformed');
  const { iat, exp, org, grants } = delegation;
  return { signer: signer.thumbprint, site: siteKey.thumbprint, iat, exp, org, grants };
}
