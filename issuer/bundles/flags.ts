import type { BundleHeader } from '../../protocol/bundle.ts';
import type { BundleFlag } from '../store/bundle-table.ts';

/** The bundles that a new one is compared with. */
export type Earlier = {
  /** The newest booked one of the newest epoch. */
  readonly head: Pick<BundleHeader, 'epoch'> | null;
  /** The header of the one before it in its epoch. */
  readonly before: BundleHeader | null;
};

/**
 * Decides what is noted beside a bundle that is booked all the same, since what it reports is the truth: that its site was
 * restored or rolled back, that it does not trust its clock, or that its ledger does not go on where the bundle before ended.
 */
export function decideFlags(header: BundleHeader, { head, before }: Earlier): BundleFlag[] {
  const { ledger, clock } = header;
  const begins = header.seq === 1 && (head === null ? header.prev !== null : header.epoch > head.epoch);
  const broken = before !== null && !continues(before.ledger, ledger);
  return [
    ...(ledger.rolledBack ? (['rolled-back'] as const) : begins ? (['restored'] as const) : []),
    ...(clock.trusted ? [] : (['clock-untrusted'] as const)),
    ...(broken ? (['ledger-broken'] as const) : []),
  ];
}

function continues(before: BundleHeader['ledger'], after: BundleHeader['ledger']): boolean {
  if (after.from < before.to) return false;
  return after.from > before.to || after.hashFrom === before.hashTo;
}
