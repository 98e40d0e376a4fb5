import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Item, runningTerm } from '../../licensing/item.ts';
import { isLocked } from '../../licensing/item-lock.ts';
import { DAY, type EpochSeconds } from '../../licensing/time.ts';
import { bundleFileName } from '../../protocol/bundle.ts';
import type { Deps } from '../deps.ts';
import type { BundledItem } from '../gap/bundle-lines.ts';
import { type BundleTask, fileMark, type WrittenBundles } from '../gap/bundle-task.ts';
import { type LongReadOptions, runLongRead } from '../gap/long-read.ts';
import { asRunningExport } from '../gap/running-export.ts';
import { Refusal } from '../http/problem.ts';
import { foldUsage } from '../ledger/fold-usage.ts';
import { loadEpochState } from '../site/epoch-state.ts';
import { bundlesFolder } from '../site/folder-layout.ts';
import { asStorageError, errnoOf } from '../storage-error.ts';
import type { BundleRow } from '../store/gap-tables.ts';
import { ACTOR_NUMBERS_KEY } from '../store/sqlite/bundle-source.ts';
import type { Tx } from '../store/tx.ts';
import { bringToNow, hasSeats } from './item-counts.ts';
import { findAnswer, keepAnswer, type Once } from './once.ts';
import { createQueue } from './queue.ts';

export type ExportDeps = Pick<
  Deps,
  'folder' | 'version' | 'store' | 'snapshot' | 'settings' | 'identity' | 'clock' | 'events'
>;

export type ExportInput = LongReadOptions & {
  /** Left out: every vendor that is known here. */
  readonly vendor?: string | undefined;
  readonly actor: string;
  /** Makes the same request again answer with the same bundles. */
  readonly once?: Once | null;
  /** Lines of one bundle; the protocol's most unless a test says less. */
  readonly capacity?: number;
  /** Bytes from which on the database is copied before it is read; a fixed figure unless a test says another. */
  readonly copyFrom?: number;
};

/** A bundle as consoles and commands see it; `name` is the file name it travels under. */
export type MadeBundle = Pick<
  BundleRow,
  'vendor' | 'epoch' | 'seq' | 'made' | 'digest' | 'prev' | 'size' | 'lines' | 'acknowledgedAt'
> & { readonly name: string };

/**
 * Makes a sync bundle of each vendor (protocol.md section 7): what changed since the last acknowledgement, signed, sealed
 * to the vendor, and kept in the data folder as made. More than 500 000 lines become consecutive bundles.
 * @throws Refusal `vendor_unknown`, StorageError when there is no room
 */
export async function exportBundle(deps: ExportDeps, input: ExportInput): Promise<readonly MadeBundle[]> {
  const known = [...deps.snapshot.current.vendors.keys()];
  const vendors = input.vendor === undefined ? known : known.filter((vendor) => vendor === input.vendor);
  if (vendors.length === 0) throw noVendor(input.vendor);
  return oneAtATime(deps.store, async () => {
    const known = await findMade(deps, input.once);
    if (known !== null) return known;
    await removeOrphans(deps);
    const made: MadeBundle[] = [];
    for (const vendor of vendors) {
      // The answer is whole with the last vendor's bundles, so it is kept in the unit that books them.
      const isLast = vendor === vendors.at(-1);
      const keep = (tx: Tx, rows: readonly MadeBundle[]) =>
        keepMade(tx, isLast ? input.once : null, [...made, ...rows]);
      const watched = { ...input, vendor, now: () => deps.clock.read().now, onTurn: () => tellTurn(deps) };
      const exported = await asRunningExport(deps.store, watched, (options) =>
        exportOfVendor(deps, { ...input, ...options, vendor, keep }),
      );
      made.push(...exported);
    }
    return made;
  });
}

/**
 * The sealed file of a bundle that was made before: the very bytes.
 * @throws Refusal `not_found` when there is no such bundle, or when its file was lost or damaged
 */
