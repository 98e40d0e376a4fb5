import type { VendorConfiguration } from '../../licensing/configuration.ts';
import { decideImport, type ImportChanges } from '../../licensing/import.ts';
import type { LicenseClaims } from '../../licensing/license-claims.ts';
import type { Deps } from '../deps.ts';
import { type ImportChange, listed, told } from '../gap/import-result.ts';
import type { VerifiedLicense } from '../gap/license-file.ts';
import { Refusal } from '../http/problem.ts';
import { buildSnapshot, loadRows, type Snapshot } from '../site/snapshot.ts';
import type { Tx } from '../store/tx.ts';
import { putCard } from './import-card.ts';
import { type CodeChoice, chooseCodes, putCodes } from './import-codes.ts';
import { refuseImport, wrongSiteKey } from './import-refusals.ts';
import { bringToNow, enterTerms } from './item-counts.ts';
import { alreadyImported, importedResult, type LicenseResult } from './license-result.ts';
import { putLicense } from './put-license.ts';
import { itemRowsOf } from './put-statements.ts';

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
  const { license } = verified;
  const rows = await loadRows(tx);
  const before = buildSnapshot(rows);
  const vendor = before.configuration.vendors.get(license.iss) ?? null;
  const own = await tx.licenses.listSerials(license.iss);
  const codes = chooseCodes(license, vendor, choice);
  const decided = decideImport({
    license: license as LicenseClaims,
    vendor: codes.vendor,
    highestSerial: highest(own.filter((row) => row.organization === license.sub).map(({ serial }) => serial)),
    alreadyImported: own.some((row) => row.digest === verified.digest),
    site: siteOf(deps),
    attachTo: codes.attachTo,
    now: tx.time.now,
  });
  if (decided.outcome === 'already imported') return alreadyImported(verified, before);
  if (decided.outcome === 'refused') throw refuseImport(decided, { license, deps });
  checkDelegations(deps, verified);
  await bringItemsToNow(before, tx, license);

  const changes: ImportChange[] = [];
  if (verified.card !== null) changes.push(await putCard(tx, { card: verified.card, actor }));
  const known = itemRowsOf(rows.items, license.iss);
  changes.push(...(await putLicense(tx, { verified, decided, known, isFirst: own.length === 0 })));
  for (const { item } of decided.items) await enterTerms(before, tx, item);
  changes.push(...(await putCodes(tx, { license, decided, created: codes.created })));
  changes.push(...(await tellMismatch(tx, { decided, vendor, actor })));
  await tx.ledger.append({ kind: 'license-imported', actor, data: toldData(verified) });
  return importedResult(verified, { decided, changes, before });
}

/** Each is for this site and names its key. @throws Refusal `license_malformed`, `license_wrong_site` */
function checkDelegations(deps: ImportDeps, { delegations }: VerifiedLicense): void {
  const { uuid, thumbprint } = siteOf(deps);
  const elsewhere = delegations.findIndex(({ delegation }) => delegation.sub !== uuid);
  if (elsewhere !== -1) {
    throw new Refusal('license_malformed', {
      field: `delegations[${elsewhere}]`,
      detail: 'A delegation in the license file is for another site than the file.',
    });
  }
  const foreign = delegations.findIndex(({ siteKey }) => siteKey !== thumbprint);
  if (foreign !== -1) throw wrongSiteKey(`delegations[${foreign}].cnf.jwk`);
}

function toldData({ license, digest }: VerifiedLicense): Readonly<Record<string, unknown>> {
  const { iss: vendor, sub: organization, serial, jti, iat, revoked, locked, lockSite } = license;
  const items = license.items.map(({ id }) => id);
  return { vendor, organization, serial, jti, iat, digest, items, revoked, locked, lockSite };
}

function highest(serials: readonly number[]): number | null {
  return serials.length === 0 ? null : Math.max(...serials);
}

function siteOf({ identity, machine }: ImportDeps) {
  return {
    uuid: identity.current.site,
    thumbprint: identity.current.current.thumbprint,
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
