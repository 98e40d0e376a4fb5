import type { IdentityHolder } from '../deps.ts';
import type { SnapshotHolder } from '../site/snapshot.ts';
import { createSigner, type Signer } from './sign.ts';
import { listSiteKeys, type SiteIdentity } from './site-identity.ts';

/**
 * Holds the identity and knows which key signs for whom: after a key change a vendor's delegation still names the old
 * key, until a license file answers the new activation request.
 */
export function createIdentityHolder(identity: SiteIdentity, snapshot: SnapshotHolder): IdentityHolder {
  const signers = new Map<string, Signer>();
  const holder: IdentityHolder = {
    current: identity,
    keyFor(vendor) {
      const delegated = snapshot.current.delegatedKeys.get(vendor);
      return listSiteKeys(holder.current).find(({ jwk }) => jwk.x === delegated) ?? holder.current.current;
    },
    signerFor(vendor) {
      const key = holder.keyFor(vendor);
      const known = signers.get(key.thumbprint);
      if (known !== undefined) return known;
      const signer = createSigner(key);
      signers.set(key.thumbprint, signer);
      return signer;
    },
  };
  return holder;
}
