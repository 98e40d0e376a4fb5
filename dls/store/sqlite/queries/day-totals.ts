import { DAY } from '../../../../licensing/time.ts';
import type { ReadConnection } from '../read-connection.ts';

/** What all devices together counted on a UTC day. */
export type DayTotal = {
  readonly day: number;
  readonly item_no: number;
  readonly feature: string;
  readonly handshake: string;
  readonly count: number;
};

type Kept = { readonly changed: number; readonly totals: readonly DayTotal[] };

/** Totals of days as they were when report `changed` was the last that changed them, by connection. */
const known = new WeakMap<ReadConnection, Map<number, Kept>>();

const changes = `
  SELECT day, max(no) AS no FROM usage_changed
  WHERE day >= coalesce(:from, day) AND day < coalesce(:to, day + 1) GROUP BY day ORDER BY day`;

/** The first time of which there are totals without devices, such as a restore or the end of their keeping left them. */
const oldest = `
  SELECT min(at) AS at FROM (SELECT min(slot) AS at FROM usage_slot UNION ALL SELECT min(hour) FROM usage_hour)`;

const fromTimes = `
  SELECT :day AS day, item_no, feature, handshake, sum(count) AS count FROM (
    SELECT item_no, feature, handshake, count FROM usage_slot WHERE slot >= :day AND slot < :next
    UNION ALL SELECT item_no, feature, handshake, count FROM usage_hour WHERE hour >= :day AND hour < :next)
  GROUP BY item_no, feature, handshake`;

const fromDevices = `
  SELECT day, item_no, feature, handshake, sum(count) AS count FROM usage_day
  WHERE day = :day GROUP BY item_no, feature, handshake`;

/**
 * Usage by day without the devices: thousands of rows where the days themselves have a row for each device. A day is
 * added up again only after a report changed it, so that a year costs what today does.
 * @param from start of a UTC day, like `to`; null: no bound. Half-open.
 */
export function listDayTotals(
  db: ReadConnection,
  { from, to }: { readonly from: number | null; readonly to: number | null },
): readonly DayTotal[] {
  const days = known.get(db) ?? new Map<number, Kept>();
  known.set(db, days);
  const begin = db.get<{ at: number | null }>(oldest)?.at ?? Number.MAX_SAFE_INTEGER;
  return listChangedDays(db, { from, to }).flatMap(({ day, no }) => {
    const kept = days.get(day);
    if (kept?.changed === no) return kept.totals;
    // The day on which they begin may have lost its first hours.
    const sql = day >= begin ? fromTimes : fromDevices;
    const totals = db.all<DayTotal>(sql, { day, ...(sql === fromTimes && { next: day + DAY }) });
    days.set(day, { changed: no, totals });
    return totals;
  });
}

/** The UTC days with any usage, each with the number of the report that changed it last; oldest first. */
export function listChangedDays(
  db: ReadConnection,
  { from, to }: Parameters<typeof listDayTotals>[1],
): readonly { readonly day: number; readonly no: number }[] {
  return db.all(changes, { from, to });
}

/** Totals of days as a value for a statement, which reads it with `dayTotalRows`. */
export function dayTotalsValue(db: ReadConnection, span: Parameters<typeof listDayTotals>[1]): string {
  return JSON.stringify(
    listDayTotals(db, span).map(({ day, item_no, feature, handshake, count }) => [
      day,
      item_no,
      feature,
      handshake,
      count,
    ]),
  );
}

export const dayTotalRows = `
  SELECT value ->> 0 AS day, value ->> 1 AS item_no, value ->> 2 AS feature, value ->> 3 AS handshake, value ->> 4 AS count
  FROM json_each(:totals)`;

/**
 * The days of one device, as a table of `usage_day`'s columns: by whole keys, so that it costs the same on any site. The
 * days stand in `:days`, as `usedDaysValue` gives them, the device's UUID in `:device`.
 * @param terms those to look at, with the columns of `term`
 */
export const daysOfDevice = (terms = 'term'): string => `(
  SELECT usage_day.* FROM ${terms} AS looked CROSS JOIN json_each(:days) AS used
    CROSS JOIN usage_day ON usage_day.day = used.value AND usage_day.item_no = looked.item_no
      AND usage_day.term_start = looked.start AND usage_day.device_no = (SELECT no FROM device WHERE uuid = :device))`;

/** The UTC days with any usage, as a value for a statement. */
export function usedDaysValue(db: ReadConnection, span: Parameters<typeof listDayTotals>[1]): string {
  return JSON.stringify(listChangedDays(db, span).map(({ day }) => day));
}
