import type { ReadConnection, Values } from '../read-connection.ts';
import { type DayTotal, daysOfDevice, listDayTotals, usedDaysValue } from './day-totals.ts';
import { listDeviceTotals } from './device-totals.ts';
import { whereGiven } from './query.ts';
import type { Series, SeriesPart } from './series.ts';

export type DeviceSeriesArguments = {
  readonly top: number;
  readonly vendor: string | null;
  readonly item: string | null;
  readonly handshake: string | null;
  readonly feature: string | null;
  /** Starts of UTC days, half-open. */
  readonly from: number | null;
  readonly to: number | null;
};

const dimensions = {
  vendor: 'item_no IN (SELECT no FROM item WHERE vendor = :vendor)',
  item: 'item_no IN (SELECT no FROM item WHERE id = :item)',
  handshake: 'handshake = :handshake',
  feature: 'feature = :feature',
  from: 'day >= :from',
  to: 'day < :to',
};

type Largest = { readonly vendor: string; readonly deviceNo: number; readonly total: number };
type ItemNames = ReadonlyMap<number, { readonly vendor: string; readonly id: string }>;

/**
 * Usage by day of the devices with the most of it. Each device is added up once; days are read of the largest alone, and
 * what is left of the totals of all devices is the others'.
 */
export function deviceSeries(db: ReadConnection, { top, ...args }: DeviceSeriesArguments): Series {
  const items: ItemNames = new Map(
    db
      .all<{ no: number; vendor: string; id: string }>('SELECT no, vendor, id FROM item')
      .map(({ no, vendor, id }) => [no, { vendor, id }]),
  );
  const rest = restOf(listDayTotals(db, args), args, items);
  const at = [...rest.keys()];
  const days = usedDaysValue(db, args);
  const totals = listDeviceTotals(db, args);
  const parts = listLargest(totals, items, top).map(({ vendor, deviceNo, total }): SeriesPart => {
    const device = db.get<{ uuid: string; name: string | null }>('SELECT uuid, name FROM device WHERE no = :deviceNo', {
      deviceNo,
    });
    // Of the others it has nothing, and each would be looked for on every day.
    const counting = totals.filter(([, { numbers }]) => numbers.includes(deviceNo)).map(([itemNo]) => itemNo);
    const counted = daysOf(db, { ...args, vendor, device: device?.uuid ?? '', days, items: JSON.stringify(counting) });
    for (const [day, count] of counted) rest.set(day, (rest.get(day) ?? 0) - count);
    const counts = at.map((day) => counted.get(day) ?? 0);
    return { vendor, key: device?.uuid ?? '', name: device?.name ?? null, total, counts };
  });
  return { at, parts, rest: at.map((day) => rest.get(day) ?? 0) };
}

function restOf(
  totals: readonly DayTotal[],
  { vendor, item, handshake, feature }: Omit<DeviceSeriesArguments, 'top'>,
  items: ItemNames,
): Map<number, number> {
  const sums = new Map<number, number>();
  for (const total of totals) {
    const named = items.get(total.item_no);
    if (vendor !== null && named?.vendor !== vendor) continue;
    if (item !== null && named?.id !== item) continue;
    if (handshake !== null && total.handshake !== handshake) continue;
    if (feature !== null && total.feature !== feature) continue;
    sums.set(total.day, (sums.get(total.day) ?? 0) + total.count);
  }
  return sums;
}

/** The devices with the most, each with all items of a vendor, the most first. */
function listLargest(totals: ReturnType<typeof listDeviceTotals>, items: ItemNames, top: number): readonly Largest[] {
  const byVendor = new Map<string, Map<number, number>>();
  for (const [itemNo, { numbers, counts }] of totals) {
    const vendor = items.get(itemNo)?.vendor ?? '';
    const devices = byVendor.get(vendor) ?? new Map<number, number>();
    byVendor.set(vendor, devices);
    numbers.forEach((no, place) => {
      devices.set(no, (devices.get(no) ?? 0) + (counts[place] ?? 0));
    });
  }
  const largest: Largest[] = [];
  for (const [vendor, devices] of byVendor) {
    for (const [deviceNo, total] of devices) {
      // Of a hundred thousand devices a few are kept: most are left out by one comparison.
      if (largest.length === top && total <= (largest.at(-1)?.total ?? 0)) continue;
      const place = largest.findIndex((other) => other.total < total);
      largest.splice(place === -1 ? largest.length : place, 0, { vendor, deviceNo, total });
      if (largest.length > top) largest.pop();
    }
  }
  return largest;
}

const countingTerms = '(SELECT * FROM term WHERE item_no IN (SELECT value FROM json_each(:items)))';

function daysOf(db: ReadConnection, values: Values): ReadonlyMap<number, number> {
  const rows = db.all<{ day: number; count: number }>(
    `SELECT day, sum(count) AS count FROM ${daysOfDevice(countingTerms)} ${whereGiven(dimensions, values)} GROUP BY day`,
    values,
  );
  return new Map(rows.map(({ day, count }) => [day, count]));
}
