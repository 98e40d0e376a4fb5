import { randomBytes } from 'node:crypto';
import type { DenialCode } from '../../licensing/denial.ts';
import type { EpochSeconds } from '../../licensing/time.ts';
import { verifyDelegation } from '../../protocol/delegation.ts';
import type { AcquireMessage } from '../../protocol/device-api.ts';
import { deviceUuid } from '../../protocol/device-key.ts';
import { verifyLease } from '../../protocol/lease.ts';
import type { Deps } from '../deps.ts';
import { PreviewEnd } from '../gap/import-result.ts';
import { type Decided, decide, leasePayload } from './acquire.ts';
import { requestOf } from './acquire-request.ts';

export type TryInput = {
  readonly message: Omit<AcquireMessage, 'device' | 'password'>;
  /** The UUID that access rules see; null: a device that was never seen. */
  readonly device: string | null;
  /** The address that access rules see. */
  readonly address: string;
};

/** What a device that asks so would be answered now. */
export type Tried = {
  readonly outcome: 'granted' | 'denied' | 'problem';
  readonly code: DenialCode | 'clock_untrusted' | 'proof_required' | 'rate_limited' | null;
  /** It would be granted, were new seats not paused. */
  readonly paused: boolean;
  /** The item that grants; null: none does. */
  readonly item: string | null;
  readonly state: 'ok' | 'overage' | 'grace' | 'trial' | null;
  /** End of the lease. */
  readonly until: EpochSeconds | null;
  /** Whether a lease signed for it verifies down to the vendor's key, as devices check it; null: there is none. */
  readonly verified: boolean | null;
};

/**
 * Decides as for a device that asks with the right session password, and takes everything back: no seat, no event, no
 * denial is left.
 */
export async function tryDevice(deps: Deps, { message, device, address }: TryInput): Promise<Tried> {
  const key = randomBytes(16).toString('base64url');
  const asked: AcquireMessage = { ...message, device: key };
  const uuid = device ?? (await deviceUuid(key));
  const request = requestOf(asked, address);
  const vendor = deps.snapshot.current.configuration.vendors.get(message.vendor) ?? null;
  const input = { message: asked, device: uuid, address, request, vendor, password: 'right', presented: null } as const;
  const decided = await takeBack(deps, input);
  if (decided.outcome === 'problem') return problem(decided.code);
  if (decided.outcome === 'denied') return { ...problem(decided.code), outcome: 'denied', paused: decided.paused };
  const { item, state, lease } = decided.granted;
  const verified = await verifiesDown(deps, message.vendor, leasePayload(deps, { ...decided, device: uuid }));
  return { outcome: 'granted', code: null, paused: false, item: item.id, state, until: lease.exp, verified };
}

const problem = (code: Tried['code']): Tried => ({
  outcome: 'problem',
  code,
  paused: false,
  item: null,
  state: null,
  until: null,
  verified: null,
});

async function takeBack(deps: Deps, input: Parameters<typeof decide>[2]): Promise<Decided> {
  try {
    return await deps.store.transact(async (tx): Promise<never> => {
      throw new PreviewEnd(await decide(deps, tx, input));
    });
  } catch (error) {
    if (error instanceof PreviewEnd) return error.result as Decided;
    throw error;
  }
}

/** As a device: vendor key, delegation, site key, lease. */
async function verifiesDown(deps: Deps, vendor: string, payload: string): Promise<boolean> {
  const lease = await deps.identity.signerFor(vendor).sign('lease+jwt', payload);
  const { signing } = deps.snapshot.current.vendors.get(vendor) ?? { signing: [] };
  for (const token of deps.snapshot.current.delegations.get(vendor) ?? []) {
    try {
      const { siteKey } = await verifyDelegation(token, signing);
      await verifyLease(lease, [siteKey]);
      return true;
    } catch {
      // Another vendor key may be the one of this device's app.
    }
  }
  return false;
}
