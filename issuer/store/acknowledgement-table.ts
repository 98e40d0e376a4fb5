import type { EpochSeconds } from '../../licensing/time.ts';
import type { Connection } from './connection.ts';

/** An acknowledgement as it was handed out. */
export type AcknowledgementRecord = {
  readonly jti: string;
  readonly site: string;
  readonly issuedAt: EpochSeconds;
  readonly epoch: number;
  readonly seq: number;
  readonly token: string;
};

/** Acknowledgements, newest last. */
export function acknowledgementTable(db: Connection) {
  const insert = db.prepare('INSERT INTO acknowledgement VALUES (?, ?, ?, ?, ?, ?)');
  const findLast = db.prepare<[string], AcknowledgementRecord>(
    'SELECT jti, site, issued_at AS issuedAt, epoch, seq, token FROM acknowledgement WHERE site = ? ORDER BY issued_at DESC LIMIT 1',
  );
  return {
    insert: ({ jti, site, issuedAt, epoch, seq, token }: AcknowledgementRecord): void => {
      insert.run(jti, site, issuedAt, epoch, seq, token);
    },
    findLast: (site: string): AcknowledgementRecord | null => findLast.get(site) ?? null,
  };
}
