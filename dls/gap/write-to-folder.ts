import { statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFileAtomic } from '../atomic-file.ts';
import { asStorageError, StorageError } from '../storage-error.ts';

/** Room beside the file itself: its folder entry, and what a nearly full drive keeps for itself. */
const spare = 64 * 1024;

/**
 * Writes a file that travels into a folder, mostly on a stick: free space checked first, under a temporary name, flushed,
 * read back and compared, renamed. Whatever fails, no half file and nothing else is left.
 * @returns the path of the file
 * @throws StorageError
 */
export async function writeToFolder(
  folder: string,
  { name, bytes }: { readonly name: string; readonly bytes: Uint8Array },
): Promise<string> {
  const path = join(folder, name);
  const { bavail, bsize } = await statfs(folder).catch((error: unknown) => {
    throw asStorageError(error, path);
  });
  if (bavail * bsize < bytes.byteLength + spare) throw new StorageError('full', path);
  await writeFileAtomic(path, bytes, { mode: 0o644, readBack: true });
  return path;
}
