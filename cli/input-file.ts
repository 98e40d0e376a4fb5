import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import type { Code } from '../protocol/codes.ts';
import { CommandRefusal } from './refusal.ts';

/**
 * Reads a regular file that the user named; devices and pipes, which may have no end or never begin, are refused.
 * @param most bytes; no more than that is ever held
 * @throws CommandRefusal naming the file
 */
export async function readInputFile(file: string, most: number): Promise<Buffer> {
  const handle = await open(file, READ_ONLY).catch((error: unknown) => {
    throw asInputRefusal(error, file);
  });
  try {
    const facts = await handle.stat();
    if (!facts.isFile() && !facts.isDirectory()) throw notRegular(file);
    if (facts.size > most) throw tooLarge(file, most);
    // It may grow meanwhile, and what the system makes up tells no size beforehand.
    const content = await buffer(handle.createReadStream({ autoClose: false, end: most }));
    if (content.byteLength > most) throw tooLarge(file, most);
    return content;
  } catch (error) {
    throw asInputRefusal(error, file);
  } finally {
    await handle.close();
  }
}

/** A named pipe is opened without waiting for somebody who writes into it. Windows has no such flag. */
const { O_RDONLY, O_NONBLOCK = 0 } = constants;
const READ_ONLY = O_RDONLY | O_NONBLOCK;

function asInputRefusal(error: unknown, file: string): unknown {
  if (error instanceof CommandRefusal) return error;
  const { code = '', syscall } = error as NodeJS.ErrnoException;
  if (syscall === undefined) return error;
  const [refused, sentence, next] = reasons[code] ?? ['internal_error', `It cannot be read (${code}).`, undefined];
  return new CommandRefusal(refused, { sentence, next, file, cause: error });
}

const NOT_REGULAR = [
  'file_unknown',
  'This is a device or a pipe.',
  'Copy what it gives into a file and name that.',
] as const;

const reasons: Readonly<Record<string, readonly [Code, string, string]>> = {
  ENOENT: ['not_found', 'There is no such file.', 'Check the name and try again.'],
  ENOTDIR: ['not_found', 'There is no such file.', 'Check the name and try again.'],
  EISDIR: ['file_unknown', 'This is a folder.', 'Name a file.'],
  // A socket, or a device that is not there.
  ENXIO: NOT_REGULAR,
  EACCES: ['not_found', 'This account may not read it.', 'Give it the right to, or copy the file elsewhere.'],
  EPERM: ['not_found', 'This account may not read it.', 'Give it the right to, or copy the file elsewhere.'],
  EIO: ['not_found', 'Its drive does not answer.', 'Check that it is plugged in, copy the file again and try again.'],
};

function notRegular(file: string): CommandRefusal {
  const [code, sentence, next] = NOT_REGULAR;
  return new CommandRefusal(code, { sentence, next, file });
}

function tooLarge(file: string, most: number): CommandRefusal {
  const mebibytes = Math.round(most / 1_048_576);
  const limit = mebibytes > 0 ? `${mebibytes} MiB` : `${most} bytes`;
  return new CommandRefusal('too_large', { sentence: `It is larger than ${limit}.`, file });
}
