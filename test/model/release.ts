import type { Grant, History } from './facts.ts';
import { holdsSeat, isConcurrent, liveLeases, replaces } from './seats.ts';
import { findGranted } from './trial.ts';

/** The grant that a release ends, if any: the lease itself, or the one that came to replace it. */
export function judgeRelease(history: History, lease: number, device: string): Grant | null | 'return_required' {
  const { facts, now } = history;
  const place = facts.findIndex((fact) => fact.kind === 'granted' && fact.grant.lease === lease);
  const fact = facts[place];
  if (fact?.kind !== 'granted' || fact.grant.device !== device) return null;
  const { grant } = fact;
  const item = findGranted(facts, grant);
  if (!item) return null;
  const next = facts.findIndex(
    (later, at) => at > place && later.kind === 'granted' && replaces(item, later.grant, grant),
  );
  const successor = facts[next];
  if (successor?.kind === 'granted') {
    const wasLive = liveLeases(facts.slice(0, next), item, successor.at).includes(grant);
    return wasLive ? judgeRelease(history, successor.grant.lease, device) : null;
  }
  const isOwn = holdsSeat(facts, item, device, now);
  if (!isOwn || !liveLeases(facts, item, now).includes(grant)) return null;
  if (grant.offline) return 'return_required';
  return isConcurrent(item) ? grant : null;
}
