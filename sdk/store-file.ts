import { type FileHandle, mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { lockFolder } from './folder-lock.ts';
import type { Store } from './ports.ts';

/** An open log and how much of it is known to be good. */
type Log = { readonly file: FileHandle; good: number; torn: boolean };

const KNOWN_NAME = /^[a-z]+(?:-\d+)?$/;

/**
 * A folder as a store. What it says is durable was synced to the disk, the folder's entry included. The folder belongs to
 * one process at a time.
 * @throws Error `EBUSY` when another process, or another part of this one, has the folder open
 */
export async function fileStore(folder: string): Promise<Store> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const unlock = await lockFolder(folder);
  const logs = new Map<string, Log>();
  const place = (name: string): string => join(folder, name);

  async function openLog(name: string): Promise<Log> {
    const known = logs.get(name);
    if (known !== undefined) return known;
    const file = await open(place(name), 'a', 0o600);
    try {
      const { size } = await file.stat();
      await syncFolder(folder);
      const log = { file, good: size, torn: false };
      logs.set(name, log);
      return log;
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  async function closeLog(name: string): Promise<void> {
    const log = logs.get(name);
    logs.delete(name);
    await log?.file.close();
  }

  return {
    read: (name) => readWhole(place(name)),
    write: async (name, bytes) => {
      const temporary = place(`${name}.new`);
      await writeSynced(temporary, bytes);
      await rename(temporary, place(name));
      await syncFolder(folder);
    },
    append: async (name, bytes) => {
      const log = await openLog(name);
      if (log.torn) await log.file.truncate(log.good);
      log.torn = true;
      try {
        await writeAll(log.file, bytes);
        await log.file.datasync();
        log.good += bytes.length;
      } catch (error) {
        await log.file.truncate(log.good).catch(() => undefined);
        throw error;
      }
      log.torn = false;
    },
    remove: async (name) => {
      await closeLog(name);
      await rm(place(name), { force: true });
    },
    list: async () => (await readdir(folder)).filter((name) => KNOWN_NAME.test(name) && name !== 'lock'),
    close: async () => {
      for (const name of [...logs.keys()]) await closeLog(name);
      await unlock();
    },
  };
}

async function readWhole(path: string): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    return new Uint8Array(await readFile(path));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

async function writeSynced(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'w', 0o600);
  try {
    await writeAll(file, bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function writeAll(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length; ) at += (await file.write(bytes, at)).bytesWritten;
}

/** Makes new names durable. Windows has no such thing, and some network folders refuse it. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const entry = await open(folder, 'r');
  try {
    await entry.sync();
  } catch (error) {
    if (!['EINVAL', 'ENOTSUP', 'EPERM', 'EACCES'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  } finally {
    await entry.close();
  }
}
