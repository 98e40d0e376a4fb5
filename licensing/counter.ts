import { isConcurrent } from './defaults.ts';
import type { Item, Metric, Term } from './item.ts';
import type { Seat } from './seat.ts';
import { DAY, dayOf, type EpochSeconds, type Seconds, SLOT, slotOf } from './time.ts';

/**
 * A number of units that falls by itself as holdings end. The store keeps, for every counter, how many units end at
 * which second (`Ending`), so that a seat is free the very second it lapses and nobody has to sweep.
 */
export type Counter = {
  /** Units at `at`; endings at or before `at` are already taken off. */
  readonly units: number;
  readonly at: EpochSeconds;
};

/** That many units end at that second. Positive: they end; a change may hold negative ones, which take endings back. */
export type Ending = { readonly at: EpochSeconds; readonly units: number };

/** Which of an item's counters: all its units, those of one reservation, or the offline leases that are out. */
export type CounterSubject = 'all' | 'offline' | `reservation:${string}`;

/** What a decision does to a counter that was brought to `now`: units now, and endings from now on. */
export type CounterChange = {
  readonly subject: CounterSubject;
  readonly units: number;
  readonly endings: readonly Ending[];
};

/** What the store keeps of an item between decisions; `advance` brings it to `now`. */
export type ItemTally = {
  /** `concurrent-*`: live units. `device` and `server`: seats registered. Unused by `usage` and `domain`. */
  readonly all: Counter;
  /** Overage of `concurrent-*`: seat-slots spent in the running term, and what the slot that starts at `slot` has booked. */
  readonly overage: OverageBook;
  /** Leases adopted after a rollback took it beyond quota: nothing new is granted until it is back within quota. */
  readonly overAdopted: boolean;
  /** The highest `all` of the UTC day that starts at `day`. */
  readonly peak: DayPeak;
};

/** What an item has given away, everything brought to `now`. */
export type ItemCounts = ItemTally & {
  /** Offline leases that are out. */
  readonly offline: number;
  /** Units held out of each reservation, by its name. */
  readonly reserved: Readonly<Record<string, number>>;
  /** Units booked to the running term (`usage`). */
  readonly used: number;
};

/** The highest number of units in the UTC day that starts at `day`. */
export type DayPeak = { readonly day: EpochSeconds; readonly units: number };

/**
 * The overage budget of one term (rules.md section 5): seat-slots spent, and those that the slot in question has
 * booked.
 */
export type OverageBook = {
  readonly termStart: EpochSeconds;
  readonly spent: number;
  readonly slot: EpochSeconds;
  readonly booked: number;
};

/** What `advance` found on the way from the tally's moment to now. */
export type Advanced = {
  readonly tally: ItemTally;
  /** Days that ended on the way, with their final peak; days without a unit are left out. */
  readonly days: readonly DayPeak[];
  /** Terms that gave way to the next one on the way, with the overage they had spent. */
  readonly terms: readonly Pick<OverageBook, 'termStart' | 'spent'>[];
};

/** The tally of an item of which nothing was ever given away. */
export function emptyTally(now: EpochSeconds): ItemTally {
  return {
    all: { units: 0, at: now },
    overage: { termStart: 0, spent: 0, slot: 0, booked: 0 },
    overAdopted: false,
    peak: { day: dayOf(now), units: 0 },
  };
}

/**
 * The units a seat counts from `now` on, as what ends when (rules.md section 4). `device` and `server`: one until its
 * active window is over. `concurrent-device`: one until its last lease lapses. `concurrent-instance`: the largest
 * `instances` among its live leases, so the number steps down as they lapse. `usage` and `domain`: none.
 */
export function endingsOf(metric: Metric, seat: Seat | null, now: EpochSeconds): readonly Ending[] {
  if (seat === null || metric === 'usage' || metric === 'domain' || seat.heldUntil <= now) return [];
  if (metric !== 'concurrent-instance') return [{ at: seat.heldUntil, units: 1 }];
  const live = seat.leases.filter((lease) => lease.exp > now).sort((a, b) => b.exp - a.exp);
  const endings: Ending[] = [];
  let counted = 0;
  for (const { exp, instances } of live) {
    if (instances <= counted) continue;
    endings.push({ at: exp, units: instances - counted });
    counted = instances;
  }
  return endings;
}

/**
 * Brings the tally to `now`: takes off what ended, and books to every slot that passed, also one in which nothing
 * happened, what its live seats were beyond the quota of the term it lies in (rules.md section 5). Costs as much as
 * there are endings, terms and days on the way, however many slots they are.
 * @param due the endings of `all` after the tally's moment and not after `now`, by time.
 */
