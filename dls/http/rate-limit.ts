import { isLoopback, limitKeyOf } from './address.ts';

/** A limit of requests per second and address; loopback is exempt. True: this request is within it. */
export type RateLimit = (address: string, nowMs: number) => boolean;

/** @param perSecond the setting, read at every question. */
export function createRateLimit(perSecond: () => number): RateLimit {
  let second = 0;
  let counts = new Map<string, number>();
  return (address, nowMs) => {
    if (isLoopback(address)) return true;
    const current = Math.floor(nowMs / 1_000);
    if (current !== second) {
      second = current;
      counts = new Map();
    }
    const key = limitKeyOf(address);
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    return count <= perSecond();
  };
}
