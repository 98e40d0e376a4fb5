import { DAY } from '../../../../licensing/time.ts';
import { defineQuery } from './query.ts';

/** What an item has given away and used, at `now`. */
export type ItemFigures = {
  readonly no: number;
  /** Units of the running term (`usage`); registered or live units of every other metric. */
  readonly used: number;
  /** Devices that hold a seat. */
  readonly registered: number;
  /** Devices with a lease in force. */
  readonly live: number;
  /** Most units of the current UTC day. */
  readonly peak: number;
  readonly overageSpent: number;
  /** Reclaims since `reclaimsFrom`. */
  readonly reclaims: number;
};

export type FiguresArguments = {
  /** Items by number, each with the start of its running term. */
  readonly items: readonly { readonly no: number; readonly termStart: number }[];
  readonly now: number;
  readonly reclaimsFrom: number;
};

const counted = `
  SELECT item_state.units - coalesce((SELECT sum(ending.units) FROM ending
      WHERE ending.item_no = item_state.item_no AND ending.subject = 'all' AND ending.at <= :now), 0) AS units,
    term_start AS termStart, overage_spent AS spent, peak_day AS peakDay, peak
  FROM item_state WHERE item_no = :no`;

const held = `
  SELECT count(*) AS registered, coalesce(sum(lease_end > :now), 0) AS live
  FROM seat WHERE item_no = :no AND held_until > :now`;

export const itemFigures = defineQuery((db, { items, now, reclaimsFrom }: FiguresArguments): readonly ItemFigures[] =>
  items.map(({ no, termStart }) => {
    const state = db.get<{ units: number; termStart: number; spent: number; peakDay: number; peak: number }>(counted, {
      no,
      now,
    });
    const metric = db.get<{ metric: string }>('SELECT metric FROM item WHERE no = :no', { no })?.metric;
    const term = db.get<{ used: number }>('SELECT used FROM term WHERE item_no = :no AND start = :termStart', {
      no,
      termStart,
    });
    const seats = db.get<{ registered: number; live: number }>(held, { no, now });
    const reclaims = db.get<{ count: number }>(
      `SELECT count(*) AS count FROM reclaim WHERE item_no = :no AND kind = 'reclaim' AND at > :reclaimsFrom`,
      { no, reclaimsFrom },
    );
    const units = state?.units ?? 0;
    return {
      no,
      used: metric === 'usage' ? (term?.used ?? 0) : metric === 'domain' ? (seats?.live ?? 0) : units,
      registered: seats?.registered ?? 0,
      live: seats?.live ?? 0,
      peak: state !== undefined && state.peakDay === now - (now % DAY) ? state.peak : units,
      overageSpent: state !== undefined && state.termStart === termStart ? state.spent : 0,
      reclaims: reclaims?.count ?? 0,
    };
  }),
);
