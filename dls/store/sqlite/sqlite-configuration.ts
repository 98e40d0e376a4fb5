import type { ConfigurationTables, DelegationRow, LicenseRow, VendorRow } from '../configuration-tables.ts';
import type { Gate } from './connection.ts';
import { prepareHandshakes } from './sqlite-handshakes.ts';
import { prepareItems } from './sqlite-items.ts';

export function prepareConfiguration(gate: Gate): ConfigurationTables {
  return {
    meta: prepareMeta(gate),
    vendors: prepareVendors(gate),
    licenses: prepareLicenses(gate),
    items: prepareItems(gate),
    delegations: prepareDelegations(gate),
    handshakes: prepareHandshakes(gate),
    settings: prepareSettings(gate),
  };
}

function prepareMeta(gate: Gate): ConfigurationTables['meta'] {
  const find = gate.prepare<{ value: string }>('SELECT value FROM meta WHERE key = ?');
  const put = gate.prepare(
    'INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  );
  return { find: (key) => find.get(key)?.value, put: (key, value) => void put.run(key, value) };
}

function prepareSettings(gate: Gate): ConfigurationTables['settings'] {
  const list = gate.prepare<{ key: string; value_json: string }>('SELECT key, value_json FROM setting');
  const put = gate.prepare(
    'INSERT INTO setting (key, value_json) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value_json = excluded.value_json',
  );
  return {
    list: () => Object.fromEntries(list.all().map(({ key, value_json }) => [key, JSON.parse(value_json) as unknown])),
    put: (key, value) => void put.run(key, JSON.stringify(value)),
  };
}

type RawVendor = {
  readonly vendor: string;
  readonly name: string;
  readonly card: string;
  readonly card_iat: number;
  readonly keys_json: string;
  readonly first_thumbprint: string;
  readonly added_at: number;
  readonly locked: number;
  readonly lock_iat: number;
  readonly statements_json: string;
  readonly acknowledged_at: number;
  readonly ack_iat: number;
  readonly term_offset: number;
};

function prepareVendors(gate: Gate): ConfigurationTables['vendors'] {
  const list = gate.prepare<RawVendor>('SELECT * FROM vendor ORDER BY vendor');
  const find = gate.prepare<RawVendor>('SELECT * FROM vendor WHERE vendor = ?');
  const put = gate.prepare(`
    INSERT INTO vendor (vendor, name, card, card_iat, keys_json, first_thumbprint, added_at, locked, lock_iat,
      statements_json, acknowledged_at, ack_iat, term_offset)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (vendor) DO UPDATE SET name = excluded.name, card = excluded.card, card_iat = excluded.card_iat,
      keys_json = excluded.keys_json, locked = excluded.locked, lock_iat = excluded.lock_iat, statements_json = excluded.statements_json,
      acknowledged_at = excluded.acknowledged_at, ack_iat = excluded.ack_iat, term_offset = excluded.term_offset`);
  return {
    list: () => list.all().map(vendorOf),
    find: (vendor) => {
      const row = find.get(vendor);
      return row === undefined ? undefined : vendorOf(row);
    },
    put: (row) =>
      void put.run(
        row.vendor,
        row.name,
        row.card,
        row.cardIat,
        JSON.stringify({ signing: row.signing, sealing: row.sealing }),
        row.firstThumbprint,
        row.addedAt,
        row.locked ? 1 : 0,
        row.lockIat,
        JSON.stringify(row.statements),
        row.acknowledgedAt,
        row.ackIat,
        row.termOffset,
      ),
  };
}

function vendorOf(row: RawVendor): VendorRow {
  const keys = JSON.parse(row.keys_json) as Pick<VendorRow, 'signing' | 'sealing'>;
  return {
    vendor: row.vendor,
    name: row.name,
    card: row.card,
    cardIat: row.card_iat,
    signing: keys.signing,
    sealing: keys.sealing,
    firstThumbprint: row.first_thumbprint,
    addedAt: row.added_at,
    locked: row.locked === 1,
    lockIat: row.lock_iat,
    statements: JSON.parse(row.statements_json) as VendorRow['statements'],
    acknowledgedAt: row.acknowledged_at,
    ackIat: row.ack_iat,
    termOffset: row.term_offset,
  };
}

type RawLicense = {
  readonly vendor: string;
  readonly digest: string;
  readonly jti: string;
  readonly organization: string;
  readonly licensee: string;
  readonly alias: string | null;
  readonly serial: number;
  readonly iat: number;
  readonly machines_json: string | null;
  readonly items_json: string;
  readonly token: string;
  readonly imported_at: number;
};

function prepareLicenses(gate: Gate): ConfigurationTables['licenses'] {
  const list = gate.prepare<RawLicense>('SELECT * FROM license ORDER BY vendor, organization, serial');
  const listSerials = gate.prepare<Pick<LicenseRow, 'digest' | 'organization' | 'serial'>>(
    'SELECT digest, organization, serial FROM license WHERE vendor = ?',
  );
  const insert = gate.prepare(`
    INSERT INTO license (vendor, digest, jti, organization, licensee, alias, serial, iat, machines_json, items_json,
      token, imported_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  return {
    listSerials: (vendor) => listSerials.all(vendor),
    list: () =>
      list.all().map((row) => ({
        vendor: row.vendor,
        digest: row.digest,
        jti: row.jti,
        organization: row.organization,
        licensee: row.licensee,
        alias: row.alias,
        serial: row.serial,
        iat: row.iat,
        machines: row.machines_json === null ? null : (JSON.parse(row.machines_json) as LicenseRow['machines']),
        items: JSON.parse(row.items_json) as readonly string[],
        token: row.token,
        importedAt: row.imported_at,
      })),
    insert: (row) =>
      void insert.run(
        row.vendor,
        row.digest,
        row.jti,
        row.organization,
        row.licensee,
        row.alias,
        row.serial,
        row.iat,
        row.machines === null ? null : JSON.stringify(row.machines),
        JSON.stringify(row.items),
        row.token,
        row.importedAt,
      ),
  };
}

function prepareDelegations(gate: Gate): ConfigurationTables['delegations'] {
  const list = gate.prepare<DelegationRow>('SELECT vendor, thumbprint, iat, token FROM delegation');
  const put = gate.prepare(`
    INSERT INTO delegation (vendor, thumbprint, iat, token) VALUES (?, ?, ?, ?)
    ON CONFLICT (vendor, thumbprint) DO UPDATE SET iat = excluded.iat, token = excluded.token
      WHERE excluded.iat > delegation.iat`);
  return {
    list: () => list.all(),
    put: (row) => void put.run(row.vendor, row.thumbprint, row.iat, row.token),
  };
}
