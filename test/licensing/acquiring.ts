import {
  type AcquireInput,
  type AcquireState,
  type Denied,
  decideAcquire,
  type Granted,
  type ItemState,
} from '../../licensing/acquire.ts';
import { rankItems } from '../../licensing/rank.ts';
import { counts, input } from './given.ts';

/** Ranks and decides; `states` by item id, where missing nothing was given away yet. */
export function acquire(
  changes: Partial<AcquireInput> = {},
  states: Readonly<Record<string, Partial<ItemState>>> = {},
): Granted | Denied {
  const given = input(changes);
  const ranking = rankItems(given);
  if (ranking.outcome === 'problem') throw new Error(ranking.code);
  if (ranking.outcome === 'denied') return ranking;
  const state: AcquireState = {
    ...given,
    ranking,
    states: ranking.items.map(({ item }) => ({ counts: counts(), machineSeat: null, ...states[item.id] })),
    nextChain: 77,
  };
  return decideAcquire(state);
}

/** The grant, or a failed test. */
export function granted(decision: Granted | Denied): Granted {
  if (decision.outcome !== 'granted') throw new Error(`denied: ${decision.code}`);
  return decision;
}
