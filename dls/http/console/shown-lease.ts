import type { Deps } from '../../deps.ts';
import { encodeLeaseId, type LeaseNumber } from '../../operations/lease-id.ts';

/** The `jti` of a lease, which stands in no table. */
export function encodeShownLease({ identity }: Pick<Deps, 'identity'>, lease: LeaseNumber, device: string): string {
  return encodeLeaseId(lease, device, identity.current.leaseSecret);
}
