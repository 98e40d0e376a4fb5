import type { Configuration, VendorConfiguration } from './configuration.ts';
import type { CounterChange } from './counter.ts';
import { changesOf } from './counter-change.ts';
import { isRegistered } from './defaults.ts';
import { type Item, runningTerm, type Term } from './item.ts';
import type { DeviceState, Seat } from './seat.ts';
import { isHeld } from './seat-grant.ts';
import { type EpochSeconds, type Seconds, SLOT, slotOf } from './time.ts';
import { trialItem } from './trial.ts';

/** One count for one item, feature and slot, as a device reports it (protocol.md section 5). */
export type UsageRecord = {
  readonly vendor: string;
  readonly slot: EpochSeconds;
  readonly item: string;
  readonly feature: string;
  readonly count: number;
};

/** A usage report, and what is known of its device. */
export type ReportInput = {
  readonly configuration: Configuration;
  readonly device: {
    /** The device's first grant of all. */
    readonly firstGrant: EpochSeconds;
    /** What the device has of each vendor. */
    readonly vendors: ReadonlyMap<string, Pick<DeviceState, 'seats'>>;
  };
  readonly records: readonly UsageRecord[];
  /** After a restore or a proven rollback: the moment of the restored state, from which on gaps are filled. */
  readonly gapFrom: EpochSeconds | null;
  readonly now: EpochSeconds;
};

/** A record as it is booked. */
export type BookedUsage = UsageRecord & {
  /** The term it belongs to: the latest with `start` ≤ slot, however late the record comes. */
  readonly termStart: EpochSeconds;
  /** The code the device has the item from; null: a public trial. */
  readonly handshake: string | null;
  /** `future`: it named a later slot and is booked to the current one. `gap`: it fills what a restore lost. */
  readonly flag: 'future' | 'gap' | null;
};

/** A seat on which usage was reported. */
export type SeatTouch = {
  readonly item: Item;
  readonly seat: Seat;
  readonly changes: readonly CounterChange[];
};

/** What the store has to change for a report, or what is wrong with it. */
export type ReportDecision =
  | {
      readonly outcome: 'booked';
      readonly records: readonly BookedUsage[];
      /** Units to add to what a term has used. */
      readonly used: readonly {
        readonly vendor: string;
        readonly item: string;
        readonly termStart: EpochSeconds;
        readonly units: number;
      }[];
      readonly touches: readonly SeatTouch[];
    }
  | {
      readonly outcome: 'problem';
      readonly code: 'report_malformed';
      /** The first record that breaks a condition, and in which field: `records[3].slot`. */
      readonly field: string;
    };

/**
 * Books a usage report of a known device, whole or not at all: also beyond quota, for it is the truth (rules.md section
 * 5). The number of the report was judged before (`judgeReportNumber`).
 */
export function decideReport(input: ReportInput): ReportDecision {
  const records: BookedUsage[] = [];
  for (const [index, record] of input.records.entries()) {
    const booked = book(input, record);
    if ('field' in booked) {
      return { outcome: 'problem', code: 'report_malformed', field: `records[${index}].${booked.field}` };
    }
    records.push(booked);
  }
  return { outcome: 'booked', records, used: usedBy(records), touches: touchesOf(input, records) };
}

type BrokenField = { readonly field: keyof UsageRecord };

function book(input: ReportInput, record: UsageRecord): BookedUsage | BrokenField {
  const { configuration, device, gapFrom, now } = input;
  const vendor = configuration.vendors.get(record.vendor);
  if (vendor === undefined) return { field: 'vendor' };
  const fills = gapFrom !== null && record.slot >= slotOf(gapFrom);
  const early = record.slot < slotOf(device.firstGrant);
  if (record.slot % SLOT !== 0 || (early && !fills)) return { field: 'slot' };
  const item = findItem(vendor, record.item);
  if (item === null) return { field: 'item' };
  const source = sourceOf(input, vendor, item, { ...record, fills });
  if ('field' in source) return source;
  const slot = Math.min(record.slot, slotOf(now));
  const term = termOfSlot(item, slot, vendor.termOffset);
  if (!Number.isInteger(record.count) || record.count < 1 || record.count > term.maxPerSlot) return { field: 'count' };
  const flag = early || source.gap ? 'gap' : slot < record.slot ? 'future' : null;
  return { ...record, slot, termStart: term.start, handshake: source.handshake, flag };
}

