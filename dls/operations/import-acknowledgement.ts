import { decideAcknowledgement } from '../../licensing/acknowledge.ts';
import type { KnownLoss } from '../../licensing/rollback.ts';
import { ACKNOWLEDGEMENT_TYP, type Acknowledgement, verifyAcknowledgement } from '../../protocol/acknowledgement.ts';
import { digestOf } from '../../protocol/digest.ts';
import { errorUnder } from '../../protocol/error.ts';
import { parseToken } from '../../protocol/token.ts';
import type { Deps } from '../deps.ts';
import { counted, type ImportChange, type ImportResult, told } from '../gap/import-result.ts';
import { type VerifiedLicense, verifyLicenseFile } from '../gap/license-file.ts';
import { type KnownKeys, vendorOf } from '../gap/vendor-keys.ts';
import { Refusal } from '../http/problem.ts';
import { loadEpochState } from '../site/epoch-state.ts';
import { loadSnapshot } from '../site/snapshot.ts';
import type { VendorRow } from '../store/configuration-tables.ts';
import type { BundleRow } from '../store/gap-tables.ts';
import type { Tx } from '../store/tx.ts';
import { beginEpoch } from './epoch.ts';
import type { CodeChoice } from './import-codes.ts';
import { applyLicense } from './import-license.ts';
import { bringToNow, enterTerms } from './item-counts.ts';
import type { LicenseResult } from './license-result.ts';
import { itemRowsOf, lockColumns, putStatements, tellSiteLock } from './put-statements.ts';

export type AcknowledgementResult = ImportResult & {
  readonly kind: 'acknowledgement';
  readonly epoch: number;
  /** The last bundle that it covers; 0: none. */
  readonly seq: number;
  /** A newer one was imported before: only the license files in it counted. */
  readonly late: boolean;
  readonly licenses: readonly LicenseResult[];
};

export type AcknowledgementDeps = Pick<Deps, 'snapshot' | 'identity' | 'machine' | 'events' | 'clock' | 'epoch'>;

type Prepared = {
  readonly acknowledgement: Acknowledgement;
  readonly digest: string;
  readonly licenses: readonly VerifiedLicense[];
};

/**
 * An acknowledgement, verified down to the vendor's key with the license files in it, before the unit of work begins.
 * @throws Refusal `vendor_unknown`, ProtocolError
 */
export async function prepareAcknowledgement(
  deps: AcknowledgementDeps,
  text: string,
): Promise<(tx: Tx, input: { readonly actor: string; readonly choice: CodeChoice }) => Promise<AcknowledgementResult>> {
  const vendor = vendorOf(parseToken(text, ACKNOWLEDGEMENT_TYP).payload, 'file_unknown');
  const row = deps.snapshot.current.vendors.get(vendor);
  if (row === undefined) throw new Refusal('vendor_unknown');
  const acknowledgement = await verifyAcknowledgement(text, row.signing);
  const licenses = await verifyLicenses(acknowledgement, row);
  const prepared = { acknowledgement, digest: await digestOf(text), licenses };
  return (tx, input) => applyAcknowledgement(deps, tx, { ...prepared, ...input });
}

/** Each license file may bring a newer card, by whose keys the next one is verified. */
async function verifyLicenses({ iss, licenses = [] }: Acknowledgement, row: KnownKeys): Promise<VerifiedLicense[]> {
  const verified: VerifiedLicense[] = [];
  let keys = row;
  for (const [index, token] of licenses.entries()) {
    const field = `licenses[${index}]`;
    const license = await verifyLicenseFile(token, (vendor) => (vendor === iss ? keys : undefined)).catch(
      (error: unknown) => {
        throw errorUnder(field, error);
      },
    );
    if (license.license.iss !== iss) {
      throw new Refusal('signature_invalid', {
        field,
        detail: 'The acknowledgement carries a license file of another vendor. Ask the vendor for a right one.',
      });
    }
    verified.push(license);
    keys = license.keys;
  }
  return verified.toSorted((a, b) => a.license.serial - b.license.serial);
}

type Applying = Prepared & { readonly actor: string; readonly choice: CodeChoice };

