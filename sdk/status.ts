import type { LeaseState } from '../licensing/acquire.ts';
import type { EpochSeconds } from '../licensing/time.ts';
import { CODES, type Code } from '../protocol/codes.ts';
import type { Standing, State } from './standing.ts';
import type { VerifiedLease } from './trust.ts';

/** Where the device stands, for the app to act on and to show. */
export type Status = {
  readonly state: State;
  /** Why, when something is wrong: the code of a proven denial, `unreachable` or `clock_rolled_back`; null: nothing is. */
  readonly code: Code | null;
  /** What that means and what to do next, in a sentence or two. */
  readonly reason: string;
  /** When the state ends unless something happens before; null: it does not end by itself. */
  readonly until: EpochSeconds | null;
  /** `overage`, `grace` and `trial`: the license item is beyond its quota, after its term, or a trial; null: no lease. */
  readonly stage: LeaseState | null;
  /** What the last lease covers; empty: no lease. */
  readonly features: readonly string[];
  /** Why the last try to reach a server failed; null: it did not. */
  readonly trouble: string | null;
};

export function describeStatus(standing: Standing, held: VerifiedLease | null, trouble: string | null): Status {
  return {
    ...standing,
    reason: reasonOf(standing),
    stage: held === null ? null : (held.lease.items[0]?.state ?? 'ok'),
    features: held === null ? [] : [...new Set(held.lease.items.flatMap(({ features }) => features))],
    trouble,
  };
}

/** Whether the app has to be told. */
export function differs(one: Status, other: Status): boolean {
  return one.state !== other.state || one.code !== other.code || one.stage !== other.stage;
}

/** A code as a sentence with the next step. */
export function sentenceOf(code: Code): string {
  return `${CODES[code].meaning} ${CODES[code].next}`;
}

function reasonOf({ state, code, until }: Standing): string {
  const end = until === null ? '' : ` until ${timeText(until)}`;
  switch (state) {
    case 'licensed':
      return code === null ? `Licensed${end}.` : `Licensed${end}, and not renewed. ${sentenceOf(code)}`;
    case 'grace':
      return `The lease has run out; the app may be used${end}. ${sentenceOf(code ?? 'unreachable')}`;
    case 'locked':
      return `The app is locked. ${sentenceOf(code ?? 'unreachable')}`;
    case 'unlicensed':
      return code === null ? 'There is no license yet.' : `There is no license. ${sentenceOf(code)}`;
    default:
      return state satisfies never;
  }
}

function timeText(at: EpochSeconds): string {
  return new Date(at * 1_000).toISOString().replace('.000Z', 'Z');
}
