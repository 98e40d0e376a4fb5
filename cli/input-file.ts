import { open } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import type { Code } from '../protocol/codes.ts';
import { CommandRefusal } from './refusal.ts';

/**
 * Reads a file that the user named, also one without a size of its own, such as a pipe from another program.
 * @param most bytes; no more than that is ever held
 * @throws CommandRefusal naming the file
 */
export async function readInputFile(file: string, most: number): Promise<Buffer> {
  const handle = await open(file, 'r').catch((error: unknown) => {
    throw asInputRefusal(error, file);
  });
  try {
    const { size } = await handle.stat();
    if (size > most) throw tooLarge(file, most);
    // It may grow meanwhile; pipes and devices tell no size beforehand, and a device may have no end.
    const content = await buffer(handle.createReadStream({ autoClose: false, end: most }));
    if (content.byteLength > most) throw tooLarge(file, most);
    return content;
  } catch (error) {
    throw asInputRefusal(error, file);
  } finally {
    await handle.close();
  }
}

function asInputRefusal(error: unknown, file: string): unknown {
  if (error instanceof CommandRefusal) return error;
  const { code = '', syscall } = error as NodeJS.ErrnoException;
  if (syscall === undefined) return error;
  const [refused, sentence, next] = reasons[code] ?? ['internal_error', `It cannot be read (${code}).`, undefined];
  return new CommandRefusal(refused, { sentence, next, file, cause: error });
}

const reasons: Readonly<Record<string, readonly [Code, string, string]>> = {
  ENOENT: ['not_found', 'There is no such file.', 'Check the name and try again.'],
  ENOTDIR: ['not_found', 'There is no such file.', 'Check the name and try again.'],
  EISDIR: ['file_unknown', 'This is a folder.', 'Name a file.'],
  ENXIO: ['file_unknown', 'This is a socket, or a device that is not there.', 'Name a file.'],
  EACCES: ['not_found', 'This account may not read it.', 'Give it the right to, or copy the file elsewhere.'],
  EPERM: ['not_found', 'This account may not read it.', 'Give it the right to, or copy the file elsewhere.'],
  EIO: ['not_found', 'Its drive does not answer.', 'Check that it is plugged in, copy the file again and try again.'],
};

function tooLarge(file: string, most: number): CommandRefusal {
  const mebibytes = Math.round(most / 1_048_576);
  const limit = mebibytes > 0 ? `${mebibytes} MiB` : `${most} bytes`;
  return new CommandRefusal('too_large', { sentence: `It is larger than ${limit}.`, file });
}
