import type { AccessRules } from '../../../licensing/configuration.ts';
import type { ConfigurationTables, HandshakeRow } from '../configuration-tables.ts';
import type { Gate } from './connection.ts';

type RawHandshake = {
  readonly no: number;
  readonly vendor: string;
  readonly code: string;
  readonly organization: string;
  readonly is_default: number;
  readonly ordered: number;
  readonly note: string;
  readonly password_hash: string | null;
  readonly old_password_hash: string | null;
  readonly old_password_until: number | null;
  readonly domains_json: string;
  readonly applications_json: string;
  readonly processes_json: string;
  readonly access_json: string;
  readonly created_at: number;
};

export function prepareHandshakes(gate: Gate): ConfigurationTables['handshakes'] {
  const list = gate.prepare<RawHandshake>('SELECT * FROM handshake ORDER BY no');
  const attached = gate.prepare<{ handshake_no: number; id: string }>(`
    SELECT handshake_item.handshake_no, item.id FROM handshake_item JOIN item ON item.no = handshake_item.item_no
    ORDER BY handshake_item.handshake_no, handshake_item.position`);
  const insert = gate.prepare<{ no: number }>(`
    INSERT INTO handshake (vendor, code, organization, is_default, ordered, note, password_hash, old_password_hash,
      old_password_until, domains_json, applications_json, processes_json, access_json, created_at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING no`);
  const update = gate.prepare(`
    UPDATE handshake SET is_default = ?, ordered = ?, note = ?, password_hash = ?, old_password_hash = ?,
      old_password_until = ?, domains_json = ?, applications_json = ?, processes_json = ?, access_json = ? WHERE no = ?`);
  const remove = gate.prepare('DELETE FROM handshake WHERE no = ?');
  const detachAll = gate.prepare('DELETE FROM handshake_item WHERE handshake_no = ?');
  const attach = gate.prepare(`
    INSERT INTO handshake_item (handshake_no, item_no, position)
    SELECT ?, no, ? FROM item WHERE vendor = ? AND id = ?`);

  return {
    list: () => {
      const items = Map.groupBy(attached.all(), (row) => row.handshake_no);
      return list.all().map((row) => handshakeOf(row, items.get(row.no) ?? []));
    },
    put: (row) => {
      const state = [
        row.isDefault ? 1 : 0,
        row.ordered ? 1 : 0,
        row.note,
        row.passwordHash,
        row.oldPasswordHash,
        row.oldPasswordUntil,
        JSON.stringify(row.domains),
        JSON.stringify(row.applications),
        JSON.stringify(row.processes),
        JSON.stringify(row.access),
      ] as const;
      let no = row.no;
      if (no === 0) no = insert.get(row.vendor, row.code, row.organization, ...state, row.createdAt)?.no ?? 0;
      else update.run(...state, no);
      detachAll.run(no);
      for (const [position, id] of row.items.entries()) attach.run(no, position, row.vendor, id);
    },
    remove: (no) => {
      detachAll.run(no);
      remove.run(no);
    },
  };
}

function handshakeOf(row: RawHandshake, items: readonly { readonly id: string }[]): HandshakeRow {
  return {
    no: row.no,
    vendor: row.vendor,
    code: row.code,
    organization: row.organization,
    isDefault: row.is_default === 1,
    ordered: row.ordered === 1,
    note: row.note,
    passwordHash: row.password_hash,
    oldPasswordHash: row.old_password_hash,
    oldPasswordUntil: row.old_password_until,
    domains: JSON.parse(row.domains_json) as readonly string[],
    applications: JSON.parse(row.applications_json) as readonly string[],
    processes: JSON.parse(row.processes_json) as readonly string[],
    access: JSON.parse(row.access_json) as AccessRules,
    createdAt: row.created_at,
    items: items.map(({ id }) => id),
  };
}
