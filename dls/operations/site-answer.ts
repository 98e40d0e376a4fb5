import { DAY } from '../../licensing/time.ts';
import type { SiteAnswer } from '../../protocol/device-answer.ts';
import type { Deps } from '../deps.ts';

/**
 * Who this site is, for a device of one vendor: a signed statement of its servers and of the keys its TLS certificates
 * may have, and the delegations by which the device trusts it.
 */
export async function siteAnswer(deps: Deps, vendor: string): Promise<SiteAnswer> {
  const { now } = deps.clock.read();
  const { site } = deps.identity.current;
  const { servers, tls } = deps.network.current;
  const statement = JSON.stringify({ iss: site, iat: now, exp: now + DAY, servers, tls });
  return {
    site,
    time: now,
    statement: await deps.identity.signerFor(vendor).sign('site+jwt', statement),
    delegations: [...(deps.snapshot.current.delegations.get(vendor) ?? [])],
  };
}
