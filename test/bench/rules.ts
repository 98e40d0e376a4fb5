import { type AcquireInput, decideAcquire } from '../../licensing/acquire.ts';
import { rankItems } from '../../licensing/rank.ts';
import { counts, device, item, NOW, request, vendor } from '../licensing/given.ts';

export type RulesResult = {
  /** Microseconds of a whole decision on a code with fifty items. */
  readonly fiftyItems: number;
  /** The same for the renewal of a device on a code with one item. */
  readonly oneItem: number;
};

/** Times the pure decision alone, from the ranking of the items to the lease. */
export function benchRules(): RulesResult {
  return { fiftyItems: timeDecision(50), oneItem: timeDecision(1) };
}

function timeDecision(count: number): number {
  const items = Array.from({ length: count }, (_, index) => item({ id: `it-${index}`, metric: 'concurrent-device' }));
  const input: AcquireInput = {
    vendor: vendor({ items }),
    request: request(),
    device: device(),
    password: 'not needed',
    proofRequired: false,
    time: { now: NOW, distrusted: false, restoredAt: null },
    newSeatsPaused: false,
  };
  const decide = (): void => {
    const ranking = rankItems(input);
    if (ranking.outcome !== 'ranked' || ranking.items.length !== count) throw new Error('the items were not ranked');
    const states = ranking.items.map(() => ({ counts: counts(), machineSeat: null }));
    if (decideAcquire({ ...input, ranking, states, nextChain: 1 }).outcome !== 'granted')
      throw new Error('nothing was granted');
  };
  const times = 4_000;
  const round = (): number => {
    const started = performance.now();
    for (let index = 0; index < times; index++) decide();
    return ((performance.now() - started) * 1_000) / times;
  };
  // The first rounds warm up; of the others the best: whatever else the machine does only adds to a figure.
  return Math.min(...Array.from({ length: 15 }, round).slice(5));
}
