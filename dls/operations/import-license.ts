import type { VendorConfiguration } from '../../licensing/configuration.ts';
import { decideImport, type ImportChanges } from '../../licensing/import.ts';
import type { PublicTrial } from '../../licensing/item.ts';
import type { LicenseClaims } from '../../licensing/license-claims.ts';
import { trialItem } from '../../licensing/trial.ts';
import type { Deps } from '../deps.ts';
import { counted, type ImportChange, type ImportResult, listed, told } from '../gap/import-result.ts';
import type { VerifiedLicense } from '../gap/license-file.ts';
import { listSiteKeys } from '../identity/site-identity.ts';
import { loadSnapshot, type Snapshot } from '../site/snapshot.ts';
import type { ItemRow, VendorRow } from '../store/configuration-tables.ts';
import type { Tx } from '../store/tx.ts';
import { putCard } from './import-card.ts';
import { type CodeChoice, chooseCodes, putCodes } from './import-codes.ts';
import { refuseImport, wrongSiteKey } from './import-refusals.ts';
import { bringToNow } from './item-counts.ts';
import { lockColumns, putStatements, revokedColumns, tellSiteLock } from './put-statements.ts';

export type LicenseResult = ImportResult & {
  readonly kind: 'license';
  readonly organization: string;
  readonly licensee: string;
  readonly serial: number;
  readonly items: readonly ImportedItem[];
  /** Codes that the items of the file hang on. */
  readonly codes: readonly string[];
};

export type ImportedItem = {
  readonly id: string;
  readonly product: string;
  readonly name: string;
  readonly metric: string;
  readonly quota: number;
  readonly start: number;
  readonly end: number;
  readonly change: 'new' | 'term-added' | 'term-changed' | 'unchanged';
};

export type ImportDeps = Pick<Deps, 'snapshot' | 'identity' | 'machine' | 'events'>;

type Input = {
  readonly verified: VerifiedLicense;
  readonly actor: string;
  readonly choice: CodeChoice;
};

/**
 * Imports a verified license file in this unit of work (rules.md section 1): items, terms, statements, trials, codes,
 * delegations and the vendor's card, together with the ledger events that tell of them. The caller puts the new snapshot
 * into force.
 * @throws Refusal `license_wrong_site`, `license_superseded`, `license_malformed`, `handshake_…`, `machine_mismatch`
 */
export async function applyLicense(
  deps: ImportDeps,
  tx: Tx,
  { verified, actor, choice }: Input,
): Promise<LicenseResult> {
  const { license, digest } = verified;
  const before = await loadSnapshot(tx);
  const vendor = before.configuration.vendors.get(license.iss) ?? null;
  const known = await tx.licenses.list();
  const own = known.filter((row) => row.vendor === license.iss);
  const codes = chooseCodes(license, vendor, choice);
  const decided = decideImport({
    license: license as LicenseClaims,
    vendor: codes.vendor,
    highestSerial: highest(own.filter((row) => row.organization === license.sub).map(({ serial }) => serial)),
    alreadyImported: own.some((row) => row.digest === digest),
    site: siteOf(deps),
    attachTo: codes.attachTo,
    now: tx.time.now,
  });
  if (decided.outcome === 'already imported') return alreadyImported(verified, before);
  if (decided.outcome === 'refused') throw refuseImport(decided, { license, deps });
  const foreign = verified.delegations.findIndex(({ siteKey }) => !siteOf(deps).thumbprints.includes(siteKey));
  if (foreign !== -1) throw wrongSiteKey(`delegations[${foreign}].cnf.jwk`);
  await bringItemsToNow(before, tx, license);

  const changes: ImportChange[] = [];
  if (verified.card !== null) changes.push(await putCard(tx, { card: verified.card, actor }));
  const row = await mustVendor(tx, license.iss);
  const said = await putStatements(tx, { vendor: row, statements: decided.statements });
  await putItems(tx, { decided, digest, organization: license.sub });
  const acknowledgedAt = own.length === 0 ? tx.time.now : row.acknowledgedAt;
  const statements = withoutKnown(said.statements, decided);
  await tx.vendors.put({ ...row, acknowledgedAt, statements, ...lockColumns(decided.siteLock) });
  for (const { signer, delegation, text } of verified.delegations) {
    await tx.delegations.put({ vendor: license.iss, thumbprint: signer, iat: delegation.iat, token: text });
  }
  changes.push(...tellItems(decided), ...said.changes, ...tellSiteLock(row, decided.siteLock));
  changes.push(...(await putCodes(tx, { license, decided, created: codes.created })));
  changes.push(...(await tellMismatch(tx, { decided, vendor, actor })));
  await keepLicense(tx, verified);
  const { iss, sub: organization, serial, jti, iat } = license;
  const items = license.items.map(({ id }) => id);
  const { revoked, locked, lockSite } = license;
  const data = { vendor: iss, organization, serial, jti, iat, digest, items, revoked, locked, lockSite };
  await tx.ledger.append({ kind: 'license-imported', actor, data });
  return importedResult(verified, { decided, changes, after: await loadSnapshot(tx) });
}

