import type { EpochSeconds } from '../../licensing/time.ts';
import type { BundleHeader } from '../../protocol/bundle.ts';
import type { Connection } from './connection.ts';

/** What was noticed when a bundle was booked. */
export type BundleFlag = 'restored' | 'rolled-back' | 'clock-untrusted' | 'ledger-broken' | 'usage-fell';

/** A bundle that was received: booked, or kept until the gap before it closes. */
export type BundleRecord = {
  readonly id: number;
  readonly site: string;
  readonly epoch: number;
  readonly seq: number;
  readonly digest: string;
  readonly prev: string | null;
  readonly header: BundleHeader;
  readonly lines: number;
  readonly receivedAt: EpochSeconds;
  /** Null while it waits. */
  readonly bookedAt: EpochSeconds | null;
  readonly flags: readonly BundleFlag[];
};

/** Two bundles of one number: the number, the digest of the one that is kept, and the ledger's height at its end. */
export type ForkRecord = {
  readonly site: string;
  readonly epoch: number;
  readonly seq: number;
  readonly digest: string;
  readonly height: number;
};

/** Bundles by site, epoch and number, and the forks that were found among them. */
export function bundleTable(db: Connection) {
  const columns =
    'id, site, epoch, seq, digest, prev, header, lines, received_at AS receivedAt, booked_at AS bookedAt, flags FROM bundle';
  const find = db.prepare<[string, number, number], BundleRow>(
    `SELECT ${columns} WHERE site = ? AND epoch = ? AND seq = ?`,
  );
  const findHead = db.prepare<[string], BundleRow>(
    `SELECT ${columns} WHERE site = ? AND booked_at IS NOT NULL ORDER BY epoch DESC, seq DESC LIMIT 1`,
  );
  const list = db.prepare<[string], BundleRow>(`SELECT ${columns} WHERE site = ? ORDER BY epoch, seq`);
  const listWaiting = db.prepare<[string], BundleRow>(
    `SELECT ${columns} WHERE site = ? AND booked_at IS NULL ORDER BY epoch, seq`,
  );
  const insert = db.prepare(
    `INSERT INTO bundle (site, epoch, seq, digest, prev, header, lines, received_at, booked_at, flags, content)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const markBooked = db.prepare('UPDATE bundle SET booked_at = ?, flags = ?, content = NULL WHERE id = ?');
  const getContent = db.prepare<[number], Buffer>('SELECT content FROM bundle WHERE id = ?').pluck();
  const insertFork = db.prepare('INSERT INTO fork VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING');
  const listForks = db.prepare<[string], ForkRecord>(
    'SELECT site, epoch, seq, digest, height FROM fork WHERE site = ? ORDER BY epoch, seq',
  );

  return {
    find: (site: string, epoch: number, seq: number): BundleRecord | null => recordOf(find.get(site, epoch, seq)),
    /** The newest booked bundle of the newest epoch. */
    findHead: (site: string): BundleRecord | null => recordOf(findHead.get(site)),
    list: (site: string): BundleRecord[] => list.all(site).map(parseRow),
    listWaiting: (site: string): BundleRecord[] => listWaiting.all(site).map(parseRow),
    /** @param content gzip of its lines, for a bundle that waits; null for one that is booked */
    insert: (bundle: Omit<BundleRecord, 'id'>, content: Uint8Array | null): void => {
      const { site, epoch, seq, digest, prev, header, lines, receivedAt, bookedAt, flags } = bundle;
      const texts = [JSON.stringify(header), JSON.stringify(flags)] as const;
      insert.run(site, epoch, seq, digest, prev, texts[0], lines, receivedAt, bookedAt, texts[1], content);
    },
    markBooked: (id: number, flags: readonly BundleFlag[], now: EpochSeconds): void => {
      markBooked.run(now, JSON.stringify(flags), id);
    },
    /** The lines of a bundle that waits. */
    getContent: (id: number): Buffer => getContent.get(id) ?? Buffer.alloc(0),
    insertFork: ({ site, epoch, seq, digest, height }: ForkRecord, now: EpochSeconds): void => {
      insertFork.run(site, epoch, seq, digest, height, now);
    },
    listForks: (site: string): ForkRecord[] => listForks.all(site),
  };
}

type BundleRow = Omit<BundleRecord, 'header' | 'flags'> & { readonly header: string; readonly flags: string };

function recordOf(row: BundleRow | undefined): BundleRecord | null {
  return row === undefined ? null : parseRow(row);
}

function parseRow(row: BundleRow): BundleRecord {
  const header = JSON.parse(row.header) as BundleHeader;
  return { ...row, header, flags: JSON.parse(row.flags) as readonly BundleFlag[] };
}
