import { randomBytes } from 'node:crypto';
import { type FileHandle, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { onFile } from './file-error.ts';

/** A file that is written and on disk, but does not have its name yet. */
export type StagedFile = {
  /** Gives the file its name, in one step and durably. */
  publish(): Promise<void>;
  /** Removes it; the file that had the name before stays as it was. */
  discard(): Promise<void>;
};

export type OutputOptions = {
  /** POSIX permissions, narrowed by the umask; default 0666 for what is meant to travel. */
  readonly mode?: number;
};

/** Content to write: at once, or piece by piece where it does not fit into memory. */
export type Content = string | Uint8Array | Iterable<string>;

/** Writes beside `path` and flushes, so that publishing later can hardly fail. @throws Refusal */
export async function stageFile(path: string, content: Content, options: OutputOptions = {}): Promise<StagedFile> {
  return onFile(path, async () => {
    const target = await findTarget(path);
    if (target === null) return streamInto(path, content);
    const part = join(dirname(target), `.${basename(target)}.${randomBytes(6).toString('hex')}.part`);
    const discard = () => rm(part, { force: true });
    try {
      await writePart(part, content, options.mode ?? 0o666);
    } catch (error) {
      await discard();
      throw error;
    }
    return { publish: () => onFile(path, () => publish(part, target)), discard };
  });
}

/** Writes a file so that under its name there is never a half one. @throws Refusal */
export async function writeOutputFile(path: string, content: Content, options: OutputOptions = {}): Promise<void> {
  const staged = await stageFile(path, content, options);
  try {
    await staged.publish();
  } catch (error) {
    await staged.discard();
    throw error;
  }
}

/** Where the name leads: through a link to the file behind it; null for what is no file but can be written, such as a pipe. */
async function findTarget(path: string): Promise<string | null> {
  const existing = await stat(path).catch(() => null);
  if (existing === null) return path;
  if (existing.isDirectory()) throw Object.assign(new Error('is a folder'), { code: 'EISDIR', syscall: 'open' });
  return existing.isFile() ? realpath(path) : null;
}

function streamInto(path: string, content: Content): StagedFile {
  const publish = async () => {
    const handle = await open(path, 'w');
    await writePieces(handle, content).finally(() => handle.close());
  };
  return { publish: () => onFile(path, publish), discard: async () => undefined };
}

async function writePart(part: string, content: Content, mode: number): Promise<void> {
  const handle = await open(part, 'wx', mode);
  try {
    await writePieces(handle, content);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Enough to keep the number of writes low without holding much. */
const BLOCK = 256 * 1024;

async function writePieces(handle: FileHandle, content: Content): Promise<void> {
  if (typeof content === 'string' || content instanceof Uint8Array) return handle.writeFile(content);
  let pending = '';
  for (const piece of content) {
    pending += piece;
    if (pending.length < BLOCK) continue;
    await handle.writeFile(pending);
    pending = '';
  }
  if (pending !== '') await handle.writeFile(pending);
}

async function publish(part: string, target: string): Promise<void> {
  await rename(part, target);
  await flushFolder(dirname(target));
}

/** Some drives (FAT, network shares) cannot flush a folder; the rename is all they offer. */
async function flushFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r').catch(() => null);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}