export function advance(
  item: Pick<Item, 'metric' | 'terms'>,
  tally: ItemTally,
  due: readonly Ending[],
  { now, termOffset }: { readonly now: EpochSeconds; readonly termOffset: Seconds },
): Advanced {
  const walk = startWalk(item, tally, termOffset);
  const end = Math.max(now, walk.at);
  // A license file may have changed quota or term since the tally was written: what is out counts by them from then on.
  arrive(walk, walk.at);
  let next = 0;
  do {
    const at = Math.max(walk.at, Math.min(due[next]?.at ?? end, nextTermAt(walk), end));
    passUntil(walk, at);
    for (let ending = due[next]; ending !== undefined && ending.at <= at; ending = due[++next]) {
      walk.units -= ending.units;
    }
    arrive(walk, at);
  } while (walk.at < end);
  const { units, spent, termStart, slot, booked, day, peak, overAdopted, days, terms } = walk;
  return {
    tally: {
      all: { units, at: end },
      overage: { termStart, spent, slot, booked },
      overAdopted,
      peak: { day, units: peak },
    },
    days,
    terms,
  };
}

/** Where `advance` stands; nothing outside of it sees one. */
type Walk = {
  readonly item: Pick<Item, 'metric' | 'terms'>;
  readonly termOffset: Seconds;
  at: EpochSeconds;
  units: number;
  /** Place in `item.terms` of the running term; -1 before the first. */
  term: number;
  /** What slots may hold without spending; without bound where no overage is booked. */
  free: number;
  termStart: EpochSeconds;
  spent: number;
  slot: EpochSeconds;
  booked: number;
  day: EpochSeconds;
  peak: number;
  overAdopted: boolean;
  readonly days: DayPeak[];
  readonly terms: Pick<OverageBook, 'termStart' | 'spent'>[];
};

function startWalk(item: Pick<Item, 'metric' | 'terms'>, tally: ItemTally, termOffset: Seconds): Walk {
  const { all, overage, peak, overAdopted } = tally;
  const walk: Walk = {
    item,
    termOffset,
    at: all.at,
    units: all.units,
    term: item.terms.findLastIndex(({ start }) => start <= all.at + termOffset),
    free: 0,
    ...overage,
    day: peak.day,
    peak: peak.units,
    overAdopted,
    days: [],
    terms: [],
  };
  enterTerm(walk);
  return walk;
}

function nextTermAt({ item, term, termOffset }: Walk): EpochSeconds {
  const next = item.terms[term + 1];
  return next === undefined ? Number.POSITIVE_INFINITY : next.start - termOffset;
}

/** Makes the book that of the running term: consumption and overage budget of a new one start at 0. */
function enterTerm(walk: Walk): void {
  const term: Term | undefined = walk.item.terms[walk.term];
  walk.free = term !== undefined && isConcurrent(walk.item.metric) ? term.quota : Number.POSITIVE_INFINITY;
  const start = term?.start ?? 0;
  if (start === walk.termStart) return;
  if (walk.spent > 0) walk.terms.push({ termStart: walk.termStart, spent: walk.spent });
  walk.termStart = start;
  walk.spent = 0;
  walk.booked = 0;
}

/** Books slots and days that begin after where the walk stands and before `at`; the units are the same in all of them. */
function passUntil(walk: Walk, at: EpochSeconds): void {
  const slots = (slotOf(at - 1) - slotOf(walk.at)) / SLOT;
  if (slots > 0) {
    walk.slot = slotOf(at - 1);
    walk.booked = Math.max(0, walk.units - walk.free);
    walk.spent += slots * walk.booked;
  }
  const last = dayOf(at - 1);
  while (walk.day < last) {
    closeDay(walk);
    walk.day = walk.units > 0 ? walk.day + DAY : last;
    walk.peak = walk.units;
  }
}

/** Goes on to `at`, when the endings there are taken off: its term, slot and day have begun. */
function arrive(walk: Walk, at: EpochSeconds): void {
  walk.at = at;
  if (at >= nextTermAt(walk)) {
    walk.term = walk.item.terms.findLastIndex(({ start }) => start <= at + walk.termOffset);
    enterTerm(walk);
  }
  if (walk.slot !== slotOf(at)) {
    walk.slot = slotOf(at);
    walk.booked = 0;
  }
  const excess = walk.units - walk.free;
  if (excess > walk.booked) {
    walk.spent += excess - walk.booked;
    walk.booked = excess;
  }
  if (walk.day !== dayOf(at)) {
    closeDay(walk);
    walk.day = dayOf(at);
    walk.peak = 0;
  }
  walk.peak = Math.max(walk.peak, walk.units);
  if (walk.overAdopted) walk.overAdopted = walk.units > (walk.item.terms[walk.term]?.quota ?? 0);
}

function closeDay({ day, peak, days }: Walk): void {
  if (peak > 0) days.push({ day, units: peak });
}
