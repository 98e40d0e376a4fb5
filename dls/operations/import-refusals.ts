import type { ImportRefusal } from '../../licensing/import.ts';
import type { License } from '../../protocol/license.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../http/problem.ts';

type Refused = { readonly license: License; readonly deps: Pick<Deps, 'identity'> };

/** The sentence for a license file that the rules refuse. */
export function refuseImport({ code, field }: ImportRefusal, { license, deps }: Refused): Refusal {
  const facts = { field };
  switch (code) {
    case 'license_wrong_site':
      return field === 'aud'
        ? new Refusal(code, {
            ...facts,
            detail: `The license file was issued for the site ${license.aud}; this is ${deps.identity.current.site}. Import it there, or send the activation request of this site to the vendor.`,
          })
        : wrongSiteKey(field);
    case 'license_superseded':
      return new Refusal(code, {
        ...facts,
        detail: `License file ${license.serial} of organization ${license.sub} is not newer than one that is already installed. Import the newest file that the vendor sent.`,
      });
    case 'license_malformed':
      return new Refusal(code, {
        ...facts,
        detail: `The license file contradicts an earlier one at ${field}: organization, product and metric of an item never change. Ask the vendor for a right one.`,
      });
    case 'handshake_unknown':
    case 'handshake_foreign':
      return new Refusal(code, facts);
    default:
      return code satisfies never;
  }
}

/** A file that is bound to a key which this site never had, or had until `activate --new-keys`. */
export function wrongSiteKey(field: string | null): Refusal {
  return new Refusal('license_wrong_site', {
    field,
    detail:
      'The license file is bound to another key than the present one of this site. Send the activation request of this site to the vendor again and import the license file that comes back.',
  });
}