export async function readBundle(
  deps: Pick<Deps, 'folder' | 'store' | 'identity'>,
  { vendor, epoch, seq }: { readonly vendor: string; readonly epoch?: number | undefined; readonly seq: number },
): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  const row = await deps.store.transact(async (tx) => {
    const wanted = epoch ?? (await tx.bundles.findLast(vendor))?.epoch ?? 0;
    return tx.bundles.find(vendor, wanted, seq);
  });
  if (row === undefined) {
    throw new Refusal('not_found', {
      detail: `No bundle of the number ${seq} was made for ${vendor}. Look at the list of bundles.`,
    });
  }
  const bytes = await readFile(join(bundlesFolder(deps.folder), row.file)).catch((error: unknown) => {
    if (errnoOf(error) !== 'ENOENT') throw asStorageError(error, row.file);
    return null;
  });
  if (bytes === null || !row.file.includes(fileMark(bytes))) throw lostFile(row);
  return { name: bundleFileName({ ...row, site: deps.identity.current.site }), bytes };
}

async function findMade(deps: ExportDeps, once: ExportInput['once']): Promise<readonly MadeBundle[] | null> {
  if (once == null) return null;
  const known = await deps.store.transact((tx) => findAnswer<readonly MadeBundle[]>(tx, once));
  return known?.answer ?? null;
}

/** An export that is seen to begin and to end is seen by every console. */
function tellTurn({ events }: ExportDeps): void {
  events.emit({ topic: 'sync' });
}

async function keepMade(tx: Tx, once: ExportInput['once'], made: readonly MadeBundle[]): Promise<void> {
  if (once != null) await keepAnswer(tx, once, made);
}

type Keep = (tx: Tx, made: readonly MadeBundle[]) => Promise<void>;

async function exportOfVendor(
  deps: ExportDeps,
  input: ExportInput & { readonly vendor: string; readonly keep: Keep },
): Promise<MadeBundle[]> {
  await foldUsage(deps, { force: true });
  const task = await deps.store.transact((tx) => prepareTask(deps, tx, input));
  await mkdir(bundlesFolder(deps.folder), { recursive: true, mode: 0o700 });
  const written = await runLongRead(deps.folder, { kind: 'bundle', ...task }, input).catch(async (error: unknown) => {
    await removeOrphans(deps);
    throw error;
  });
  const { actor, keep, signal } = input;
  if (signal?.aborted === true) {
    await removeOrphans(deps);
    throw signal.reason;
  }
  const rows = await deps.store.transact((tx) => commitBundles(deps, tx, { task, written, actor, keep }));
  if (rows === null) {
    // A rollback was found out in between: what was written tells of an epoch that is over.
    await removeOrphans(deps);
    return exportOfVendor(deps, input);
  }
  const { site } = deps.identity.current;
  return rows.map((row) => madeBundleOf(row, site));
}

export function madeBundleOf(row: BundleRow, site: string): MadeBundle {
  const { vendor, epoch, seq, made, digest, prev, size, lines, acknowledgedAt } = row;
  const name = bundleFileName({ vendor, site, epoch, seq });
  return { vendor, epoch, seq, made, digest, prev, size, lines, acknowledgedAt, name };
}

async function prepareTask(
  deps: ExportDeps,
  tx: Tx,
  { vendor, capacity, copyFrom }: Pick<ExportInput, 'capacity' | 'copyFrom'> & { readonly vendor: string },
): Promise<BundleTask> {
  const { current: snapshot } = deps.snapshot;
  const sealing = snapshot.vendors.get(vendor)?.sealing[0];
  if (sealing === undefined) throw noVendor(vendor);
  const { kid, privateKey } = deps.identity.keyFor(vendor);
  // The slots and days that passed since anybody asked are booked first, so that the bundle tells of them.
  for (const item of snapshot.items.values()) {
    if (item.vendor === vendor && hasSeats(item)) await bringToNow(snapshot, tx, item);
  }
  const { trusted, mark } = deps.clock.state();
  return {
    vendor,
    site: deps.identity.current.site,
    signing: { kid, privateKey },
    sealing: sealing.jwk,
    epoch: (await loadEpochState(tx)).epoch,
    made: tx.time.now,
    clock: { trusted, mark },
    app: `causeway/${deps.version}`,
    items: bundledItems(deps, vendor, tx.time.now),
    names: deps.settings.current.privacy.namesInBundles,
    ...(capacity !== undefined && { capacity }),
    ...(copyFrom !== undefined && { copyFrom }),
  };
}

