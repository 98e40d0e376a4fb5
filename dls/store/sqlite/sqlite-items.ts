import type { Metric, Reservation, Term } from '../../../licensing/item.ts';
import type { ConfigurationTables, ItemRow } from '../configuration-tables.ts';
import type { Gate } from './connection.ts';

type RawItem = {
  readonly no: number;
  readonly vendor: string;
  readonly id: string;
  readonly organization: string;
  readonly product: string;
  readonly metric: string;
  readonly trial: number;
  readonly public_trial: number;
  readonly days: number | null;
  readonly revoked: number;
  readonly revoked_at: number | null;
  readonly locked: number;
  readonly lock_iat: number;
  readonly license_digest: string;
  readonly mismatch_since: number | null;
  readonly reservations_json: string;
  readonly added_at: number;
};

export function prepareItems(gate: Gate): ConfigurationTables['items'] {
  const list = gate.prepare<RawItem>('SELECT * FROM item ORDER BY no');
  const terms = gate.prepare<{ item_no: number; term_json: string }>(
    'SELECT item_no, term_json FROM term ORDER BY item_no, start',
  );
  const insert = gate.prepare<{ no: number }>(`
    INSERT INTO item (vendor, id, organization, product, metric, trial, public_trial, days, revoked, revoked_at, locked,
      lock_iat, license_digest, mismatch_since, reservations_json, added_at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING no`);
  const update = gate.prepare(`
    UPDATE item SET revoked = ?, revoked_at = ?, locked = ?, lock_iat = ?, license_digest = ?, mismatch_since = ?,
      reservations_json = ?, days = ?, trial = ? WHERE no = ?`);
  const putTerm = gate.prepare(`
    INSERT INTO term (item_no, start, end, quota, term_json) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (item_no, start) DO UPDATE SET end = excluded.end, quota = excluded.quota, term_json = excluded.term_json`);

  return {
    list: () => {
      const byItem = Map.groupBy(terms.all(), (row) => row.item_no);
      return list.all().map((row) => itemRowOf(row, byItem.get(row.no) ?? []));
    },
    put: (row) => {
      const reservations = JSON.stringify(row.reservations);
      const days = row.publicTrial?.days ?? null;
      let no = row.no;
      if (no === 0) {
        const flags = [row.trial ? 1 : 0, row.publicTrial === null ? 0 : 1, days, row.revoked ? 1 : 0] as const;
        const lock = [row.revokedAt, row.locked ? 1 : 0, row.lockIat] as const;
        const { vendor, id, organization, product, metric, licenseDigest, mismatchSince, addedAt } = row;
        const named = [vendor, id, organization, product, metric] as const;
        no = insert.get(...named, ...flags, ...lock, licenseDigest, mismatchSince, reservations, addedAt)?.no ?? 0;
      } else {
        const lock = [row.revoked ? 1 : 0, row.revokedAt, row.locked ? 1 : 0, row.lockIat] as const;
        update.run(...lock, row.licenseDigest, row.mismatchSince, reservations, days, row.trial ? 1 : 0, no);
      }
      for (const term of row.terms) putTerm.run(no, term.start, term.end, term.quota, JSON.stringify(term));
      return no;
    },
  };
}

function itemRowOf(row: RawItem, terms: readonly { readonly term_json: string }[]): ItemRow {
  return {
    no: row.no,
    vendor: row.vendor,
    id: row.id,
    organization: row.organization,
    product: row.product,
    metric: row.metric as Metric,
    trial: row.trial === 1,
    publicTrial: row.public_trial === 1 ? { days: row.days ?? 7 } : null,
    revoked: row.revoked === 1,
    revokedAt: row.revoked_at,
    locked: row.locked === 1,
    lockIat: row.lock_iat,
    licenseDigest: row.license_digest,
    mismatchSince: row.mismatch_since,
    reservations: JSON.parse(row.reservations_json) as readonly Reservation[],
    addedAt: row.added_at,
    terms: terms.map(({ term_json }) => JSON.parse(term_json) as Term),
  };
}
