import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { largestFile } from '../../dls/gap/incoming-file.ts';
import { asStorageError, StorageError } from '../../dls/storage-error.ts';

/** A file, as the page is given it: the page looks into it by itself and shows what it would change. */
export type OpenedFile = { readonly name: string; readonly content: Uint8Array<ArrayBuffer> };

export class TooLargeError extends Error {
  override readonly name = 'TooLargeError';
}

/** Reads files that the user opened. @throws TooLargeError beyond 64 MiB, StorageError */
export async function readOpened(paths: readonly string[]): Promise<readonly OpenedFile[]> {
  return Promise.all(
    paths.map(async (path) => {
      try {
        const facts = await stat(path);
        if (!facts.isFile()) throw new StorageError('not_a_file', path);
        if (facts.size > largestFile) throw new TooLargeError(path);
        return { name: basename(path), content: new Uint8Array(await readFile(path)) };
      } catch (error) {
        throw asStorageError(error, path);
      }
    }),
  );
}
