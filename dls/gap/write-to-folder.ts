import { statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { type AtomicFiles, writeStreamAtomic } from '../atomic-file.ts';
import { asStorageError, StorageError } from '../storage-error.ts';

/** Room beside the file itself: its folder entry, and what a nearly full drive keeps for itself. */
const spare = 64 * 1024;

export type FolderWriteOptions = {
  /** Is told how many bytes are written. */
  readonly onProgress?: ((bytes: number) => void) | undefined;
  /** Ends the writing; no half file is left, and the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  readonly files?: AtomicFiles;
};

/** Written at once; in between it is told how far it is and may be ended. */
const piece = 1024 * 1024;

/**
 * Writes a file that travels into a folder, mostly on a stick: free space checked first, under a temporary name, flushed,
 * read back and compared, renamed. Whatever fails, no half file and nothing else is left.
 * @returns the path of the file
 * @throws StorageError
 */
export async function writeToFolder(
  folder: string,
  { name, bytes }: { readonly name: string; readonly bytes: Uint8Array },
  { onProgress, signal, files }: FolderWriteOptions = {},
): Promise<string> {
  const path = join(folder, name);
  const { blocks, bavail, bsize } = await statfs(folder).catch((error: unknown) => {
    throw asStorageError(error, path);
  });
  // Some drives that a program mounts tell no size at all.
  if (blocks > 0 && bavail * bsize < bytes.byteLength + spare) throw new StorageError('full', path);
  await writeStreamAtomic(path, piecesOf(bytes, signal), {
    ...{ mode: 0o644, readBack: true },
    ...(onProgress !== undefined && { onProgress }),
    ...(files !== undefined && { files }),
  });
  return path;
}

function* piecesOf(bytes: Uint8Array, signal: AbortSignal | undefined): Generator<Uint8Array> {
  for (let start = 0; start < bytes.byteLength; start += piece) {
    signal?.throwIfAborted();
    yield bytes.subarray(start, start + piece);
  }
  signal?.throwIfAborted();
}
