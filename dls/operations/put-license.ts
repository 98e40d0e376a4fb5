import type { ImportChanges } from '../../licensing/import.ts';
import type { PublicTrial } from '../../licensing/item.ts';
import { trialItem } from '../../licensing/trial.ts';
import type { ImportChange } from '../gap/import-result.ts';
import type { VerifiedLicense } from '../gap/license-file.ts';
import type { ItemRow, VendorRow } from '../store/configuration-tables.ts';
import type { Tx } from '../store/tx.ts';
import { tellItems } from './license-result.ts';
import { lockColumns, putStatements, revokedColumns, tellSiteLock } from './put-statements.ts';

export type Putting = {
  readonly verified: VerifiedLicense;
  readonly decided: ImportChanges;
  readonly known: ReadonlyMap<string, ItemRow>;
  /** The vendor's first license file: from now on `syncDays` is counted. */
  readonly isFirst: boolean;
};

/** Writes what the file says: items, trials, statements, delegations, and the file itself. */
export async function putLicense(
  tx: Tx,
  { verified, decided, known, isFirst }: Putting,
): Promise<readonly ImportChange[]> {
  const { license, digest } = verified;
  const vendor = await mustVendor(tx, license.iss);
  const brought = new Set([...decided.items.map(({ item }) => item.id), ...decided.trials.map(({ id }) => id)]);
  const said = await putStatements(tx, { vendor, statements: decided.statements, rows: known, brought });
  await putItems(tx, { decided, digest, organization: license.sub, known });
  const acknowledgedAt = isFirst ? tx.time.now : vendor.acknowledgedAt;
  const statements = Object.fromEntries(Object.entries(said.statements).filter(([id]) => !brought.has(id)));
  await tx.vendors.put({ ...vendor, acknowledgedAt, statements, ...lockColumns(decided.siteLock) });
  for (const { signer, delegation, text } of verified.delegations) {
    await tx.delegations.put({ vendor: license.iss, thumbprint: signer, iat: delegation.iat, token: text });
  }
  await keepLicense(tx, verified);
  return [...tellItems(decided), ...said.changes, ...tellSiteLock(vendor, decided.siteLock)];
}

async function mustVendor(tx: Tx, vendor: string): Promise<VendorRow> {
  const row = await tx.vendors.find(vendor);
  if (row === undefined) throw new Error('a license was verified for a vendor that is not known');
  return row;
}

type Put = {
  readonly decided: ImportChanges;
  readonly digest: string;
  readonly organization: string;
  readonly known: ReadonlyMap<string, ItemRow>;
};

async function putItems(tx: Tx, { decided, digest, organization, known }: Put): Promise<void> {
  const { now } = tx.time;
  for (const { item } of decided.items) {
    const row = known.get(item.id);
    const { lock, revoked, importedAt, ...said } = item;
    await tx.items.put({
      ...said,
      ...lockColumns(lock),
      ...revokedColumns(row, revoked, now),
      no: row?.no ?? 0,
      publicTrial: null,
      licenseDigest: digest,
      addedAt: importedAt,
    });
  }
  for (const trial of decided.trials) {
    await tx.items.put(trialRow(trial, { known: known.get(trial.id), digest, organization, now }));
  }
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
