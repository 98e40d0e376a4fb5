import { createReadStream } from 'node:fs';
import { mkdir, rm, stat, statfs } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type EpochSeconds, HOUR } from '../../licensing/time.ts';
import { writeStreamAtomic } from '../atomic-file.ts';
import { decideKept } from '../backup/keep-backups.ts';
import type { Deps } from '../deps.ts';
import { type LongReadOptions, runLongRead } from '../gap/long-read.ts';
import { Refusal } from '../http/problem.ts';
import { encodeIdentity } from '../identity/site-identity.ts';
import { backupsFolder } from '../site/folder-layout.ts';
import { findRecovery, type Recovery } from '../site/recovery.ts';
import { asStorageError, StorageError } from '../storage-error.ts';
import type { BackupRow } from '../store/console-tables.ts';
import { findAnswer, keepAnswer, type Once } from './once.ts';
import { createQueue } from './queue.ts';

export type BackupDeps = Pick<Deps, 'folder' | 'version' | 'store' | 'settings' | 'identity' | 'clock' | 'events'>;

export type BackupInput = LongReadOptions & {
  /** The file to write; left out: into the data folder, with a copy in each place of the settings. */
  readonly to?: string | undefined;
  readonly actor: string;
  /** Makes the same request again answer with the same backup. */
  readonly once?: Once | null;
};

export type MadeBackup = BackupRow & {
  /** Copies in other places. */
  readonly copies: readonly string[];
  /** Why a place got none; each a sentence. */
  readonly problems: readonly string[];
};

/**
 * Makes a backup while devices are served: a consistent copy of the database with the site's keys, sealed to the recovery
 * key, read back after writing. What went wrong is kept in the list of backups.
 * @throws Refusal `request_conflict` before set-up, StorageError when it could not be written
 */
export function createBackup(deps: BackupDeps, input: BackupInput): Promise<MadeBackup> {
  const once = input.once ?? null;
  return oneAtATime(deps.store, async () => {
    const known = once && (await deps.store.transact((tx) => findAnswer<MadeBackup>(tx, once)));
    if (known !== null) return known.answer;
    const recovery = await deps.store.transact((tx) => findRecovery(tx));
    if (recovery === null) throw notSetUp();
    const { now } = deps.clock.read();
    const path = input.to ?? join(backupsFolder(deps.folder), backupName(deps.identity.current.site, now));
    try {
      const written = await write(deps, { path, now, recovery, options: input });
      const { copies, problems } =
        input.to === undefined ? await copyToPlaces(deps, path) : { copies: [], problems: [] };
      return await record(deps, { ...written, path, now, copies, problems, actor: input.actor, once });
    } catch (error) {
      await recordFailure(deps, { path, now, actor: input.actor, detail: sentenceOf(error) });
      throw error;
    }
  });
}

const oneAtATime = createQueue();

/** `causeway-<first 8 of the site UUID>-20260601T120000Z.cwbackup`. */
export function backupName(site: string, made: EpochSeconds): string {
  const moment = new Date(made * 1_000).toISOString().replace(/[-:]|\.\d+/g, '');
  return `causeway-${site.slice(0, 8)}-${moment}.cwbackup`;
}

/** A quiet site gets a backup once a day all the same, before the last one is old enough to alert. */
const oldest = 22 * HOUR;

/**
 * Makes the backup of the schedule when anything changed since the last one, or when that is nearly a day old, and removes
 * those that need not be kept. Before set-up there is none to make.
 */
export async function makeScheduledBackup(deps: BackupDeps): Promise<MadeBackup | null> {
  const due = await deps.store.transact(async (tx) => {
    if ((await findRecovery(tx)) === null) return false;
    const last = (await tx.backups.list()).find(({ ok }) => ok);
    // A backup is an event itself; one more than it holds tells of a change.
    if (last === undefined || tx.time.now - last.at >= oldest) return true;
    return (await tx.ledger.tail()).height > last.height + 1;
  });
  if (!due) return null;
  const made = await createBackup(deps, { actor: 'system' });
  await removeOldBackups(deps);
  return made;
}

/** Removes scheduled backups beyond those that the settings keep, from the data folder and every place. */
export async function removeOldBackups(deps: BackupDeps): Promise<void> {
  const rows = (await deps.store.transact((tx) => tx.backups.list())).filter((row) => isOwn(deps, row));
  const kept = decideKept(
    rows.filter(({ ok }) => ok),
    deps.settings.current.backups,
  );
  const newest = rows[0];
  for (const row of rows) {
    if (kept.has(row) || row === newest) continue;
    for (const place of [backupsFolder(deps.folder), ...deps.settings.current.backups.places]) {
      await rm(join(place, basename(row.file)), { force: true }).catch(() => undefined);
    }
    await deps.store.transact((tx) => tx.backups.remove(row.id));
  }
}

