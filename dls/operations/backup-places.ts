import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { isAbsolute, relative, resolve } from 'node:path';
import { Refusal } from '../http/problem.ts';
import { asStorageError, StorageError } from '../storage-error.ts';

/**
 * Checks folders that are to get a copy of each backup: absolute, there, writable, and not inside the data folder, with
 * which they would be lost.
 * @throws Refusal `request_malformed`, StorageError
 */
export async function checkBackupPlaces(places: readonly string[], { folder, field }: Checked): Promise<void> {
  for (const [index, place] of places.entries()) {
    const path = `${field}[${index}]`;
    if (!isAbsolute(place) || place.includes('\0')) throw wrongPlace(path, 'Name the folder by its full path.');
    const inside = relative(resolve(folder), resolve(place));
    if (inside === '' || (!inside.startsWith('..') && !isAbsolute(inside))) {
      throw wrongPlace(path, 'This folder is inside the data folder and would be lost with it. Choose another one.');
    }
    const found = await stat(place).catch((error: unknown) => {
      throw asStorageError(error, place);
    });
    if (!found.isDirectory()) throw wrongPlace(path, `${place} is not a folder. Choose a folder.`);
    await access(place, constants.W_OK).catch(() => {
      throw new StorageError('not_allowed', place);
    });
  }
}

type Checked = { readonly folder: string; readonly field: string };

function wrongPlace(field: string, detail: string): Refusal {
  return new Refusal('request_malformed', { field, detail });
}
