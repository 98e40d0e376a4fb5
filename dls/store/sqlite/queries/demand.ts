import { DAY, HOUR } from '../../../../licensing/time.ts';
import { defineQuery } from './query.ts';

export type DemandArguments = {
  readonly itemNo: number;
  readonly vendor: string;
  readonly item: string;
  /** Half-open; whole UTC days: that of `from` too. */
  readonly from: number;
  readonly to: number;
};

/** How much of an item was wanted at once. */
export type Demand = {
  /** UTC days with a grant or a refusal for want of quota. */
  readonly days: readonly DemandDay[];
  /** Starts of hours, upwards, and the most units counted in each, as looked at once a minute. */
  readonly hours: { readonly at: readonly number[]; readonly peaks: readonly number[] };
};

export type DemandDay = {
  readonly at: number;
  /** Most units given away at once. */
  readonly peak: number;
  /** Devices that were refused for want of quota at least once. */
  readonly refused: number;
};

const days = `
  SELECT at, max(peak) AS peak, max(refused) AS refused FROM (
    SELECT day AS at, peak, 0 AS refused FROM item_day WHERE item_no = :itemNo
    UNION ALL SELECT peak_day AS at, peak, 0 AS refused FROM item_state WHERE item_no = :itemNo
    UNION ALL SELECT day AS at, 0 AS peak, count(DISTINCT device) AS refused FROM denial
      WHERE vendor = :vendor AND item = :item AND code = 'quota_exhausted' AND count > paused GROUP BY day)
  WHERE at >= :from AND at < :to GROUP BY at ORDER BY at`;

const hours = `
  SELECT hour AS at, peak FROM item_hour WHERE item_no = :itemNo AND hour >= :from AND hour < :to ORDER BY hour`;

export const demand = defineQuery((db, args: DemandArguments): Demand => {
  const { itemNo, vendor, item, to } = args;
  const from = args.from - (args.from % DAY);
  const sampled = db.all<{ at: number; peak: number }>(hours, { itemNo, from: args.from - (args.from % HOUR), to });
  return {
    days: db.all<DemandDay>(days, { itemNo, vendor, item, from, to }),
    hours: { at: sampled.map(({ at }) => at), peaks: sampled.map(({ peak }) => peak) },
  };
});