async function applyAcknowledgement(
  deps: AcknowledgementDeps,
  tx: Tx,
  input: Applying,
): Promise<AcknowledgementResult> {
  const { acknowledgement, digest, actor } = input;
  const { iss: vendor, aud, epoch, seq, jti, iat } = acknowledgement;
  if (aud !== deps.identity.current.site) {
    throw new Refusal('ack_unknown', {
      field: 'aud',
      detail: `The acknowledgement is for the site ${aud}; this is ${deps.identity.current.site}. Import it there.`,
    });
  }
  if ((await tx.acknowledgements.find(vendor, digest)) !== undefined)
    return alreadyImported(acknowledgement, (await mustVendor(tx, vendor)).name);
  const bundle = await findCovered(tx, acknowledgement);
  const row = await mustVendor(tx, vendor);
  const effects = await decideEffects(deps, tx, { acknowledgement, row });
  const late = effects.outcome === 'late';
  const changes: ImportChange[] = [];
  await tx.acknowledgements.insert({ vendor, digest, jti, iat, epoch, seq, importedAt: tx.time.now });
  if (!late) {
    if (bundle !== null) changes.push(...(await coverBundles(tx, bundle)));
    const rows = itemRowsOf(await tx.items.list(), vendor);
    const said = await putStatements(tx, { vendor: row, statements: effects.statements, rows });
    changes.push(...said.changes, ...tellSiteLock(row, effects.siteLock));
    const { acknowledgedAt, termOffset } = effects;
    const isTimeSet = termOffset !== row.termOffset;
    const before = await loadSnapshot(tx);
    const items = isTimeSet ? [...before.items.values()].filter((item) => item.vendor === vendor) : [];
    for (const item of items) await bringToNow(before, tx, item);
    const next = { ...row, acknowledgedAt, termOffset, ackIat: iat, statements: said.statements };
    await tx.vendors.put({ ...next, ...lockColumns(effects.siteLock) });
    for (const item of items) await enterTerms(before, tx, item);
    if (isTimeSet)
      changes.push(told('time-set', vendor, `The terms of ${vendor} follow the vendor's clock from now on.`));
  }
  await tx.ledger.append({ kind: 'acknowledgement-imported', actor, data: toldData(input, late) });
  const licenses = await importLicenses(deps, tx, input);
  if (!late) changes.push(...(await settleFork(deps, tx, input)));
  changes.push(...licenses.flatMap((license) => license.changes));
  return {
    kind: 'acknowledgement',
    already: false,
    vendor,
    vendorName: row.name,
    epoch,
    seq,
    late,
    licenses,
    changes,
    summary: summaryOf(acknowledgement, late),
  };
}

/** The bundle up to which it covers everything; null: it covers none. @throws Refusal `ack_unknown`, `ack_mismatch` */
async function findCovered(tx: Tx, { iss, epoch, seq, digest }: Acknowledgement): Promise<BundleRow | null> {
  if (seq === 0) return null;
  const bundle = await tx.bundles.find(iss, epoch, seq);
  if (bundle === undefined) {
    throw new Refusal('ack_unknown', {
      field: 'seq',
      detail: `The acknowledgement is for bundle ${seq} of epoch ${epoch}, which was never made here. Check that it is for this site; after a restore, send the newest bundle and import the answer to it.`,
    });
  }
  if (bundle.digest === digest) return bundle;
  throw new Refusal('ack_mismatch', {
    field: 'digest',
    detail: `The acknowledgement is for another bundle ${seq} of epoch ${epoch} than the one that was made here. Tell the vendor: two bundles of one number exist.`,
  });
}

type Deciding = { readonly acknowledgement: Acknowledgement; readonly row: VendorRow };

async function decideEffects(deps: AcknowledgementDeps, tx: Tx, { acknowledgement, row }: Deciding) {
  const vendor = (await loadSnapshot(tx)).configuration.vendors.get(row.vendor);
  if (vendor === undefined) throw new Error('a vendor has no configuration');
  const newest = await tx.bundles.findLast(row.vendor);
  const { time, locked, unlocked, revoked, lockSite, iat, epoch, seq } = acknowledgement;
  return decideAcknowledgement({
    acknowledgement: {
      ...{ iat, epoch, seq },
      ...(time !== undefined && { time }),
      ...(locked !== undefined && { locked }),
      ...(unlocked !== undefined && { unlocked }),
      ...(revoked !== undefined && { revoked }),
      ...(lockSite !== undefined && { lockSite }),
    },
    vendor,
    newestIat: row.ackIat === 0 ? null : row.ackIat,
    newestBundle:
      newest === undefined
        ? null
        : { epoch: newest.epoch, seq: newest.seq, counted: Math.max(0, deps.clock.elapsed() - newest.elapsed) },
    now: tx.time.now,
  });
}

