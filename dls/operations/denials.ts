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
  /** It would have been granted, were new seats not paused. */
  readonly paused: boolean;
};

/** Keeps a refusal as data, in the unit that decided it. */
export async function recordDenial(
  deps: Deps,
  tx: Tx,
  { message, device, address, code, item, paused }: Denied,
): Promise<void> {
  const { vendor, product } = message;
  const known = deps.snapshot.current.configuration.vendors.get(vendor);
  const asked = nameOf(message.handshake) ?? known?.organizations.get(message.org ?? '')?.code;
  const handshake = asked ?? nameOf(message.org) ?? '';
  const knownCode = asked !== undefined && known?.codes.has(asked) === true ? { vendor, handshake: asked } : null;
  const knownVendor = known === undefined ? null : vendor;
  const denial = { vendor, code, handshake, product, device, address, item, paused, knownVendor, knownCode };
  await tx.denials.add(denial, tx.time.now);
  tx.afterCommit(() => deps.events.emit({ topic: 'denials' }));
}

const nameOf = (text: string | undefined): string | undefined => (text === '' ? undefined : text);
