import type { DenialCode } from '../../licensing/denial.ts';
import type { AcquireMessage } from '../../protocol/device-api.ts';
import type { Deps } from '../deps.ts';
import type { Tx } from '../store/tx.ts';

type Denied = {
  readonly message: Pick<AcquireMessage, 'vendor' | 'product' | 'org' | 'handshake'>;
  readonly device: string;
  readonly address: string;
  readonly code: DenialCode;
  /** The item that would have been granted; null when the choice did not get that far. */
  readonly item: string | null;
};

/** Keeps a refusal as data, in the unit that decided it. */
export async function recordDenial(
  deps: Deps,
  tx: Tx,
  { message, device, address, code, item }: Denied,
): Promise<void> {
  const { vendor, product } = message;
  const handshake = handshakeNameOf(deps, message);
  await tx.denials.add({ vendor, code, handshake, product, device, address, item }, tx.time.now);
  tx.afterCommit(() => deps.events.emit({ topic: 'denials' }));
}

/** The code that was asked for; where only the organization was given, its default code. */
function handshakeNameOf(deps: Deps, { vendor, org, handshake }: Denied['message']): string {
  if (handshake !== undefined && handshake !== '') return handshake;
  const organizations = deps.snapshot.current.configuration.vendors.get(vendor)?.organizations;
  return organizations?.get(org ?? '')?.code ?? org ?? '';
}