function highest(serials: readonly number[]): number | null {
  return serials.length === 0 ? null : Math.max(...serials);
}

function siteOf({ identity, machine }: ImportDeps) {
  return {
    uuid: identity.current.site,
    thumbprints: listSiteKeys(identity.current).map(({ thumbprint }) => thumbprint),
    machine: machine.current.identifiers.map(({ kind, hash }) => ({ kind, hash })),
  };
}

/** What seats did so far is counted by the terms that held then. */
async function bringItemsToNow(snapshot: Snapshot, tx: Tx, { iss, items }: VerifiedLicense['license']): Promise<void> {
  for (const { id } of items) {
    const item = snapshot.configuration.vendors.get(iss)?.items.get(id);
    if (item !== undefined) await bringToNow(snapshot, tx, item);
  }
}

async function mustVendor(tx: Tx, vendor: string): Promise<VendorRow> {
  const row = await tx.vendors.find(vendor);
  if (row === undefined) throw new Error('a license was verified for a vendor that is not known');
  return row;
}

type Put = { readonly decided: ImportChanges; readonly digest: string; readonly organization: string };

async function putItems(tx: Tx, { decided, digest, organization }: Put): Promise<void> {
  const rows = new Map((await tx.items.list()).map((row) => [`${row.vendor} ${row.id}`, row]));
  const { now } = tx.time;
  for (const { item } of decided.items) {
    const known = rows.get(`${item.vendor} ${item.id}`);
    const { lock, revoked, importedAt, ...said } = item;
    await tx.items.put({
      ...said,
      ...lockColumns(lock),
      ...revokedColumns(known, revoked, now),
      no: known?.no ?? 0,
      publicTrial: null,
      licenseDigest: digest,
      addedAt: importedAt,
    });
  }
  for (const trial of decided.trials) {
    const known = rows.get(`${trial.vendor} ${trial.id}`);
    await tx.items.put(trialRow(trial, { known, digest, organization, now }));
  }
}

/** What was said of ids that no file had brought yet; those of this file carry it themselves from now on. */
function withoutKnown(waiting: VendorRow['statements'], { items, trials }: ImportChanges): VendorRow['statements'] {
  const known = new Set([...items.map(({ item }) => item.id), ...trials.map(({ id }) => id)]);
  return Object.fromEntries(Object.entries(waiting).filter(([id]) => !known.has(id)));
}

type TrialRow = {
  readonly known: ItemRow | undefined;
  readonly digest: string;
  readonly organization: string;
  readonly now: number;
};

/** A public trial is kept as a `device` item of the organization whose file brought it; it has no end of its own. */
function trialRow(trial: PublicTrial, { known, digest, organization, now }: TrialRow): ItemRow {
  const { lock, revoked, mismatchSince, reservations, terms, vendor, id, product, metric } = trialItem(
    trial,
    trial.start,
  );
  return {
    ...{ vendor, id, product, metric, mismatchSince, reservations },
    ...lockColumns(lock),
    ...revokedColumns(known, revoked, now),
    no: known?.no ?? 0,
    organization: known?.organization ?? organization,
    trial: true,
    publicTrial: { days: trial.days },
    licenseDigest: digest,
    addedAt: known?.addedAt ?? now,
    terms: terms.map((term) => ({ ...term, start: trial.start, end: endOfTime })),
  };
}

/** 9999-12-31T23:59:59Z. */
const endOfTime = 253_402_300_799;

async function keepLicense(tx: Tx, { license, digest, text }: VerifiedLicense): Promise<void> {
  const { iss: vendor, jti, sub: organization, licensee, alias = null, serial, iat, machines } = license;
  const items = license.items.map(({ id }) => id);
  const bound = machines.length === 0 ? null : machines;
  const kept = { vendor, digest, jti, organization, licensee, alias, serial, iat, machines: bound, items, token: text };
  await tx.licenses.insert({ ...kept, importedAt: tx.time.now });
}