/** An item or public trial. Usage of a trial belongs to its one term, whenever the device began. */
function findItem(vendor: VendorConfiguration, id: string): Item | null {
  const item = vendor.items.get(id);
  if (item !== undefined) return item;
  const trial = vendor.trials.find((offered) => offered.id === id);
  return trial === undefined ? null : trialItem(trial, trial.start - vendor.termOffset, vendor.termOffset);
}

/** Whether item and feature have been leased to the device, or may fill a gap: then any of its codes will do. */
function sourceOf(
  { device }: ReportInput,
  vendor: VendorConfiguration,
  item: Item,
  { feature, fills }: UsageRecord & { readonly fills: boolean },
): { readonly handshake: string | null; readonly gap: boolean } | BrokenField {
  const seats = device.vendors.get(vendor.vendor)?.seats ?? [];
  const seat = seats.find((own) => own.item === item.id);
  if (seat?.features.includes(feature)) return { handshake: seat.handshake, gap: false };
  const codes = fills ? seats.map((own) => own.handshake) : [];
  const code = codes.find((name) => name !== null && vendor.codes.get(name)?.items.includes(item.id));
  if (code === undefined) return { field: seat === undefined ? 'item' : 'feature' };
  const known = item.terms.some((term) => term.features.includes(feature));
  return known ? { handshake: code, gap: true } : { field: 'feature' };
}

/** The latest term with `start` ≤ slot; the first one for the slot in which that began. */
function termOfSlot(item: Item, slot: EpochSeconds, termOffset: Seconds): Term {
  return runningTerm(item, slot + termOffset) ?? (item.terms[0] as Term);
}

function usedBy(records: readonly BookedUsage[]): Extract<ReportDecision, { outcome: 'booked' }>['used'] {
  const used = new Map<string, { vendor: string; item: string; termStart: EpochSeconds; units: number }>();
  for (const { vendor, item, termStart, count } of records) {
    const key = `${vendor} ${item} ${termStart}`;
    const known = used.get(key);
    if (known === undefined) used.set(key, { vendor, item, termStart, units: count });
    else known.units += count;
  }
  return [...used.values()];
}

/** Restarts the active window of registered seats, and marks the others as used the first time. */
function touchesOf(input: ReportInput, records: readonly BookedUsage[]): readonly SeatTouch[] {
  const { configuration, device, now } = input;
  const touches: SeatTouch[] = [];
  for (const [name, { seats }] of device.vendors) {
    for (const seat of seats) {
      const vendor = configuration.vendors.get(name);
      if (vendor === undefined || !isHeld(seat, now)) continue;
      if (!records.some((record) => record.vendor === name && record.item === seat.item)) continue;
      const item = findItem(vendor, seat.item) as Item;
      const touched = touch(item, seat, now, vendor.termOffset);
      if (touched !== null) touches.push(touched);
    }
  }
  return touches;
}

function touch(item: Item, seat: Seat, now: EpochSeconds, termOffset: Seconds): SeatTouch | null {
  if (!isRegistered(item.metric)) {
    return seat.reported ? null : { item, seat: { ...seat, active: now, reported: true }, changes: [] };
  }
  const term = termOfSlot(item, now, termOffset);
  const heldUntil = Math.max(seat.heldUntil, now + term.activeWindow);
  const after: Seat = { ...seat, active: now, heldUntil, reported: true };
  return { item, seat: after, changes: changesOf(item.metric, seat, after, now) };
}
