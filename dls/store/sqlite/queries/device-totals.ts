import { DAY } from '../../../../licensing/time.ts';
import type { ReadConnection } from '../read-connection.ts';
import { listChangedDays } from './day-totals.ts';
import { whereGiven } from './query.ts';

export type DeviceTotalsArguments = {
  readonly vendor: string | null;
  readonly item: string | null;
  readonly handshake: string | null;
  readonly feature: string | null;
  /** Starts of UTC days, half-open. */
  readonly from: number | null;
  readonly to: number | null;
};

/** What devices counted of an item over all days of a span: numbers of devices, ascending, and the sum of each. */
export type DeviceTotals = { readonly numbers: Uint32Array; readonly counts: Float64Array };

type ChangedDay = ReturnType<typeof listChangedDays>[number];
type Totals = ReadonlyMap<number, DeviceTotals>;
type Kept = { readonly changed: string; readonly totals: Totals };

/** Days that are kept as one sum: a year is a dozen of them, and a late report makes one of them anew. */
const blockDays = 32;
/** Six years, so that all time stays together; about 1 MB each where 100 000 devices count. */
const maxKept = 72;

/** Sums of blocks of days as they were when they were read, the latest used last, by connection. */
const known = new WeakMap<ReadConnection, Map<string, Kept>>();

/**
 * Usage by device: a year of many devices is tens of millions of rows, of which only those are read again that changed
 * since they were last asked for. Arrays cross from the database as two texts, which is several times as quick as rows.
 */
export function listDeviceTotals(
  db: ReadConnection,
  args: DeviceTotalsArguments,
): readonly (readonly [itemNo: number, totals: DeviceTotals])[] {
  const { vendor, item, handshake, feature, from, to } = args;
  const narrowed = { vendor, item, handshake, feature };
  const reading = openReading(db, narrowed);
  const days = listChangedDays(db, { from, to });
  // The latest day changes all the time.
  const closed = Object.values(Object.groupBy(days.slice(0, -1), ({ day }) => Math.floor(day / DAY / blockDays)));
  const parts = closed.map((block = []) => keptBlock(db, narrowed, block, () => reading.sumDays(block)));
  return reading.sumParts([...parts, reading.sumDays(days.slice(-1))]);
}

function keptBlock(db: ReadConnection, narrowed: Narrowed, block: readonly ChangedDay[], read: () => Totals): Totals {
  const kept = known.get(db) ?? new Map<string, Kept>();
  known.set(db, kept);
  const key = JSON.stringify([narrowed, block[0]?.day, block.at(-1)?.day]);
  const changed = block.map(({ day, no }) => `${day}:${no}`).join();
  const before = kept.get(key);
  const totals = before?.changed === changed ? before.totals : read();
  kept.delete(key);
  kept.set(key, { changed, totals });
  for (const oldest of [...kept.keys()].slice(0, -maxKept)) kept.delete(oldest);
  return totals;
}

const dimensions = {
  day: 'day = :day',
  item_no: 'item_no = :item_no',
  handshake: 'handshake = :handshake',
  feature: 'feature = :feature',
};

type Narrowed = Omit<DeviceTotalsArguments, 'from' | 'to'>;

/** Adds up items one after the other, in one row of counters by device number. */
function openReading(db: ReadConnection, { vendor, item, ...named }: Narrowed) {
  const items = db.all<{ no: number }>(
    'SELECT no FROM item WHERE vendor = coalesce(:vendor, vendor) AND id = coalesce(:item, id)',
    { vendor, item },
  );
  const last = db.get<{ no: number | null }>('SELECT max(no) AS no FROM device')?.no ?? 0;
  const sums = new Float64Array(last + 1);
  const sql = `
    SELECT json_group_array(device_no) AS numbers, json_group_array(count) AS counts FROM usage_day
    ${whereGiven(dimensions, { day: 0, item_no: 0, ...named })}`;

  function* portionsOf(days: readonly ChangedDay[], item_no: number): Generator<Portion> {
    for (const { day } of days) {
      const row = db.get<{ numbers: string; counts: string }>(sql, { day, item_no, ...named });
      yield { numbers: JSON.parse(row?.numbers ?? '[]'), counts: JSON.parse(row?.counts ?? '[]') };
    }
  }
  const sumItems = (portions: (item_no: number) => Iterable<Portion>): readonly (readonly [number, DeviceTotals])[] =>
    items
      .map(({ no }) => [no, sumPortions(portions(no), sums)] as const)
      .filter(([, found]) => found.numbers.length > 0);

  return {
    sumDays: (days: readonly ChangedDay[]): Totals => new Map(sumItems((no) => portionsOf(days, no))),
    sumParts: (parts: readonly Totals[]) =>
      sumItems((no) => parts.map((part) => part.get(no)).filter((devices) => devices !== undefined)),
  };
}

type Portion = { readonly numbers: ArrayLike<number>; readonly counts: ArrayLike<number> };

/** @param sums zeros by device number, and zeros again afterwards */
function sumPortions(portions: Iterable<Portion>, sums: Float64Array): DeviceTotals {
  const numbers: number[] = [];
  for (const portion of portions) addPortion(sums, numbers, portion);
  const sorted = Uint32Array.from(numbers).sort();
  const counts = Float64Array.from(sorted, (no) => sums[no] ?? 0);
  for (const no of sorted) sums[no] = 0;
  return { numbers: sorted, counts };
}

/** Adds counts to the sums, and the numbers of devices that had none to `numbers`. */
function addPortion(sums: Float64Array, numbers: number[], portion: Portion): void {
  for (let place = 0; place < portion.numbers.length; place++) {
    const no = portion.numbers[place] ?? 0;
    const count = portion.counts[place] ?? 0;
    const sum = sums[no] ?? 0;
    if (sum === 0 && count > 0) numbers.push(no);
    sums[no] = sum + count;
  }
}
