import type { History, Request } from './facts.ts';
import { grantsTo } from './seats.ts';

/** One device UUID presented with two machine hashes. */
export function isOtherMachine({ facts }: History, request: Request): boolean {
  const known = grantsTo(facts, request.device).find(
    ({ grant }) => grant.vendor === request.vendor && grant.machine !== undefined,
  );
  return known !== undefined && request.machine !== undefined && known.grant.machine !== request.machine;
}

/** What a grant takes from the request; `features`: those asked for, or all when none was asked for. */
export const asked = (request: Request, features: readonly string[]) => ({
  device: request.device,
  ...(request.machine === undefined ? {} : { machine: request.machine }),
  ...(request.name === undefined ? {} : { name: request.name }),
  ...(request.app === undefined ? {} : { app: request.app }),
  ...(request.process === undefined ? {} : { process: request.process }),
  instances: request.instances,
  features: request.features.length > 0 ? request.features : features,
  offline: request.offlineDays !== undefined,
});