async function coverBundles(tx: Tx, { vendor, epoch, seq }: BundleRow): Promise<readonly ImportChange[]> {
  const covered = (await tx.bundles.list(vendor)).filter(
    (row) => row.acknowledgedAt === null && (row.epoch < epoch || (row.epoch === epoch && row.seq <= seq)),
  );
  if (covered.length === 0) return [];
  await tx.bundles.acknowledge(vendor, epoch, seq, tx.time.now);
  const text = `${vendor} has ${counted(covered.length, 'sync bundle')} up to number ${seq} of epoch ${epoch}.`;
  return [told('bundles-acknowledged', String(seq), text)];
}

/** License files in it are imported by serial; one that a newer file replaced is left. */
async function importLicenses(deps: AcknowledgementDeps, tx: Tx, input: Applying): Promise<LicenseResult[]> {
  const results: LicenseResult[] = [];
  for (const verified of input.licenses) {
    try {
      results.push(await applyLicense(deps, tx, { verified, actor: input.actor, choice: input.choice }));
    } catch (error) {
      if (!(error instanceof Refusal && error.code === 'license_superseded')) throw error;
    }
  }
  return results;
}

/**
 * A fork: the vendor holds another bundle under a number that this site gave as well, so the records of this site were
 * put back after that bundle was made. A new epoch begins, unless one has begun since.
 */
async function settleFork(
  deps: AcknowledgementDeps,
  tx: Tx,
  { acknowledgement, actor }: Applying,
): Promise<ImportChange[]> {
  const { iss: vendor, epoch, fork } = acknowledgement;
  if (fork === undefined || (await loadEpochState(tx)).epoch !== epoch) return [];
  const own = await tx.bundles.find(vendor, epoch, fork.seq);
  if (own?.digest === fork.digest) return [];
  const shared = (await tx.bundles.list(vendor)).findLast((row) => row.epoch < epoch || row.seq < fork.seq);
  const loss: KnownLoss = { from: shared?.made ?? 0, until: tx.time.now };
  await beginEpoch(deps, tx, {
    reason: 'fork',
    loss,
    heights: [fork.height],
    actor,
    // Not the vendor's own affair: the bundles of all vendors tell of a new epoch.
    data: { fork: { vendor, seq: fork.seq, digest: fork.digest } },
  });
  const text = `${vendor} holds another bundle ${fork.seq} than the one made here: the records of this site were put back. A new epoch has begun; devices fill in what was lost. Export a new bundle.`;
  return [told('rollback-found', String(fork.seq), text)];
}

async function mustVendor(tx: Tx, vendor: string): Promise<VendorRow> {
  const row = await tx.vendors.find(vendor);
  if (row === undefined) throw new Refusal('vendor_unknown');
  return row;
}

function toldData({ acknowledgement, digest }: Prepared, late: boolean): Readonly<Record<string, unknown>> {
  const { iss: vendor, epoch, seq, jti, iat, time, locked, unlocked, revoked, lockSite } = acknowledgement;
  return { vendor, epoch, seq, jti, iat, digest, late, ...(late ? {} : { time, locked, unlocked, revoked, lockSite }) };
}

function summaryOf({ iss, epoch, seq }: Acknowledgement, late: boolean): string {
  const covered = seq === 0 ? 'no sync bundle yet' : `sync bundles up to ${seq} of epoch ${epoch}`;
  const left = ' A newer one was imported before, so only the license files in it counted.';
  return `Acknowledgement of ${iss} for ${covered}.${late ? left : ''}`;
}

function alreadyImported({ iss: vendor, epoch, seq }: Acknowledgement, vendorName: string): AcknowledgementResult {
  const summary = `This acknowledgement of ${vendor} for bundle ${seq} of epoch ${epoch} is already imported; nothing changed.`;
  return {
    kind: 'acknowledgement',
    already: true,
    summary,
    vendor,
    vendorName,
    epoch,
    seq,
    late: false,
    licenses: [],
    changes: [],
  };
}
