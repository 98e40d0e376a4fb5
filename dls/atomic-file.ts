import { createHash, type Hash, randomBytes } from 'node:crypto';
import { link, open, readdir, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { asStorageError, errnoOf, StorageError } from './storage-error.ts';

/** The parts of the file system that can fail underneath a write. */
export type AtomicFiles = {
  readonly open: typeof open;
  readonly rename: typeof rename;
  readonly link: typeof link;
  readonly platform: NodeJS.Platform;
};

/** How a file is written. */
export type AtomicWriteOptions = {
  /** POSIX permissions of the new file, narrowed by the umask; default 0600. */
  readonly mode?: number;
  /** `false`: a file that is there already is left alone and the write is refused. Default `true`. */
  readonly replace?: boolean;
  /** Reads the file again before it gets its name and compares it with what was written. Default `false`. */
  readonly readBack?: boolean;
  /** Is told how many bytes were written so far. */
  readonly onProgress?: (bytes: number) => void;
  readonly files?: AtomicFiles;
};

export type WrittenFile = { readonly bytes: number; readonly sha256: Buffer };

/**
 * Writes a file so that under its name there is never a half one: into a temporary file beside it, flushed to the
 * disk, optionally read back and compared, renamed, and the folder flushed. What failed leaves the old file as it was.
 * Throws StorageError.
 */
export async function writeFileAtomic(
  path: string,
  content: Uint8Array | string,
  options: AtomicWriteOptions = {},
): Promise<WrittenFile> {
  return writeStreamAtomic(path, [typeof content === 'string' ? Buffer.from(content, 'utf8') : content], options);
}

/**
 * As `writeFileAtomic`, for content that does not fit into memory. An error of `source` itself is passed through, and
 * no file is left.
 */
export async function writeStreamAtomic(
  path: string,
  source: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  options: AtomicWriteOptions = {},
): Promise<WrittenFile> {
  const files = options.files ?? realFiles;
  const target = await storage(path, () => regularTarget(path));
  if (options.replace === false && (await exists(target))) throw new StorageError('exists', path);
  await removeLeftovers(target);
  const temporary = join(dirname(target), `.${basename(target)}.${process.pid}-${randomBytes(6).toString('hex')}.part`);
  try {
    const written = await writeTemporary({ temporary, path, source, options, files });
    if (options.readBack === true) await compare(temporary, path, written);
    await storage(path, () => publish(temporary, target, options.replace !== false, files));
    await flushFolder(dirname(target), files);
    return written;
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
}

/** Flushes a folder, so that names which were made or changed in it survive a power cut. */
export async function flushFolder(folder: string, files: AtomicFiles = realFiles): Promise<void> {
  if (files.platform === 'win32') return;
  try {
    const handle = await files.open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close().catch(() => undefined);
    }
  } catch (error) {
    if (!unsyncable.has(errnoOf(error))) throw asStorageError(error, folder);
  }
}

const realFiles: AtomicFiles = { open, rename, link, platform: process.platform };

/** Some drives (FAT through FUSE, network shares) cannot flush a folder; the rename is all they offer. */
const unsyncable = new Set(['EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EISDIR', 'EACCES', 'EPERM']);

type Temporary = {
  readonly temporary: string;
  readonly path: string;
  readonly source: Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
  readonly options: AtomicWriteOptions;
  readonly files: AtomicFiles;
};

async function writeTemporary({ temporary, path, source, options, files }: Temporary): Promise<WrittenFile> {
  const handle = await storage(path, () => files.open(temporary, 'wx', options.mode ?? 0o600));
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    for await (const chunk of source) {
      await storage(path, () => handle.appendFile(chunk));
      hash.update(chunk);
      bytes += chunk.byteLength;
      options.onProgress?.(bytes);
    }
    await storage(path, () => handle.sync());
  } catch (error) {
    // Of a drive that went away the closing fails as well; what failed first is what is told.
    await handle.close().catch(() => undefined);
    throw error;
  }
  await storage(path, () => handle.close());
  return { bytes, sha256: hash.digest() };
}

async function compare(temporary: string, path: string, written: WrittenFile): Promise<void> {
  const handle = await storage(path, () => open(temporary, 'r'));
  const hash: Hash = createHash('sha256');
  try {
    await storage(path, async () => {
      for await (const chunk of handle.createReadStream({ autoClose: false })) hash.update(chunk);
    });
  } finally {
    await handle.close().catch(() => undefined);
  }
  if (!hash.digest().equals(written.sha256)) throw new StorageError('differs', path);
}

async function publish(temporary: string, target: string, replace: boolean, files: AtomicFiles): Promise<void> {
  if (replace) return renamePatiently(temporary, target, files);
  try {
    // A hard link fails when the name is taken, which a rename would not.
    await files.link(temporary, target);
    await rm(temporary);
  } catch (error) {
    if (!linkless.has(errnoOf(error))) throw error;
    await renamePatiently(temporary, target, files);
  }
}

const linkless = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK']);

/** On Windows a virus scanner or indexer may hold the old file for a moment. */
async function renamePatiently(from: string, to: string, files: AtomicFiles): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await files.rename(from, to);
      return;
    } catch (error) {
      const busy = files.platform === 'win32' && ['EPERM', 'EACCES', 'EBUSY'].includes(errnoOf(error));
      if (!busy || attempt === 10) throw error;
      await pause(attempt * 10);
    }
  }
}

/** The file behind a symbolic link; a folder or device under that name is refused instead of replaced. */
async function regularTarget(path: string): Promise<string> {
  const found = await stat(path).catch((error: unknown) => {
    if (errnoOf(error) === 'ENOENT') return null;
    throw error;
  });
  if (found === null) return path;
  if (!found.isFile()) throw new StorageError('not_a_file', path);
  return realpath(path);
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null)) !== null;
}

/** Removes what a process that was killed in the middle of writing this file left beside it. */
async function removeLeftovers(target: string): Promise<void> {
  const prefix = `.${basename(target)}.`;
  const names = await readdir(dirname(target)).catch(() => []);
  for (const name of names) {
    const pid = name.startsWith(prefix) ? /^(\d+)-[0-9a-f]{12}\.part$/.exec(name.slice(prefix.length))?.[1] : undefined;
    if (pid !== undefined && !isRunning(Number(pid))) await rm(join(dirname(target), name), { force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errnoOf(error) === 'EPERM';
  }
}

async function storage<T>(path: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw asStorageError(error, path);
  }
}
