import type { Dir, Dirent } from 'node:fs';
import { open, opendir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { asStorageError } from '../storage-error.ts';
import { asIncomingFile, type IncomingFile, isInwards, largestFile } from './incoming-file.ts';

/** What a folder holds, as far as it travels. */
export type LookedThrough = {
  /** Files of a kind that is known, inwards and outwards, by their path below the folder. */
  readonly files: readonly IncomingFile[];
  /** Files and folders that could not be read. */
  readonly unreadable: readonly string[];
  /** There was more than is looked at: folders too deep, or too many entries. */
  readonly cut: boolean;
};

/** How far a stick is looked through: what travels lies near the top, and pictures of the last holiday are many. */
const limits = { depth: 3, entries: 20_000, bytes: 256 * 1024 * 1024 };

/**
 * Looks through a folder, mostly a stick, for files that travel, by their content (protocol.md section 2). Only what begins
 * like one is read. Links are not followed; hidden files and what systems keep for themselves are left out.
 * @throws StorageError when the folder itself cannot be read
 */
export async function lookThrough(folder: string): Promise<LookedThrough> {
  const found = { files: [] as IncomingFile[], unreadable: [] as string[], cut: false, entries: 0, bytes: 0 };
  const first = await opendir(folder).catch((error: unknown) => {
    throw asStorageError(error, folder);
  });
  const waiting: { readonly path: string; readonly depth: number }[] = [{ path: folder, depth: 0 }];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const { path, depth } = next;
    const name = relative(folder, path);
    try {
      for (const entry of await listEntries(depth === 0 ? first : await opendir(path))) {
        found.entries += 1;
        if (found.entries > limits.entries) return end({ ...found, cut: true });
        const inside = join(path, entry.name);
        if (entry.isDirectory() && depth < limits.depth) waiting.push({ path: inside, depth: depth + 1 });
        else if (entry.isDirectory()) found.cut = true;
        if (!entry.isFile()) continue;
        const file = await readTravelling(inside, relative(folder, inside)).catch(() => 'unreadable' as const);
        if (file === 'unreadable') found.unreadable.push(relative(folder, inside));
        else if (file !== null) {
          found.bytes += file.content.byteLength;
          if (found.bytes > limits.bytes) return end({ ...found, cut: true });
          found.files.push(file);
        }
      }
    } catch (error) {
      if (depth === 0) throw asStorageError(error, folder);
      found.unreadable.push(name);
    }
  }
  return end(found);
}

function end({ files, unreadable, cut }: LookedThrough): LookedThrough {
  return { files, unreadable, cut };
}

/** By name, so that the same stick is always looked through in the same order. */
async function listEntries(folder: Dir): Promise<readonly Dirent[]> {
  const entries: Dirent[] = [];
  for await (const entry of folder) if (!isLeftOut(entry.name)) entries.push(entry);
  return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Halves that macOS and the writing of files leave begin with a dot; Windows keeps its own folders on every drive. */
const isLeftOut = (name: string): boolean => name.startsWith('.') || systemFolders.has(name.toLowerCase());

const systemFolders = new Set(['system volume information', '$recycle.bin', 'recycler', 'lost+found', 'node_modules']);

/** Null: it is no file that travels. */
async function readTravelling(path: string, name: string): Promise<IncomingFile | null> {
  const handle = await open(path, 'r');
  try {
    const { size } = await handle.stat();
    if (size === 0 || size > largestFile) return null;
    const head = Buffer.alloc(Math.min(size, 512));
    const { bytesRead } = await handle.read(head, 0, head.length, 0);
    if (!beginsLikeOne(head.subarray(0, bytesRead))) return null;
    const content = Buffer.alloc(size);
    let read = 0;
    while (read < size) {
      const { bytesRead: more } = await handle.read(content, read, size - read, read);
      if (more === 0) break;
      read += more;
    }
    const file = await asIncomingFile(name, content.subarray(0, read));
    if (file.kind === null) return null;
    // What travels outwards is named and nothing else: a stick may hold many large bundles.
    return isInwards(file) ? file : { ...file, content: Buffer.alloc(0) };
  } finally {
    await handle.close();
  }
}

/** Compact JOSE begins with the `{"` of its header, device files with `{`, QR texts with `CW1:`; UTF-16 has zeros between. */
function beginsLikeOne(head: Buffer): boolean {
  const text = head.toString('latin1').replace(/[\0\s>\u00ef\u00bb\u00bf\u00ff\u00fe]/g, '');
  return /^e[wy]/.test(text) || text.startsWith('{"') || text.startsWith('CW1:');
}
