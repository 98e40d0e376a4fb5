import type { EpochSeconds } from '../../licensing/time.ts';
import type { PublicKey, TrustedKey } from '../../protocol/jwk.ts';
import type { Connection } from './connection.ts';

/** A site to which something was issued. */
export type SiteRecord = {
  readonly uuid: string;
  /** The key by which the site is known now; earlier ones stay in `listKeys`. */
  readonly thumbprint: string;
  readonly firstSeen: EpochSeconds;
  /** `iat` of the newest license file or acknowledgement for this site; 0: none yet. */
  readonly statementAt: EpochSeconds;
  /** When the vendor gave it up; null: in use. */
  readonly retiredAt: EpochSeconds | null;
};

/** Sites with every key they ever proved. */
export function siteTable(db: Connection) {
  const columns =
    'uuid, thumbprint, first_seen AS firstSeen, statement_at AS statementAt, retired_at AS retiredAt FROM site';
  const find = db.prepare<[string], SiteRecord>(`SELECT ${columns} WHERE uuid = ?`);
  const list = db.prepare<[], SiteRecord>(`SELECT ${columns} ORDER BY uuid`);
  const insert = db.prepare('INSERT INTO site (uuid, thumbprint, first_seen, statement_at) VALUES (?, ?, ?, 0)');
  const updateKey = db.prepare('UPDATE site SET thumbprint = ? WHERE uuid = ?');
  const updateStatement = db.prepare('UPDATE site SET statement_at = ? WHERE uuid = ?');
  const updateRetired = db.prepare('UPDATE site SET retired_at = ? WHERE uuid = ?');
  const listKeys = db.prepare<[string], { thumbprint: string; jwk: string }>(
    'SELECT thumbprint, jwk FROM site_key WHERE site = ? ORDER BY added_at, thumbprint',
  );
  const insertKey = db.prepare('INSERT INTO site_key (site, thumbprint, jwk, added_at) VALUES (?, ?, ?, ?)');

  return {
    find: (uuid: string): SiteRecord | null => find.get(uuid) ?? null,
    list: (): SiteRecord[] => list.all(),
    insert: (uuid: string, key: TrustedKey, now: EpochSeconds): void => {
      insert.run(uuid, key.thumbprint, now);
      insertKey.run(uuid, key.thumbprint, JSON.stringify(key.jwk), now);
    },
    /** Makes `key` the one by which the site is known; the others still verify what they signed. */
    changeKey: (uuid: string, key: TrustedKey, now: EpochSeconds): void => {
      insertKey.run(uuid, key.thumbprint, JSON.stringify(key.jwk), now);
      updateKey.run(key.thumbprint, uuid);
    },
    listKeys: (uuid: string): TrustedKey[] =>
      listKeys.all(uuid).map(({ thumbprint, jwk }) => ({ thumbprint, jwk: JSON.parse(jwk) as PublicKey })),
    updateStatement: (uuid: string, at: EpochSeconds): void => {
      updateStatement.run(at, uuid);
    },
    updateRetired: (uuid: string, at: EpochSeconds | null): void => {
      updateRetired.run(at, uuid);
    },
  };
}
