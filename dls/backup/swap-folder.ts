import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { flushFolder, writeFileAtomic } from '../atomic-file.ts';
import { asStorageError, errnoOf } from '../storage-error.ts';
import { backedUpFolders, backedUpPaths } from './backup-manifest.ts';

/**
 * The last step of a restore: what was put together in `restoring/` takes the place of what the data folder holds, and
 * that goes aside. A note of the plan is on disk before anything moves, so a restore that was cut short is completed at
 * the next start; without the note it was never decided, and what lies there is removed.
 */
type Plan = {
  readonly version: 1;
  /** Folder inside the data folder that takes what is replaced; null: there was nothing. */
  readonly aside: string | null;
  /** What the restored site has of each. */
  readonly restored: readonly string[];
};

/** Where a restore is put together: in the data folder itself, which may be a drive of its own. */
export function restoringFolder(folder: string): string {
  return join(folder, 'restoring');
}

/** Everything that a restore replaces; logs, backups and the lock stay. The database goes first. */
export const replacedEntries: readonly string[] = [
  backedUpPaths.database,
  `${backedUpPaths.database}-wal`,
  `${backedUpPaths.database}-shm`,
  backedUpPaths.identity,
  dirname(backedUpPaths.tls),
  ...backedUpFolders,
];

/**
 * Puts what lies in `restoring/` into place. Everything in it must be on disk.
 * @param aside name of the folder for what is replaced
 * @returns the path of that folder; null when there was nothing to replace
 */
export async function swapFolder(folder: string, aside: string, renameEntry: Rename = rename): Promise<string | null> {
  const isReplacing = replacedEntries.some((entry) => existsSync(join(folder, entry)));
  const restored = replacedEntries.filter((entry) => existsSync(join(restoringFolder(folder), entry)));
  await flushFolder(restoringFolder(folder));
  const plan: Plan = { version: 1, aside: isReplacing ? aside : null, restored };
  await writeFileAtomic(planFile(folder), JSON.stringify(plan));
  await carryOut(folder, plan, renameEntry);
  return plan.aside === null ? null : join(folder, plan.aside);
}

/** Completes a restore that was cut short, or removes what one left that was never decided. Before the database opens. */
export async function finishRestore(folder: string): Promise<void> {
  const plan = await findPlan(folder);
  if (plan !== null) return carryOut(folder, plan, rename);
  await rm(restoringFolder(folder), { recursive: true, force: true });
}

/** The one step that can fail between; a test cuts it short. */
type Rename = (from: string, to: string) => Promise<void>;

const planFile = (folder: string): string => join(folder, 'restore.json');

async function findPlan(folder: string): Promise<Plan | null> {
  const text = await readFile(planFile(folder), 'utf8').catch((error: unknown) => {
    if (errnoOf(error) === 'ENOENT') return null;
    throw asStorageError(error, planFile(folder));
  });
  return text === null ? null : (JSON.parse(text) as Plan);
}

/** Can be cut short after any step and done again. */
async function carryOut(folder: string, { aside, restored }: Plan, renameEntry: Rename): Promise<void> {
  const move = (from: string, to: string): Promise<void> => moveEntry(from, to, renameEntry);
  const staged = restoringFolder(folder);
  if (aside !== null) {
    await mkdir(join(folder, aside), { recursive: true, mode: 0o700 });
    for (const entry of replacedEntries) {
      // Once the new one has left `restoring/`, what stands in the data folder is the new one.
      const isOld = !restored.includes(entry) || existsSync(join(staged, entry));
      if (isOld && !existsSync(join(folder, aside, entry))) await move(join(folder, entry), join(folder, aside, entry));
    }
    await flushFolder(join(folder, aside));
  }
  for (const entry of restored) await move(join(staged, entry), join(folder, entry));
  await flushFolder(folder);
  await rm(planFile(folder));
  await rm(staged, { recursive: true, force: true });
  await flushFolder(folder);
}

async function moveEntry(from: string, to: string, renameEntry: Rename): Promise<void> {
  await renameEntry(from, to).catch((error: unknown) => {
    if (errnoOf(error) !== 'ENOENT') throw asStorageError(error, to);
  });
}
