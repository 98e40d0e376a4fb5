import type { FastifyInstance } from 'fastify';
import type { Deps } from '../deps.ts';

type Listener = 'device' | 'console' | 'control';

const counted = new WeakMap<object, Record<Listener, number>>();

/** Counts the requests of a listener. It costs the hot path one addition: the framework is not involved. */
export function countRequests({ store }: Pick<Deps, 'store'>, server: FastifyInstance, listener: Listener): void {
  const counts = requestCounts({ store });
  server.server.on('request', () => {
    counts[listener] += 1;
  });
}

/** Requests of a site so far, by listener. */
export function requestCounts({ store }: Pick<Deps, 'store'>): Record<Listener, number> {
  const known = counted.get(store);
  if (known !== undefined) return known;
  const counts = { device: 0, console: 0, control: 0 };
  counted.set(store, counts);
  return counts;
}
