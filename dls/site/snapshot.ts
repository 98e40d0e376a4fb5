import type { Configuration, HandshakeCode, VendorConfiguration } from '../../licensing/configuration.ts';
import type { Item, LockStatement, PublicTrial } from '../../licensing/item.ts';
import type { EpochSeconds } from '../../licensing/time.ts';
import type { DelegationRow, HandshakeRow, ItemRow, VendorRow } from '../store/configuration-tables.ts';
import type { Tx } from '../store/tx.ts';

/** The password of a handshake code, outside of what rules may see. */
export type CodePassword = {
  readonly hash: string;
  readonly old: { readonly hash: string; readonly until: EpochSeconds } | null;
};

/** Vendors, items and codes as they stand after one commit; replaced as a whole after the next change of them. */
export type Snapshot = {
  readonly configuration: Configuration;
  readonly vendors: ReadonlyMap<string, VendorRow>;
  /** Items by number, public trials among them. */
  readonly items: ReadonlyMap<number, Item>;
  readonly passwords: ReadonlyMap<string, CodePassword>;
  /** Newest delegation of each vendor key, by vendor. */
  readonly delegations: ReadonlyMap<string, readonly string[]>;
  /** The site key (`x` of its JWK) that the newest delegation of each vendor names. */
  readonly delegatedKeys: ReadonlyMap<string, string>;
  itemNo(vendor: string, id: string): number | undefined;
  password(code: HandshakeCode): CodePassword | undefined;
};

/** Holds the current snapshot. `replace` is an effect of a commit. */
export type SnapshotHolder = { current: Snapshot };

/** Reads everything anew; vendors have at most thousands of items, and a change of them is rare. */
export async function loadSnapshot(tx: Tx): Promise<Snapshot> {
  return buildSnapshot(await loadRows(tx));
}

/** What a snapshot is made of. */
export async function loadRows(tx: Tx): Promise<SnapshotRows> {
  const vendors = await tx.vendors.list();
  const items = await tx.items.list();
  const handshakes = await tx.handshakes.list();
  const delegations = await tx.delegations.list();
  return { vendors, items, handshakes, delegations };
}

export type SnapshotRows = {
  readonly vendors: readonly VendorRow[];
  readonly items: readonly ItemRow[];
  readonly handshakes: readonly HandshakeRow[];
  readonly delegations: readonly DelegationRow[];
};

export function buildSnapshot({ vendors, items, handshakes, delegations }: SnapshotRows): Snapshot {
  const numbers = new Map(
    [...Map.groupBy(items, ({ vendor }) => vendor)].map(([vendor, rows]) => [
      vendor,
      new Map(rows.map(({ id, no }) => [id, no])),
    ]),
  );
  const passwords = new Map<string, CodePassword>();
  for (const row of handshakes) {
    if (row.passwordHash !== null) passwords.set(pair(row.vendor, row.code), passwordOf(row, row.passwordHash));
  }
  const configurations = vendors.map((row) => {
    const own = items.filter(({ vendor }) => vendor === row.vendor);
    const codes = handshakes.filter(({ vendor }) => vendor === row.vendor);
    return [row.vendor, vendorConfiguration(row, own, codes)] as const;
  });
  return {
    configuration: { vendors: new Map(configurations) },
    vendors: new Map(vendors.map((row) => [row.vendor, row])),
    items: new Map(items.map((row) => [row.no, itemOf(row)])),
    passwords,
    delegations: new Map(
      [...Map.groupBy(delegations, ({ vendor }) => vendor)].map(([vendor, rows]) => [vendor, rows.map((r) => r.token)]),
    ),
    delegatedKeys: delegatedKeysOf(delegations),
    itemNo: (vendor, id) => numbers.get(vendor)?.get(id),
    password: (code) => passwords.get(pair(code.vendor, code.code)),
  };
}

export function itemOf(row: ItemRow): Item {
  const { vendor, id, organization, product, metric, trial, terms, revoked, mismatchSince, reservations } = row;
  const said = { vendor, id, organization, product, metric, trial, terms, revoked, mismatchSince, reservations };
  return { ...said, importedAt: row.addedAt, lock: lockOf(row) };
}

/** Ids and codes hold no white space, so the blank keeps the two apart. */
const pair = (vendor: string, name: string): string => `${vendor} ${name}`;

function passwordOf(row: HandshakeRow, hash: string): CodePassword {
  const { oldPasswordHash, oldPasswordUntil } = row;
  const old =
    oldPasswordHash === null || oldPasswordUntil === null ? null : { hash: oldPasswordHash, until: oldPasswordUntil };
  return { hash, old };
}

function vendorConfiguration(
  row: VendorRow,
  items: readonly ItemRow[],
  handshakes: readonly HandshakeRow[],
): VendorConfiguration {
  const codes = new Map(handshakes.map((handshake) => [handshake.code, codeOf(handshake)]));
  return {
    vendor: row.vendor,
    lock: lockOf(row),
    statements: new Map(Object.entries(row.statements)),
    termOffset: row.termOffset,
    acknowledgedAt: row.acknowledgedAt,
    items: new Map(items.filter(({ publicTrial }) => publicTrial === null).map((item) => [item.id, itemOf(item)])),
    codes,
    organizations: new Map(
      [...codes.values()].filter((code) => code.isDefault).map((code) => [code.organization, code]),
    ),
    trials: items.flatMap((item) => (item.publicTrial === null ? [] : [trialOf(item, item.publicTrial.days)])),
  };
}

function codeOf(row: HandshakeRow): HandshakeCode {
  const { vendor, code, organization, isDefault, items, ordered, domains, applications, processes, access } = row;
  const isProtected = row.passwordHash !== null;
  return {
    vendor,
    code,
    organization,
    isDefault,
    items,
    ordered,
    protected: isProtected,
    domains,
    applications,
    processes,
    access,
  };
}

function trialOf(item: ItemRow, days: number): PublicTrial {
  const term = item.terms[0];
  return {
    vendor: item.vendor,
    id: item.id,
    product: item.product,
    start: term?.start ?? item.addedAt,
    days,
    quota: term?.quota ?? 0,
    features: term?.features ?? [],
    revoked: item.revoked,
    lock: lockOf(item),
  };
}

/** The latest statement; a row on which none was made has the `iat` 0. */
function lockOf({ locked, lockIat }: Pick<ItemRow, 'locked' | 'lockIat'>): LockStatement | null {
  return lockIat === 0 && !locked ? null : { locked, iat: lockIat };
}

/** Delegations were verified before they were stored, so only the key is read out of them here. */
function delegatedKeysOf(delegations: readonly DelegationRow[]): ReadonlyMap<string, string> {
  const keys = new Map<string, string>();
  for (const { vendor, token } of delegations.toSorted((a, b) => a.iat - b.iat)) {
    const payload = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Delegated;
    keys.set(vendor, payload.cnf.jwk.x);
  }
  return keys;
}

type Delegated = { readonly cnf: { readonly jwk: { readonly x: string } } };
