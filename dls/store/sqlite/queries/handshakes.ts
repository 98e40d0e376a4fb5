import { type ShownHandshake, shownHandshake } from '../../../operations/shown-handshake.ts';
import type { ReadConnection } from '../read-connection.ts';
import { defineQuery, defineStream, searchIn, searchPattern, whereGiven } from './query.ts';

export type HandshakeListArguments = {
  readonly vendor: string | null;
  readonly organization: string | null;
  readonly item: string | null;
  readonly search: string | null;
};

type Raw = {
  readonly no: number;
  readonly vendor: string;
  readonly code: string;
  readonly organization: string;
  readonly is_default: number;
  readonly ordered: number;
  readonly note: string;
  readonly password_hash: string | null;
  readonly old_password_until: number | null;
  readonly domains_json: string;
  readonly applications_json: string;
  readonly processes_json: string;
  readonly access_json: string;
  readonly created_at: number;
};

const columns = `no, vendor, code, organization, is_default, ordered, note, password_hash, old_password_until,
  domains_json, applications_json, processes_json, access_json, created_at`;

const conditions = {
  vendor: 'vendor = :vendor',
  organization: 'organization = :organization',
  item: `EXISTS (SELECT 1 FROM handshake_item JOIN item ON item.no = handshake_item.item_no
    WHERE handshake_item.handshake_no = handshake.no AND item.id = :item)`,
  search: searchIn('vendor', 'code', 'note'),
};

export const handshakes = defineStream<HandshakeListArguments, Raw, ShownHandshake>({
  rows: (args) => {
    const values = { ...args, search: searchPattern(args.search) };
    return { sql: `SELECT ${columns} FROM handshake ${whereGiven(conditions, values)}`, values };
  },
  orders: {
    code: ['vendor', 'code'],
    organization: ['organization', 'vendor', 'code'],
    createdAt: ['created_at', 'no'],
  },
  order: 'code',
  complete: (rows, _args, db) => rows.map((row) => shown(db, row)),
});

export const handshake = defineQuery(
  (db, named: { readonly vendor: string; readonly code: string }): ShownHandshake | null => {
    const row = db.get<Raw>(`SELECT ${columns} FROM handshake WHERE vendor = :vendor AND code = :code`, named);
    return row === undefined ? null : shown(db, row);
  },
);

function shown(db: ReadConnection, row: Raw): ShownHandshake {
  const items = db.all<{ id: string }>(
    `SELECT item.id FROM handshake_item JOIN item ON item.no = handshake_item.item_no
     WHERE handshake_no = :no ORDER BY position`,
    { no: row.no },
  );
  return shownHandshake({
    vendor: row.vendor,
    code: row.code,
    organization: row.organization,
    isDefault: row.is_default === 1,
    ordered: row.ordered === 1,
    note: row.note,
    passwordHash: row.password_hash,
    oldPasswordUntil: row.old_password_until,
    domains: JSON.parse(row.domains_json) as readonly string[],
    applications: JSON.parse(row.applications_json) as readonly string[],
    processes: JSON.parse(row.processes_json) as readonly string[],
    access: JSON.parse(row.access_json) as ShownHandshake['access'],
    createdAt: row.created_at,
    items: items.map(({ id }) => id),
  });
}
