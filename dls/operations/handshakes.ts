import { DAY, type EpochSeconds } from '../../licensing/time.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../http/problem.ts';
import { loadSnapshot } from '../site/snapshot.ts';
import type { HandshakeRow } from '../store/configuration-tables.ts';
import type { Tx } from '../store/tx.ts';
import {
  checkAccessRules,
  checkAttachable,
  checkDefault,
  checkNewCode,
  checkOrganization,
  organizationOf,
} from './handshake-checks.ts';
import { actOnce, type Once } from './once.ts';
import { type ShownHandshake, shownHandshake } from './shown-handshake.ts';

export type HandshakeDeps = Pick<Deps, 'store' | 'snapshot' | 'passwords' | 'events'>;

/** What an administrator decides about a handshake code; a part that is left out stays as it is. */
export type HandshakeChange = Partial<
  Pick<HandshakeRow, 'items' | 'ordered' | 'note' | 'domains' | 'applications' | 'processes' | 'access'>
> & {
  readonly isDefault?: boolean | undefined;
  /** Null: none any more. */
  readonly password?: string | null | undefined;
  /** For how long the password before this one still opens, so that apps can be updated in peace; at most 90. */
  readonly oldPasswordDays?: number | undefined;
};

type Named = { readonly vendor: string; readonly code: string };

type By = { readonly actor: string; readonly once: Once | null };

/**
 * Adds a handshake code; the first one of an organization is its default.
 * @throws Refusal `request_conflict`, `request_malformed`, `machine_mismatch`
 */
export async function addHandshake(
  deps: HandshakeDeps,
  { vendor, code, change, actor, once }: Named & By & { readonly change: HandshakeChange },
): Promise<ShownHandshake> {
  const passwordHash = change.password == null ? null : await deps.passwords.hash(change.password);
  return deps.store.transact((tx) =>
    actOnce(tx, once, async () => {
      const codes = await listCodes(deps, tx, vendor);
      if (codes.some((known) => known.code === code)) throw codeTaken(code);
      const organization = organizationOf(code);
      const siblings = codes.filter((known) => known.organization === organization);
      const made = withChange(newCode({ vendor, code, organization, createdAt: tx.time.now }), change);
      checkOrganization(deps.snapshot.current, made);
      checkNewCode(deps.snapshot.current, made);
      checkAttachable(deps.snapshot.current, made, []);
      const isDefault = siblings.length === 0 || change.isDefault === true;
      const row = { ...made, passwordHash, isDefault };
      await putCode(tx, { row, siblings });
      await tell(tx, { kind: 'handshake-added', actor, row, data: { default: isDefault, ...told(change) } });
      await putIntoForce(deps, tx);
      return shownHandshake(row);
    }),
  );
}

/** @throws Refusal `not_found`, `request_conflict`, `request_malformed` */
export async function changeHandshake(
  deps: HandshakeDeps,
  { vendor, code, change, actor }: Named & { readonly change: HandshakeChange; readonly actor: string },
): Promise<ShownHandshake> {
  const passwordHash = change.password == null ? null : await deps.passwords.hash(change.password);
  return deps.store.transact(async (tx) => {
    const codes = await listCodes(deps, tx, vendor);
    const before = mustCode(codes, code);
    const siblings = codes.filter((known) => known.organization === before.organization && known.code !== code);
    checkDefault(before, change);
    const isDefault = change.isDefault ?? before.isDefault;
    const password = change.password === undefined ? {} : passwordAfter(before, change, passwordHash, tx.time.now);
    const row = { ...withChange(before, change), isDefault, ...password };
    checkAttachable(deps.snapshot.current, row, before.items);
    await putCode(tx, { row, siblings });
    await tell(tx, { kind: 'handshake-changed', actor, row, data: told(change) });
    await putIntoForce(deps, tx);
    return shownHandshake(row);
  });
}

/** Removes a code. Leases already out run to their end. @throws Refusal `not_found`, `request_conflict` */
export async function removeHandshake(
  deps: HandshakeDeps,
  { vendor, code, actor }: Named & { readonly actor: string },
): Promise<void> {
  await deps.store.transact(async (tx) => {
    const row = mustCode(await listCodes(deps, tx, vendor), code);
    if (row.isDefault) {
      throw new Refusal('request_conflict', {
        detail: `${code} is the default code of organization ${row.organization}. Make another code the default first.`,
      });
    }
    await tx.handshakes.remove(row.no);
    await tell(tx, { kind: 'handshake-removed', actor, row, data: {} });
    await putIntoForce(deps, tx);
  });
}

