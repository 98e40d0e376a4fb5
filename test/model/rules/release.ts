import type { Grant, History } from './facts.ts';
import { holdsSeat, isConcurrent, liveLeases, replaces } from './seats.ts';
import type { Item } from './terms.ts';
import { findGranted } from './trial.ts';

/** The grant that a release ends, if any: the lease itself, or the one that came to replace it. */
export function judgeRelease(history: History, lease: number, device: string): Grant | null | 'return_required' {
  const { facts, now } = history;
  const fact = facts.find((other) => other.kind === 'granted' && other.grant.lease === lease);
  if (fact?.kind !== 'granted' || fact.grant.device !== device) return null;
  const item = findGranted(facts, fact.grant);
  const last = item && lastInChain(history, item, fact.grant);
  if (!item || last?.device !== device || !liveLeases(facts, item, now).includes(last)) return null;
  // A seat that another device took over took its leases along.
  if (!holdsSeat(facts, item, device, now)) return null;
  if (last.offline) return 'return_required';
  return isConcurrent(item) ? last : null;
}

/** The last of the leases that replaced one another while they were live. */
export function lastInChain({ facts }: History, item: Item, first: Grant): Grant {
  let last = first;
  facts.forEach((fact, place) => {
    if (fact.kind !== 'granted' || fact.grant.lease <= last.lease || !replaces(item, fact.grant, last)) return;
    if (liveLeases(facts.slice(0, place), item, fact.at).includes(last)) last = fact.grant;
  });
  return last;
}
