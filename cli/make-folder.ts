import { mkdir, stat } from 'node:fs/promises';
import { asStorageError, errnoOf } from '../dls/storage-error.ts';
import { printNote } from './print.ts';
import { CommandRefusal } from './refusal.ts';
import type { Terminal } from './terminal.ts';

type Named = { readonly option: string; readonly terminal: Terminal; readonly json?: boolean | undefined };

/**
 * Makes a folder that an option names. On a stick or a share it need not be there yet; the stick has to.
 * @throws CommandRefusal, StorageError
 */
export async function makeFolder(folder: string, { option, terminal, json = false }: Named): Promise<void> {
  const found = await stat(folder).catch((error: unknown) => {
    if (errnoOf(error) !== 'ENOENT') throw asStorageError(error, folder);
    return null;
  });
  if (found?.isDirectory()) return;
  if (found !== null) {
    const sentence = `${folder} is not a folder.`;
    throw new CommandRefusal('request_conflict', { sentence, next: `Name a folder with ${option}.` });
  }
  await mkdir(folder).catch((error: unknown) => {
    throw asStorageError(error, folder);
  });
  printNote(terminal, { json }, `The folder ${folder} was not there and has been made.`);
}