function bundledItems(deps: ExportDeps, vendor: string, now: EpochSeconds): readonly BundledItem[] {
  const { items, configuration } = deps.snapshot.current;
  const known = configuration.vendors.get(vendor);
  const at = now + (known?.termOffset ?? 0);
  return [...items].flatMap(([no, item]) => {
    const term = runningTerm(item, at) ?? item.terms[0];
    if (item.vendor !== vendor || term === undefined) return [];
    const { id, organization, product, metric } = item;
    const { start, end, quota, graceDays } = term;
    const standing = standingOf(item, known?.lock ?? null);
    const graceEnd = end + graceDays * DAY;
    return [{ no, id, organization, product, metric, quota, term: { start, end }, graceEnd, standing }];
  });
}

function standingOf(item: Item, site: Item['lock']): BundledItem['standing'] {
  if (item.revoked) return 'revoked';
  return isLocked(item, site) ? 'locked' : null;
}

type Commit = {
  readonly task: BundleTask;
  readonly written: WrittenBundles;
  readonly actor: string;
  readonly keep: Keep;
};

/** Null: the bundles do not follow what is known any more. */
async function commitBundles(
  deps: ExportDeps,
  tx: Tx,
  { task, written, actor, keep }: Commit,
): Promise<BundleRow[] | null> {
  const last = await tx.bundles.findLast(task.vendor);
  if (last?.digest !== written.last?.digest || (await loadEpochState(tx)).epoch !== task.epoch) return null;
  const rows: BundleRow[] = [];
  for (const bundle of written.bundles) {
    const row = { ...bundle, elapsed: deps.clock.elapsed(), acknowledgedAt: null };
    await tx.bundles.insert(row);
    const { vendor, epoch, seq, digest, prev, lines, heightTo } = row;
    const data = { vendor, epoch, seq, digest, prev, lines, height: heightTo };
    await tx.ledger.append({ kind: 'bundle-made', actor, data });
    rows.push(row);
  }
  await tx.meta.put(ACTOR_NUMBERS_KEY, JSON.stringify(written.actors));
  const { site } = deps.identity.current;
  await keep(
    tx,
    rows.map((row) => madeBundleOf(row, site)),
  );
  tx.afterCommit(() => deps.events.emit({ topic: 'sync' }));
  return rows;
}

/** Removes files that no row names: those of an export that was cut short. Only while no other export runs. */
async function removeOrphans(deps: Pick<Deps, 'folder' | 'store'>): Promise<void> {
  const folder = bundlesFolder(deps.folder);
  const files = await readdir(folder).catch(() => []);
  if (files.length === 0) return;
  const known = new Set(await deps.store.transact((tx) => tx.bundles.listFiles()));
  for (const file of files) if (!known.has(file)) await rm(join(folder, file), { force: true });
}

/** Exports of one site wait for each other, so that each number is given once. */
const oneAtATime = createQueue();

function noVendor(vendor: string | undefined): Refusal {
  const who = vendor === undefined ? 'No vendor is known here yet' : `The vendor ${vendor} is not known here`;
  return new Refusal('vendor_unknown', { detail: `${who}. Import a license file or the vendor's card first.` });
}

function lostFile({ vendor, epoch, seq }: BundleRow): Refusal {
  return new Refusal('not_found', {
    detail: `The kept file of bundle ${seq} of epoch ${epoch} for ${vendor} is lost or damaged. Make a new bundle; it holds everything that is not acknowledged.`,
  });
}
