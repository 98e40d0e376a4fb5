import type { ItemCounts } from '../../licensing/counter.ts';
import type { Metric, Term } from '../../licensing/item.ts';
import type { AcquireRequest } from '../../licensing/request.ts';
import { acquire } from './acquiring.ts';
import { counts, device, item, NOW, request, START, seat, vendor } from './given.ts';
export type Counts = Parameters<typeof counts>[0];
export type Setting = {
  readonly term?: Partial<Term>;
  readonly counts?: Counts;
  readonly held?: Parameters<typeof seat>[0];
  readonly asked?: Partial<AcquireRequest>;
  readonly now?: number;
  readonly of?: Omit<NonNullable<Parameters<typeof item>[0]>, 'metric' | 'term'>;
  readonly restoredAt?: number;
  readonly newSeatsPaused?: boolean;
};

/** One item of a metric, asked for by a device that holds `held` on it. */
export function ask(metric: Metric, setting: Setting = {}) {
  const { term = {}, held, asked, now = NOW, of, restoredAt = null, newSeatsPaused = false, ...rest } = setting;
  const one = item({ metric, term, ...of });
  const server = metric === 'server' ? { deployment: 'server', machine: 'm1' } : {};
  return acquire(
    {
      vendor: vendor({ items: [one] }),
      device: device({ seats: held === undefined ? [] : [seat(held)] }),
      request: request({ ...server, ...asked }),
      time: { now, distrusted: false, restoredAt },
      newSeatsPaused,
    },
    { 'it-1': { counts: counts(rest.counts) } },
  );
}

export const result = (decision: ReturnType<typeof acquire>) =>
  decision.outcome === 'denied' ? decision.code : decision.state;
export const overage = (changes: Partial<ItemCounts['overage']>) => ({
  overage: { termStart: START, spent: 0, slot: NOW, booked: 0, ...changes },
});
