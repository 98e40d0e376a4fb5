import { DELEGATION_TYP } from '../../protocol/delegation.ts';
import { parseToken } from '../../protocol/token.ts';
import { listSiteKeys, type SiteIdentity } from '../identity/site-identity.ts';
import type { SiteKey } from '../identity/site-key.ts';

/**
 * The key of this site by which a vendor knows it: the one that the newest of its delegations names. After a change of
 * keys that is the old one, until the vendor has answered the new activation request. Without a delegation, the current.
 * @param delegations of one vendor, verified when they were imported
 */
export function siteKeyFor(identity: SiteIdentity, delegations: readonly string[]): SiteKey {
  const named = delegations
    .map((text) => parseToken(text, DELEGATION_TYP).payload as { readonly iat: number; readonly cnf: Confirmation })
    .toSorted((a, b) => b.iat - a.iat);
  for (const { cnf } of named) {
    const key = listSiteKeys(identity).find(({ jwk }) => jwk.x === cnf.jwk.x);
    if (key !== undefined) return key;
  }
  return identity.current;
}

type Confirmation = { readonly jwk: { readonly x: string } };
