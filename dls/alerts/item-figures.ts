import { advance, type ItemTally } from '../../licensing/counter.ts';
import { isConcurrent, isRegistered } from '../../licensing/defaults.ts';
import { type Figure, overageFigure, peakFigure, quotaFigure, syncFigure, termFigure } from '../../licensing/figure.ts';
import { type Item, runningTerm, type Term } from '../../licensing/item.ts';
import { graceEnd } from '../../licensing/lease-length.ts';
import { toleranceOf } from '../../licensing/quota-limit.ts';
import { dayOf, type EpochSeconds, type Seconds } from '../../licensing/time.ts';
import type { Snapshot } from '../site/snapshot.ts';
import type { AlertReadings, TallyReading } from '../store/sqlite/queries/alert-readings.ts';
import type { AlertFacts, ItemFacts } from './alert-facts.ts';

/** A figure as it stands now, with what an alert would have to say of it. */
export type Watched = { readonly figure: Figure; readonly facts: AlertFacts };

/** Figures of all items: quota, peak, overage, term and `syncDays`. Of what is voided or over, nothing can run out. */
export function listItemFigures(snapshot: Snapshot, readings: AlertReadings, now: EpochSeconds): readonly Watched[] {
  const tallies = new Map(readings.tallies.map((reading) => [reading.no, reading]));
  const used = new Map(readings.used.map(({ no, start, used: units }) => [`${no} ${start}`, units]));
  return [...snapshot.items].flatMap(([no, item]) => {
    const vendor = snapshot.configuration.vendors.get(item.vendor);
    const termOffset = vendor?.termOffset ?? 0;
    if (vendor === undefined || item.revoked) return [];
    const isPublicTrial = !vendor.items.has(item.id);
    const facts = factsOf(snapshot, item, now + termOffset);
    const ends = isPublicTrial ? [] : [termWatched(item, facts, { now, termOffset })];
    const term = runningTerm(item, now + termOffset);
    if (term === null || now + termOffset >= graceEnd(term)) return ends;
    const reading = tallies.get(no);
    const tally = reading === undefined ? null : tallyAt(item, reading, { now, termOffset });
    const units = item.metric === 'usage' ? (used.get(`${no} ${term.start}`) ?? 0) : (tally?.all.units ?? 0);
    const from = Math.max(vendor.acknowledgedAt, item.importedAt);
    return [
      ...ends,
      ...quotaWatched(item, term, facts, units),
      ...seatsWatched(item, term, facts, { tally, now }),
      ...syncWatched(item, term, facts, { from, now }),
    ];
  });
}

type Times = { readonly now: EpochSeconds; readonly termOffset: Seconds };

/** The tally brought to `now`, like the next request would find it; nothing is written. */
function tallyAt(item: Item, reading: TallyReading, times: Times): ItemTally {
  const { units, at, termStart, spent, slot, booked, overAdopted, peakDay, peak, due } = reading;
  const stored: ItemTally = {
    all: { units, at },
    overage: { termStart, spent, slot, booked },
    overAdopted: overAdopted === 1,
    peak: { day: peakDay, units: peak },
  };
  return at >= times.now ? stored : advance(item, stored, due, times).tally;
}

function factsOf(snapshot: Snapshot, item: Item, termNow: EpochSeconds): ItemFacts {
  const term = runningTerm(item, termNow) ?? item.terms[0];
  return {
    vendor: item.vendor,
    vendorName: vendorName(snapshot, item.vendor),
    item: item.id,
    name: term?.name ?? item.id,
    product: item.product,
    metric: item.metric,
  };
}

/** As its card calls it. */
export function vendorName(snapshot: Snapshot, vendor: string): string {
  return snapshot.vendors.get(vendor)?.name ?? vendor;
}

/** The vendor judges by its own term time; people are told in the time of the site. */
function termWatched(item: Item, facts: ItemFacts, { now, termOffset }: Times): Watched {
  const figure = termFigure(item, now + termOffset);
  const { end, grace } = figure.kind === 'days left' ? figure : { end: now, grace: now };
  return {
    figure,
    facts: { ...facts, subject: 'term', end: end - termOffset, graceEnd: grace - termOffset, now },
  };
}

function quotaWatched(item: Item, term: Term, facts: ItemFacts, units: number): readonly Watched[] {
  if (item.metric !== 'usage' && !isRegistered(item.metric)) return [];
  const { quota, unit } = term;
  const tolerance = toleranceOf(item.metric, term);
  return [
    {
      figure: quotaFigure(item, term, units),
      facts: { ...facts, subject: 'quota', used: units, quota, tolerance, unit },
    },
  ];
}

type Seats = { readonly tally: ItemTally | null; readonly now: EpochSeconds };

function seatsWatched(item: Item, term: Term, facts: ItemFacts, { tally, now }: Seats): readonly Watched[] {
  if (!isConcurrent(item.metric)) return [];
  const peak = tally !== null && tally.peak.day === dayOf(now) ? tally.peak.units : 0;
  const spent = tally !== null && tally.overage.termStart === term.start ? tally.overage.spent : 0;
  const budget = term.overageSlots;
  const overage = overageFigure(item, term, spent);
  return [
    { figure: peakFigure(item, term, peak), facts: { ...facts, subject: 'peak', peak, quota: term.quota, budget } },
    ...(overage === null ? [] : [{ figure: overage, facts: { ...facts, subject: 'overage', spent, budget } as const }]),
  ];
}

type Waited = { readonly from: EpochSeconds; readonly now: EpochSeconds };

function syncWatched(item: Item, term: Term, facts: ItemFacts, waited: Waited): readonly Watched[] {
  const figure = syncFigure(item, term, waited);
  if (figure === null || term.syncDays === null) return [];
  return [{ figure, facts: { ...facts, subject: 'sync', syncDays: term.syncDays, ...waited } }];
}
