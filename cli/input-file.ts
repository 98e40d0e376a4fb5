import { open } from 'node:fs/promises';
import type { Code } from '../protocol/codes.ts';
import { CommandRefusal } from './refusal.ts';

/**
 * Reads a file that the user named.
 * @param most bytes; a larger file is not read
 * @throws CommandRefusal naming the file
 */
export async function readInputFile(file: string, most: number): Promise<Buffer> {
  const handle = await open(file, 'r').catch((error: unknown) => {
    throw asInputRefusal(error, file);
  });
  try {
    const { size } = await handle.stat();
    if (size > most) throw tooLarge(file, most);
    const content = await handle.readFile();
    // A pipe tells no size beforehand.
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
  EACCES: ['not_found', 'This account may not read it.', 'Give it the right to, or copy the file elsewhere.'],
  EPERM: ['not_found', 'This account may not read it.', 'Give it the right to, or copy the file elsewhere.'],
  EIO: ['not_found', 'Its drive does not answer.', 'Check that it is plugged in, copy the file again and try again.'],
};

function tooLarge(file: string, most: number): CommandRefusal {
  const mebibytes = Math.round(most / 1_048_576);
  const limit = mebibytes > 0 ? `${mebibytes} MiB` : `${most} bytes`;
  return new CommandRefusal('too_large', { sentence: `It is larger than ${limit}.`, file });
}