const changeNames = {
  new: 'new',
  'term added': 'term-added',
  'term changed': 'term-changed',
  unchanged: 'unchanged',
} as const;

function tellItems({ items, trials }: ImportChanges): readonly ImportChange[] {
  const changes = items.flatMap(({ change, item, term }) => {
    const what = `${term.name} (${item.id})`;
    const until = `until ${new Date(term.end * 1_000).toISOString().slice(0, 10)}`;
    if (change === 'new') {
      const state = item.revoked
        ? ', voided by the vendor'
        : item.lock?.locked === true
          ? ', locked by the vendor'
          : '';
      return [told('item-new', item.id, `New: ${what}, quota ${term.quota}, ${until}${state}.`)];
    }
    if (change === 'term added')
      return [told('term-added', item.id, `Renewed: ${what}, quota ${term.quota}, ${until}.`)];
    if (change === 'term changed')
      return [told('term-changed', item.id, `Changed: ${what}, quota ${term.quota}, ${until}.`)];
    return [];
  });
  const offered = trials.map(({ id, product, days, quota }) =>
    told(
      'trial',
      id,
      `A public trial of ${product} for ${counted(days, 'day')} on up to ${counted(quota, 'device')} (${id}).`,
    ),
  );
  return [...changes, ...offered];
}

type Mismatch = {
  readonly decided: ImportChanges;
  readonly vendor: VendorConfiguration | null;
  readonly actor: string;
};

/** The first detection that a file is for another machine is kept in the ledger: 30 days of tolerance run from it. */
async function tellMismatch(tx: Tx, { decided, vendor, actor }: Mismatch): Promise<readonly ImportChange[]> {
  const found = decided.items.filter(
    ({ item }) => item.mismatchSince !== null && (vendor?.items.get(item.id)?.mismatchSince ?? null) === null,
  );
  const [first] = found;
  if (first === undefined) return [];
  const items = found.map(({ item }) => item.id);
  const data = { vendor: first.item.vendor, items, since: first.item.mismatchSince };
  await tx.ledger.append({ kind: 'machine-changed', actor, data });
  const text = `The file is for another machine than this one: ${listed(items)} work for 30 days without overage. Send a new activation request to the vendor.`;
  return [told('machine-mismatch', listed(items), text)];
}

function itemsOf(
  { license }: VerifiedLicense,
  changeOf: (id: string) => ImportedItem['change'],
): readonly ImportedItem[] {
  return license.items.map(({ id, product, name = id, metric, quota, start, end }) => {
    return { id, product, name, metric, quota, start, end, change: changeOf(id) };
  });
}

function codesOf({ license }: VerifiedLicense, { configuration }: Snapshot): readonly string[] {
  const codes = [...(configuration.vendors.get(license.iss)?.codes.values() ?? [])];
  const ids = new Set(license.items.map(({ id }) => id));
  return codes.filter(({ items }) => items.some((id) => ids.has(id))).map(({ code }) => code);
}

function alreadyImported(verified: VerifiedLicense, snapshot: Snapshot): LicenseResult {
  const { iss: vendor, sub: organization, licensee, serial } = verified.license;
  return {
    kind: 'license',
    already: true,
    summary: `The license file ${serial} of organization ${organization} is already imported; nothing changed.`,
    ...{ vendor, organization, licensee, serial },
    items: itemsOf(verified, () => 'unchanged'),
    codes: codesOf(verified, snapshot),
    changes: [],
  };
}

type Imported = {
  readonly decided: ImportChanges;
  readonly changes: readonly ImportChange[];
  readonly after: Snapshot;
};

function importedResult(verified: VerifiedLicense, { decided, changes, after }: Imported): LicenseResult {
  const { iss: vendor, sub: organization, licensee, serial } = verified.license;
  const named = new Map(decided.items.map(({ item, change }) => [item.id, changeNames[change]]));
  const codes = codesOf(verified, after);
  const where = codes.length === 0 ? 'on no handshake code' : `on ${listed(codes)}`;
  return {
    kind: 'license',
    already: false,
    summary: `License file ${serial} of ${vendor} for ${licensee} (organization ${organization}): ${counted(decided.items.length, 'item')} ${where}.`,
    ...{ vendor, organization, licensee, serial },
    items: itemsOf(verified, (id) => named.get(id) ?? 'unchanged'),
    codes,
    changes,
  };
}
