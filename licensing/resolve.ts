import type { Denied } from './acquire.ts';
import type { HandshakeCode, VendorConfiguration } from './configuration.ts';
import type { DenialCode } from './denial.ts';
import type { PublicTrial } from './item.ts';
import type { AcquireRequest } from './request.ts';

/** What organization id and handshake code of a request lead to. */
export type Resolution =
  | { readonly outcome: 'code'; readonly code: HandshakeCode }
  | { readonly outcome: 'trial'; readonly trial: PublicTrial }
  | Denied;

/**
 * The four-row table of rules.md section 2, within the request's vendor. An unknown vendor (`null`) is judged like one
 * without organizations. Whether a trial is used up depends on the device and is judged by `rankItems`, as are access
 * rules, session password and validation fields.
 */
export function resolveHandshake(
  vendor: VendorConfiguration | null,
  request: Pick<AcquireRequest, 'org' | 'handshake' | 'product' | 'features'>,
): Resolution {
  const { org, handshake } = request;
  if (handshake) {
    const code = vendor?.codes.get(handshake);
    if (code === undefined) return denied('handshake_unknown');
    if (org && code.organization !== org) return denied('handshake_foreign');
    return { outcome: 'code', code };
  }
  if (org) {
    const code = vendor?.organizations.get(org);
    return code === undefined ? denied('organization_unknown') : { outcome: 'code', code };
  }
  const trial = findTrial(vendor, request);
  return trial === undefined ? denied('handshake_missing') : { outcome: 'trial', trial };
}

/** A vendor may offer several trials of one product: the first that has all features asked for, else the first. */
function findTrial(
  vendor: VendorConfiguration | null,
  { product, features }: Pick<AcquireRequest, 'product' | 'features'>,
): PublicTrial | undefined {
  const trials = vendor?.trials.filter((trial) => trial.product === product) ?? [];
  return trials.find((trial) => features.every((feature) => trial.features.includes(feature))) ?? trials[0];
}

function denied(code: DenialCode): Denied {
  return { outcome: 'denied', code, item: null };
}
