import type { Grant, History } from './facts.ts';
import { lastInChain } from './release.ts';
import { holdsSeat, liveLeases, unitOf } from './seats.ts';
import { findGranted } from './trial.ts';

export type ReturnOutcome =
  | { readonly kind: 'returned'; readonly grant: Grant; readonly unit: string }
  | { readonly kind: 'nothing' | 'already imported' | 'return_invalid' };

/** Early return of an offline lease (protocol.md section 6): a return key that fits frees the seat. */
export function judgeReturn(
  history: History,
  lease: number,
  { isKeyRight, isDoneBefore }: { readonly isKeyRight: boolean; readonly isDoneBefore: boolean },
): ReturnOutcome {
  const { facts, now } = history;
  const fact = facts.find((other) => other.kind === 'granted' && other.grant.lease === lease);
  if (fact?.kind !== 'granted' || !fact.grant.offline || !isKeyRight) return { kind: 'return_invalid' };
  if (isDoneBefore) return { kind: 'already imported' };
  const { grant } = fact;
  const item = findGranted(facts, grant);
  if (!item || !holdsSeat(facts, item, grant.device, now)) return { kind: 'nothing' };
  const isOut = liveLeases(facts, item, now).includes(grant);
  if (isOut) return { kind: 'returned', grant, unit: unitOf(item, grant) };
  // A newer lease took its place on the device; what the old file gives back is not that one.
  const isRenewed = liveLeases(facts, item, now).includes(lastInChain(history, item, grant));
  return { kind: isRenewed ? 'return_invalid' : 'nothing' };
}
