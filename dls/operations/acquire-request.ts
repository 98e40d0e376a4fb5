import type { AcquireRequest } from '../../licensing/request.ts';
import type { AcquireMessage } from '../../protocol/device-api.ts';

/** What a message asks for, as the rules see it. The key stays outside of them. */
export function requestOf(message: Omit<AcquireMessage, 'device'>, address: string): AcquireRequest {
  return {
    vendor: message.vendor,
    product: message.product,
    version: message.version ?? null,
    platform: message.platform ?? null,
    deployment: message.deployment ?? null,
    app: message.app ?? null,
    process: message.process ?? null,
    org: emptyToNull(message.org),
    handshake: emptyToNull(message.handshake),
    features: message.features ?? [],
    instances: message.instances ?? 1,
    machine: message.machine ?? null,
    name: message.name ?? null,
    address,
    offline: null,
  };
}

const emptyToNull = (text: string | undefined): string | null => (text === undefined || text === '' ? null : text);
