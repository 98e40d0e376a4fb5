import { type AlertSubject, LEAST_REQUESTS, POINTS_TO_FALL, type Threshold } from './alert-settings.ts';
import type { Item, Metric, Term } from './item.ts';
import { graceEnd } from './lease-length.ts';
import { toleranceOf } from './quota-limit.ts';
import { DAY, type EpochSeconds } from './time.ts';

/** Whom a figure is about: an item, a handshake code, or nobody in particular. */
export type About = { readonly vendor: string | null; readonly name: string | null };

/** A figure that alerts watch, as it stands now. */
export type Figure = About & {
  readonly subject: AlertSubject;
  /** The start of the term it belongs to, so that a new term fires anew; 0: it belongs to none. */
  readonly round: EpochSeconds;
} & (
    | { readonly kind: 'percent'; readonly percent: number; readonly limit: number | null }
    | {
        readonly kind: 'days left';
        readonly end: EpochSeconds;
        readonly grace: EpochSeconds;
        readonly now: EpochSeconds;
      }
    | { readonly kind: 'days since'; readonly since: EpochSeconds; readonly now: EpochSeconds }
    | { readonly kind: 'condition'; readonly holds: boolean }
  );

/** Where a figure stands to a threshold. `between`: below it, but not far enough to fire again. */
export type Standing = 'reached' | 'between' | 'left';

type ItemTerm = Pick<Item, 'vendor' | 'id'> & { readonly metric: Metric };

/** Quota used of `usage`, `device` and `server`; the limit stands apart where something beyond quota is tolerated. */
export function quotaFigure({ vendor, id, metric }: ItemTerm, term: Term, used: number): Figure {
  const tolerance = toleranceOf(metric, term);
  const limit = tolerance === 0 ? null : share(term.quota + tolerance, term.quota);
  const percent = share(used, term.quota);
  return { subject: 'quota', vendor, name: id, round: term.start, kind: 'percent', percent, limit };
}

/** The highest number of live seats of the day (`concurrent-*`). */
export function peakFigure({ vendor, id }: ItemTerm, term: Term, peak: number): Figure {
  const percent = share(peak, term.quota);
  return { subject: 'peak', vendor, name: id, round: term.start, kind: 'percent', percent, limit: null };
}

/** Seat-slots spent of the overage budget; null: there is no budget. */
export function overageFigure({ vendor, id }: ItemTerm, term: Term, spent: number): Figure | null {
  if (term.overageSlots === 0) return null;
  const percent = share(spent, term.overageSlots);
  return { subject: 'overage', vendor, name: id, round: term.start, kind: 'percent', percent, limit: null };
}

/**
 * Share of failed authorizations of a code within the last 60 minutes.
 * @param least requests from which on the share says anything
 */
export function failureFigure(about: About, requests: number, failed: number, least = LEAST_REQUESTS): Figure {
  const percent = requests < least ? 0 : share(failed, requests);
  return { ...about, subject: 'failures', round: 0, kind: 'percent', percent, limit: null };
}

/** End of an item's term and of its grace, in the vendor's term time. @param now the vendor's term time */
export function termFigure({ vendor, id, terms }: Pick<Item, 'vendor' | 'id' | 'terms'>, now: EpochSeconds): Figure {
  const [running, last] = coverage(terms, now);
  const days = { kind: 'days left', end: last.end, grace: graceEnd(last), now } as const;
  return { subject: 'term', vendor, name: id, round: running.start, ...days };
}

/** The last bundle that no acknowledgement covers. @param made when it was made */
export function acknowledgementFigure(vendor: string, made: EpochSeconds, now: EpochSeconds): Figure {
  return { subject: 'acknowledgement', vendor, name: null, round: 0, kind: 'days since', since: made, now };
}

/** How much of an item's `syncDays` has passed since `from`; null: it has none. */
export function syncFigure(
  { vendor, id }: Pick<Item, 'vendor' | 'id'>,
  { start, syncDays }: Pick<Term, 'start' | 'syncDays'>,
  { from, now }: { readonly from: EpochSeconds; readonly now: EpochSeconds },
): Figure | null {
  if (syncDays === null) return null;
  const percent = share(now - from, syncDays * DAY);
  return { subject: 'sync', vendor, name: id, round: start, kind: 'percent', percent, limit: null };
}

/** Something that is wrong or not. */
export function conditionFigure(subject: AlertSubject, holds: boolean, vendor: string | null = null): Figure {
  return { subject, vendor, name: null, round: 0, kind: 'condition', holds };
}

/** Where the figure stands to one threshold; null: the threshold means nothing for it. */
export function standingOf(figure: Figure, threshold: Threshold): Standing | null {
  switch (figure.kind) {
    case 'percent': {
      const step = threshold === 'limit' ? figure.limit : threshold;
      if (typeof step !== 'number') return null;
      if (figure.percent >= step) return 'reached';
      return figure.percent <= step - POINTS_TO_FALL ? 'left' : 'between';
    }
    case 'days left': {
      if (typeof threshold !== 'number') return threshold === 'grace' ? reached(figure.now >= figure.grace) : null;
      return reached(figure.now >= figure.end - threshold * DAY);
    }
    case 'days since':
      return typeof threshold === 'number' ? reached(figure.now >= figure.since + threshold * DAY) : null;
    case 'condition':
      return threshold === 'now' ? reached(figure.holds) : null;
  }
}

const reached = (is: boolean): Standing => (is ? 'reached' : 'left');

/** Percent, without the rounding that would keep 5 / 20 from being exactly 25. */
function share(part: number, whole: number): number {
  return (part * 100) / whole;
}

/** The running term, or the first, and the last of those that follow it without a gap: an early renewal is no end. */
function coverage(terms: readonly Term[], now: EpochSeconds): readonly [Term, Term] {
  const first = Math.max(
    0,
    terms.findLastIndex(({ start }) => start <= now),
  );
  let last = first;
  for (let next = terms[last + 1]; next !== undefined; next = terms[last + 1]) {
    if (next.start > (terms[last] as Term).end) break;
    last++;
  }
  return [terms[first] as Term, terms[last] as Term];
}
