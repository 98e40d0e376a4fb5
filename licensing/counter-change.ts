import { type CounterChange, type CounterSubject, type Ending, endingsOf, type ItemCounts } from './counter.ts';
import type { Metric } from './item.ts';
import type { Seat } from './seat.ts';
import type { EpochSeconds } from './time.ts';

/**
 * What the counters of an item change by when a device's seat on it goes from `before` to `after` at `now`: all units,
 * those of the reservation it is held from, and the offline leases that are out.
 */
export function changesOf(
  metric: Metric,
  before: Seat | null,
  after: Seat | null,
  now: EpochSeconds,
): readonly CounterChange[] {
  const changes: CounterChange[] = [];
  const taken = endingsOf(metric, before, now);
  const given = endingsOf(metric, after, now);
  pushDifference(changes, 'all', taken, given);
  const from = before?.reservation ?? null;
  const to = after?.reservation ?? null;
  if (from === to) {
    if (to !== null) pushDifference(changes, `reservation:${to}`, taken, given);
  } else {
    if (from !== null) pushDifference(changes, `reservation:${from}`, taken, []);
    if (to !== null) pushDifference(changes, `reservation:${to}`, [], given);
  }
  pushDifference(changes, 'offline', offlineEndingsOf(before, now), offlineEndingsOf(after, now));
  return changes;
}

/** The changes of several seats of one item, in one change for each subject. */
export function mergeChanges(...lists: readonly (readonly CounterChange[])[]): readonly CounterChange[] {
  const merged: CounterChange[] = [];
  for (const [subject, changes] of Map.groupBy(lists.flat(), (change) => change.subject)) {
    pushDifference(
      merged,
      subject,
      [],
      changes.flatMap((change) => change.endings),
    );
  }
  return merged;
}

/** Counts after `changes`: units and the day's peak. Overage is booked by whoever grants. */
export function applyChanges(counts: ItemCounts, changes: readonly CounterChange[]): ItemCounts {
  let { all, offline, reserved, peak } = counts;
  for (const { subject, units } of changes) {
    if (subject === 'all') all = { units: all.units + units, at: all.at };
    else if (subject === 'offline') offline += units;
    else {
      const name = subject.slice('reservation:'.length);
      reserved = { ...reserved, [name]: (reserved[name] ?? 0) + units };
    }
  }
  if (all.units > peak.units) peak = { day: peak.day, units: all.units };
  return { ...counts, all, offline, reserved, peak };
}

/** What the counters of an item have to be at `now`, counted from its seats alone: for checks and repairs. */
export function recount(metric: Metric, seats: Iterable<Seat>, now: EpochSeconds): readonly CounterChange[] {
  const changes: CounterChange[] = [];
  for (const seat of seats) changes.push(...changesOf(metric, null, seat, now));
  return mergeChanges(changes);
}

/** Offline leases that are out: one for a device, until its last one ends. */
export function offlineEndingsOf(seat: Seat | null, now: EpochSeconds): readonly Ending[] {
  let at = now;
  for (const { offline, exp } of seat?.leases ?? []) if (offline !== null && exp > at) at = exp;
  return at === now ? [] : [{ at, units: 1 }];
}

/** Adds the change from `taken` to `given`, unless nothing changes; endings at the same second become one. */
function pushDifference(
  changes: CounterChange[],
  subject: CounterSubject,
  taken: readonly Ending[],
  given: readonly Ending[],
): void {
  if (taken.length === 0 && given.length === 0) return;
  const endings: { at: EpochSeconds; units: number }[] = [];
  let units = 0;
  const add = (at: EpochSeconds, change: number) => {
    units += change;
    const same = endings.findIndex((ending) => ending.at === at);
    const known = endings[same];
    if (known === undefined) endings.push({ at, units: change });
    else known.units += change;
    if (known?.units === 0) endings.splice(same, 1);
  };
  for (const ending of taken) add(ending.at, -ending.units);
  for (const ending of given) add(ending.at, ending.units);
  if (endings.length > 0) changes.push({ subject, units, endings });
}