async function listCodes(deps: HandshakeDeps, tx: Tx, vendor: string): Promise<readonly HandshakeRow[]> {
  if (!deps.snapshot.current.vendors.has(vendor)) {
    throw new Refusal('vendor_unknown', {
      field: 'vendor',
      detail: `The vendor ${vendor} is not known here. Import a license file of that vendor first.`,
    });
  }
  return (await tx.handshakes.list()).filter((row) => row.vendor === vendor);
}

function mustCode(codes: readonly HandshakeRow[], code: string): HandshakeRow {
  const row = codes.find((known) => known.code === code);
  if (row === undefined)
    throw new Refusal('not_found', { detail: `There is no handshake code ${code} of this vendor.` });
  return row;
}

type Put = { readonly row: HandshakeRow; readonly siblings: readonly HandshakeRow[] };

/** Writes the code, and takes the mark from the default before it: an organization has exactly one. */
async function putCode(tx: Tx, { row, siblings }: Put): Promise<void> {
  checkAccessRules(row.access);
  if (row.isDefault) {
    for (const other of siblings) if (other.isDefault) await tx.handshakes.put({ ...other, isDefault: false });
  }
  await tx.handshakes.put(row);
}

function withChange(row: HandshakeRow, change: HandshakeChange): HandshakeRow {
  const { items = row.items, note = row.note } = change;
  const {
    domains = row.domains,
    applications = row.applications,
    processes = row.processes,
    access = row.access,
  } = change;
  const ordered = change.ordered ?? (row.ordered || isReordered(row.items, items));
  return { ...row, items: [...new Set(items)], ordered, note, domains, applications, processes, access };
}

/** The same items in another order: the administrator made an order. Attaching and detaching make none. */
function isReordered(before: readonly string[], after: readonly string[]): boolean {
  const kept = before.filter((id) => after.includes(id));
  const common = after.filter((id) => before.includes(id));
  return kept.some((id, index) => common[index] !== id);
}

function passwordAfter(
  before: HandshakeRow,
  { oldPasswordDays = 0 }: HandshakeChange,
  passwordHash: string | null,
  now: EpochSeconds,
): Pick<HandshakeRow, 'passwordHash' | 'oldPasswordHash' | 'oldPasswordUntil'> {
  const keepsOld = passwordHash !== null && before.passwordHash !== null && oldPasswordDays > 0;
  return {
    passwordHash,
    oldPasswordHash: keepsOld ? before.passwordHash : null,
    oldPasswordUntil: keepsOld ? now + oldPasswordDays * DAY : null,
  };
}

function newCode(named: Pick<HandshakeRow, 'vendor' | 'code' | 'organization' | 'createdAt'>): HandshakeRow {
  const password = { passwordHash: null, oldPasswordHash: null, oldPasswordUntil: null };
  const fields = { domains: [], applications: [], processes: [], access: { allow: [], deny: [] } };
  return { ...named, ...password, ...fields, no: 0, isDefault: false, ordered: false, note: '', items: [] };
}

/** What the ledger keeps of a change: everything but the password. */
function told({ password, isDefault, ...change }: HandshakeChange): Readonly<Record<string, unknown>> {
  const said = Object.entries(change).filter(([, value]) => value !== undefined);
  return {
    ...Object.fromEntries(said),
    ...(isDefault !== undefined && { default: isDefault }),
    ...(password !== undefined && { password: password === null ? 'removed' : 'set' }),
  };
}

type Told = {
  readonly kind: string;
  readonly actor: string;
  readonly row: HandshakeRow;
  readonly data: Readonly<Record<string, unknown>>;
};

async function tell(tx: Tx, { kind, actor, row, data }: Told): Promise<void> {
  await tx.ledger.append({ kind, actor, data: { vendor: row.vendor, handshake: row.code, ...data } });
}

async function putIntoForce(deps: HandshakeDeps, tx: Tx): Promise<void> {
  const next = await loadSnapshot(tx);
  tx.afterCommit(() => {
    deps.snapshot.current = next;
    deps.events.emit({ topic: 'handshakes' });
  });
}

function codeTaken(code: string): Refusal {
  return new Refusal('request_conflict', { field: 'code', detail: `The handshake code ${code} exists already.` });
}