/** The file of a backup in the list, to be read piece by piece. @throws Refusal `not_found` */
export async function openBackupContent(
  deps: Pick<Deps, 'store'>,
  id: number,
): Promise<{ readonly name: string; readonly size: number; readonly content: NodeJS.ReadableStream }> {
  const row = await deps.store.transact((tx) => tx.backups.find(id));
  const found = row?.ok === true ? await stat(row.file).catch(() => null) : null;
  if (row === undefined || found === null) {
    throw new Refusal('not_found', {
      detail: 'The file of this backup is not there any more. Choose another backup, or make one.',
    });
  }
  return { name: basename(row.file), size: found.size, content: createReadStream(row.file) };
}

type Writing = {
  readonly path: string;
  readonly now: EpochSeconds;
  readonly recovery: Recovery;
  readonly options: LongReadOptions;
};

async function write(deps: BackupDeps, { path, now, recovery, options }: Writing) {
  await mkdir(backupsFolder(deps.folder), { recursive: true, mode: 0o700 }).catch((error: unknown) => {
    throw asStorageError(error, path);
  });
  const { current: identity } = deps.identity;
  const task = {
    kind: 'backup' as const,
    path,
    site: identity.site,
    made: now,
    app: `causeway/${deps.version}`,
    identity: await encodeIdentity(identity),
    recoveryKey: recovery.jwk,
  };
  return runLongRead(deps.folder, task, options);
}

/** A place that is not there, such as a share that sleeps, does not make the backup fail. */
async function copyToPlaces(deps: BackupDeps, path: string): Promise<Pick<MadeBackup, 'copies' | 'problems'>> {
  const copies: string[] = [];
  const problems: string[] = [];
  for (const place of deps.settings.current.backups.places) {
    const target = join(place, basename(path));
    try {
      await copy(path, target);
      copies.push(target);
    } catch (error) {
      problems.push(sentenceOf(error));
    }
  }
  return { copies, problems };
}

async function copy(from: string, to: string): Promise<void> {
  const { size } = await stat(from);
  const { bavail, bsize } = await statfs(dirname(to)).catch((error: unknown) => {
    throw asStorageError(error, to);
  });
  if (bavail * bsize < size) throw new StorageError('full', to);
  await writeStreamAtomic(to, createReadStream(from), { readBack: true });
}

type Recording = Pick<MadeBackup, 'copies' | 'problems'> & {
  readonly path: string;
  readonly now: EpochSeconds;
  readonly actor: string;
  readonly once: Once | null;
  readonly size: number;
  readonly height: number;
  readonly epoch: number;
};

function record(deps: BackupDeps, input: Recording): Promise<MadeBackup> {
  const { path, now, actor, once, size, height, epoch, copies, problems } = input;
  return deps.store.transact(async (tx) => {
    const detail = problems.length === 0 ? null : problems.join(' ');
    const row = { file: path, at: now, size, height, epoch, ok: true, detail };
    const id = await tx.backups.insert(row);
    const data = { file: basename(path), size, height, epoch, copies: copies.length, missing: problems.length };
    await tx.ledger.append({ kind: 'backup-made', actor, data });
    tx.afterCommit(() => deps.events.emit({ topic: 'backups' }));
    const made = { ...row, id, copies, problems };
    if (once !== null) await keepAnswer(tx, once, made);
    return made;
  });
}

type Failure = { readonly path: string; readonly now: EpochSeconds; readonly actor: string; readonly detail: string };

/** A full disk may refuse this note too; the failure itself is told in any case. */
async function recordFailure(deps: BackupDeps, { path, now, actor, detail }: Failure): Promise<void> {
  const row = { file: path, at: now, size: 0, height: 0, epoch: 0, ok: false, detail };
  await deps.store
    .transact(async (tx) => {
      await tx.backups.insert(row);
      await tx.ledger.append({ kind: 'backup-failed', actor, data: { file: basename(path), detail } });
      tx.afterCommit(() => deps.events.emit({ topic: 'backups' }));
    })
    .catch(() => undefined);
}

/** Backups that were written to a file somebody named are his. */
function isOwn({ folder }: BackupDeps, { file }: BackupRow): boolean {
  return dirname(file) === backupsFolder(folder);
}

function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function notSetUp(): Refusal {
  return new Refusal('request_conflict', {
    detail:
      'Backups are sealed to the recovery key, which set-up makes. Set the site up first: in the console, or with "causeway setup".',
  });
}
