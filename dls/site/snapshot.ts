import type { Configuration, HandshakeCode, VendorConfiguration } from '../../licensing/configuration.ts';
import type { Item, PublicTrial } from '../../licensing/item.ts';
import type { EpochSeconds } from '../../licensing/time.ts';
import type { HandshakeRow, ItemRow, VendorRow } from '../store/configuration-tables.ts';
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
  itemNo(vendor: string, id: string): number | undefined;
  password(code: HandshakeCode): CodePassword | undefined;
};

/** Holds the current snapshot. `replace` is an effect of a commit. */
export type SnapshotHolder = { current: Snapshot };

/** Reads everything anew; vendors have at most thousands of items, and a change of them is rare. */
export async function loadSnapshot(tx: Tx): Promise<Snapshot> {
  const vendors = await tx.vendors.list();
  const items = await tx.items.list();
  const handshakes = await tx.handshakes.list();
  const delegations = await tx.delegations.list();
  return buildSnapshot({ vendors, items, handshakes, delegations });
}

type Rows = {
  readonly vendors: readonly VendorRow[];
  readonly items: readonly ItemRow[];
  readonly handshakes: readonly HandshakeRow[];
  readonly delegations: readonly { readonly vendor: string; readonly token: string }[];
};

export function buildSnapshot({ vendors, items, handshakes, delegations }: Rows): Snapshot {
  const numbers = new Map(items.map((row) => [pair(row.vendor, row.id), row.no]));
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
    itemNo: (vendor, id) => numbers.get(pair(vendor, id)),
    password: (code) => passwords.get(pair(code.vendor, code.code)),
  };
}

export function itemOf(row: ItemRow): Item {
  const { vendor, id, organization, product, metric, trial, terms, revoked, locked, mismatchSince, reservations } = row;
  return { vendor, id, organization, product, metric, trial, terms, revoked, locked, mismatchSince, reservations };
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
    locked: row.locked,
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
    days,
    quota: term?.quota ?? 0,
    features: term?.features ?? [],
  };
}
