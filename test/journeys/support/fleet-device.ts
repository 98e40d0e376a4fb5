import { hash } from 'node:crypto';
import { deviceUuid } from '../../../protocol/device-key.ts';
import { keyOf, payloadOf, plainClient } from '../../support/plain-device.ts';
import type { Island } from './island.ts';

/** A device that says what its last lease says of the ledger, and shows that lease where it is asked for it. */
export type FleetDevice = {
  readonly product: string;
  /** Asks for a lease or renews its own. @returns the state of the lease, or the code of the refusal */
  ask(): Promise<string>;
  /** Gives its lease back. */
  release(): Promise<void>;
  /** Whether it holds a lease that is in force now, whatever the site knows of it. */
  isLive(): boolean;
};

type Named = { readonly name: string; readonly vendor: string; readonly product: string };

export function fleetDevice(island: Island, { name, vendor, product }: Named): FleetDevice {
  let lease: string | null = null;
  const post = async (path: string, body: object) => {
    const client = plainClient(island.base());
    const answer = await client.post(path, { device: keyOf(name), ...body });
    client.close();
    return answer;
  };
  const asked = { vendor, product, org: '200001', machine: hash('sha256', name).slice(0, 32) };
  return {
    product,
    ask: async () => {
      const seq = lease === null ? {} : { seq: payloadOf(lease).seq };
      let answer = await post('/v1/leases', { ...asked, ...seq });
      if (answer.json.code === 'proof_required') answer = await post('/v1/leases', { ...asked, ...seq, lease });
      if (typeof answer.json.lease !== 'string') return String(answer.json.code);
      ({ lease } = answer.json);
      const { sub, items } = payloadOf(lease) as {
        readonly sub: string;
        readonly items: readonly { state?: string }[];
      };
      if (sub !== (await deviceUuid(keyOf(name)))) throw new Error(`${name} got the lease of ${sub}`);
      return items[0]?.state ?? 'ok';
    },
    release: async () => {
      const { jti } = payloadOf(lease);
      const { status } = await post(`/v1/leases/${String(jti)}/release`, {});
      if (status !== 204) throw new Error(`${name} could not release: ${status}`);
      lease = null;
    },
    isLive: () => lease !== null && Number(payloadOf(lease).exp) > island.now(),
  };
}

/** How many devices hold a live lease of a product. */
export function holders(fleet: readonly FleetDevice[], product: string): number {
  return fleet.filter((device) => device.product === product && device.isLive()).length;
}
