import { randomUUID } from 'node:crypto';
import type { EpochSeconds } from '../../licensing/time.ts';
import { ACTIVATION_REQUEST_TYP, type ActivationRequest, PREVIOUS_KEY_TYP } from '../../protocol/activation-request.ts';
import { createSigner } from './sign.ts';
import { listSiteKeys, type SiteIdentity } from './site-identity.ts';

/** What an activation request says beside the identity. */
export type ActivationRequestInput = {
  /** Identifiers of this machine as hashes keyed with the site UUID, see `readMachineIdentifiers`. */
  readonly machines: ActivationRequest['machines'];
  /** The version of this Causeway, such as `1.2.3`. */
  readonly version: string;
  readonly now: EpochSeconds;
  /** After a key change: thumbprint of the key that the vendor knows; default the one before the current. */
  readonly knownKey?: string | undefined;
};

/**
 * Makes the token of an activation request (`.cwreq`, protocol.md section 2), signed by the site's current key. After a
 * key change it carries `prev`, in which the old key names the thumbprint of the new one.
 */
export function makeActivationRequest(identity: SiteIdentity, input: ActivationRequestInput): string {
  const { site, current } = identity;
  const prev = proveKeyChange(identity, input.knownKey);
  const request: ActivationRequest = {
    iss: site,
    iat: input.now,
    jti: randomUUID(),
    jwks: { keys: [current.jwk] },
    ...(prev !== null && { prev }),
    machines: input.machines.map(({ kind, hash }) => ({ kind, hash })),
    app: `causeway/${input.version}`,
    protocol: [1],
  };
  return createSigner(current).signNow(ACTIVATION_REQUEST_TYP, JSON.stringify(request));
}

function proveKeyChange(identity: SiteIdentity, knownKey: string | undefined): string | null {
  const [, ...older] = listSiteKeys(identity);
  if (knownKey === identity.current.thumbprint) return null;
  const old = older.find((key) => key.thumbprint === knownKey) ?? older[0];
  return old === undefined ? null : createSigner(old).signNow(PREVIOUS_KEY_TYP, identity.current.thumbprint);
}
