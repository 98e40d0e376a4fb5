import { DAY } from '../../../../licensing/time.ts';
import { defineQuery } from './query.ts';

/** Figures of the whole site. */
export type Totals = {
  readonly devices: number;
  /** Seats held. */
  readonly seats: number;
  /** Refusals counted on rows of the last 24 hours. */
  readonly denials: number;
  /** Units reported for the current UTC day. */
  readonly usage: number;
  readonly height: number;
  readonly alerts: number;
  readonly licenses: number;
};

export const totals = defineQuery((db, { now }: { readonly now: number }): Totals => {
  const one = (sql: string, values = {}): number => db.get<{ value: number | null }>(sql, values)?.value ?? 0;
  return {
    devices: one('SELECT count(*) AS value FROM device WHERE removed_at IS NULL'),
    seats: one('SELECT count(*) AS value FROM seat WHERE held_until > :now', { now }),
    denials: one('SELECT sum(count) AS value FROM denial WHERE last_at > :from', { from: now - DAY }),
    usage: one('SELECT sum(count) AS value FROM usage_day WHERE day = :day', { day: now - (now % DAY) }),
    height: one('SELECT max(height) AS value FROM ledger'),
    alerts: one(`
      SELECT count(*) AS value FROM alert WHERE until IS NULL AND dismissed_at IS NULL
        AND EXISTS (SELECT 1 FROM json_each(channels_json) WHERE value = 'console')`),
    licenses: one('SELECT count(*) AS value FROM license'),
  };
});
