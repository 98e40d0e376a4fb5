import { asked, isOtherMachine } from './asked.ts';
import { isBlocked, isPasswordRight, isValidated, resolve } from './codes.ts';
import type { Code, Grant, History, Request } from './facts.ts';
import { filterItems } from './filters.ts';
import { endOfLease, renewAfter } from './lease.ts';
import { inOrder } from './order.ts';
import { isInGrace, standingOf } from './quota.ts';
import { holdsSeat } from './seats.ts';
import type { Item } from './terms.ts';
import { findItem, termAt } from './terms.ts';
import { judgeTrial } from './trial.ts';

export type Granted = {
  /** 201 when the device held no seat on the item. */
  readonly status: 200 | 201;
  readonly state: 'ok' | 'overage' | 'grace' | 'trial';
  readonly until: number;
  /** Seconds after which the device renews. */
  readonly renew: number;
  readonly grant: Grant;
};
export type AcquireOutcome = Granted | { readonly denial: string };

/** Answers an acquire or renew: every check of rules.md section 3, in its order. */
export function judgeAcquire(history: History, request: Request, lease: number): AcquireOutcome {
  const resolved = resolve(history, request);
  if ('denial' in resolved) return resolved;
  if ('trial' in resolved) return judgeTrial(history, request, resolved.trial, lease);
  const { code } = resolved;
  if (isBlocked(history, code, request)) return { denial: 'device_blocked' };
  if (isOtherMachine(history, request)) return { denial: 'device_cloned' };
  if (!isPasswordRight(code, request, history.now)) return { denial: 'password_wrong' };
  if (!isValidated(code, request)) return { denial: 'validation_failed' };
  const items = code.items.map((id) => findItem(history.facts, code.vendor, id)!);
  const filtered = filterItems(history, request, items);
  if ('denial' in filtered) return filtered;
  const item = chooseItem(history, request, code, filtered.left);
  return item ? grantOn(history, request, item, lease) : { denial: 'quota_exhausted' };
}

/** First the items within term and quota, then those in the grace stage. */
function chooseItem(history: History, request: Request, code: Code, left: readonly Item[]): Item | undefined {
  const ordered = inOrder(history, request, code, left);
  const isFine = (item: Item) => !isInGrace(history, item) && standingOf(history, request, item).room === 'within';
  return ordered.find(isFine) ?? ordered.find((item) => standingOf(history, request, item).room !== 'none');
}

function grantOn(history: History, request: Request, item: Item, lease: number): Granted {
  const { facts, now } = history;
  const term = termAt(item, now);
  const { isOver } = standingOf(history, request, item);
  const exp = endOfLease(history, request, item);
  return {
    status: holdsSeat(facts, item, request.device, now) ? 200 : 201,
    state: isOver ? 'overage' : isInGrace(history, item) ? 'grace' : term.trial === true ? 'trial' : 'ok',
    until: term.end + item.ahead,
    renew: renewAfter(exp - now),
    grant: { ...asked(request, term.features), vendor: item.vendor, item: item.id, exp, trial: false, lease },
  };
}
