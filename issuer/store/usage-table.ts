import type { Connection } from './connection.ts';

/** One key of usage with its running total. */
export type UsageRow = {
  readonly site: string;
  readonly organization: string;
  readonly product: string;
  readonly item: string;
  /** Start of the term, epoch seconds. */
  readonly term: number;
  /** YYYY-MM-DD, UTC. */
  readonly day: string;
  readonly device: string;
  readonly feature: string;
  readonly count: number;
};

/** A term of an item at one site, under which usage was reported. */
export type UsageTerm = Pick<UsageRow, 'site' | 'organization' | 'product' | 'item' | 'term'> & { readonly id: number };

/** Usage of all devices of a site together. */
export type UsageTotal = Omit<UsageRow, 'device'> & { readonly devices: number };

type UsageKey = { readonly term: number; readonly day: number; readonly device: number; readonly feature: number };

/** The largest running total of every key. Texts that repeat are kept once and named by numbers. */
export function usageTable(db: Connection) {
  const put = db.prepare(
    `INSERT INTO usage VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET count = excluded.count WHERE excluded.count > count`,
  );
  const held = db
    .prepare<[number, number, number, number], number>(
      'SELECT count FROM usage WHERE term = ? AND day = ? AND device = ? AND feature = ?',
    )
    .pluck();
  const termId = db
    .prepare<[string, string, number], number>(
      'INSERT INTO usage_term (site, item, term) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET term = excluded.term RETURNING id',
    )
    .pluck();
  const deviceId = db
    .prepare<[string, string], number>(
      `INSERT INTO reported_device (site, device, items, epoch, seq) VALUES (?, ?, '[]', 0, 0)
       ON CONFLICT DO UPDATE SET site = excluded.site RETURNING id`,
    )
    .pluck();
  const featureId = db
    .prepare<[string], number>(
      'INSERT INTO usage_feature (feature) VALUES (?) ON CONFLICT DO UPDATE SET feature = excluded.feature RETURNING id',
    )
    .pluck();
  const listTerms = db.prepare<[], UsageTerm>(
    `WITH named AS (
       SELECT term.id, term.site, term.item, term.term, reported.organization, reported.product FROM usage_term AS term
       JOIN reported_item AS reported ON reported.site = term.site AND reported.item = term.item AND reported.start = term.term
       UNION
       SELECT term.id, term.site, term.item, term.term, issued.organization, issued.product FROM usage_term AS term
       JOIN issued_item AS issued ON issued.site = term.site AND issued.item = term.item
     )
     SELECT term.id, term.site, term.item, term.term,
       coalesce(min(named.organization), '') AS organization, coalesce(min(named.product), '') AS product
     FROM usage_term AS term LEFT JOIN named ON named.id = term.id
     GROUP BY term.id ORDER BY organization, term.item, term.term, term.site`,
  );
  const rowsOfTerm = db.prepare<[number], Pick<UsageRow, 'day' | 'device' | 'feature' | 'count'>>(
    `SELECT ${isoDay} AS day, device.device AS device, feature.feature AS feature, usage.count AS count
     FROM usage JOIN reported_device AS device ON device.id = usage.device
     JOIN usage_feature AS feature ON feature.id = usage.feature
     WHERE usage.term = ? ORDER BY usage.day, usage.device, usage.feature`,
  );
  const totalsOfTerm = db.prepare<[number], Pick<UsageTotal, 'day' | 'feature' | 'devices' | 'count'>>(
    `SELECT ${isoDay} AS day, feature.feature AS feature, count(*) AS devices, sum(usage.count) AS count
     FROM usage JOIN usage_feature AS feature ON feature.id = usage.feature
     WHERE usage.term = ? GROUP BY usage.day, feature.feature ORDER BY usage.day, feature.feature`,
  );

  return {
    /** @returns whether it is less than what is held, which stays */
    put: ({ term, day, device, feature }: UsageKey, count: number): boolean => {
      if (put.run(term, day, device, feature, count).changes > 0) return false;
      return (held.get(term, day, device, feature) ?? 0) > count;
    },
    termId: (site: string, item: string, term: number): number => termId.get(site, item, term) ?? 0,
    deviceId: (site: string, device: string): number => deviceId.get(site, device) ?? 0,
    featureId: (feature: string): number => featureId.get(feature) ?? 0,
    /** Terms with usage, by organization, item, start and site. */
    listTerms: (): UsageTerm[] => listTerms.all(),
    /** One row per key, one after the other, without holding them all. */
    iterateRows: (term: UsageTerm): Iterable<Pick<UsageRow, 'day' | 'device' | 'feature' | 'count'>> =>
      rowsOfTerm.iterate(term.id),
    /** Sums over the devices of one site. */
    listTotals: (term: UsageTerm) => totalsOfTerm.all(term.id),
  };
}

/** The number that a day is stored as: 20260131 for 2026-01-31. */
export function dayNumber(day: string): number {
  return Number(day.replaceAll('-', ''));
}

const isoDay = `printf('%04d-%02d-%02d', usage.day / 10000, usage.day / 100 % 100, usage.day % 100)`;
