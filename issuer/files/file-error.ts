import type { Code } from '../../protocol/codes.ts';
import { Refusal } from '../refusal.ts';

/** Translates what the file system said about `path` into a refusal; errors of another origin are passed through. */
export function asFileRefusal(error: unknown, path: string): unknown {
  const { code, syscall } = (error ?? {}) as { code?: unknown; syscall?: unknown };
  if (typeof code !== 'string' || typeof syscall !== 'string') return error;
  const known = meanings[code];
  const [refusal, sentence, next] = known ?? [
    'internal_error',
    `cannot be used (${code})`,
    'Look at that drive, then try again.',
  ];
  return new Refusal(refusal, { sentence: `${path} ${sentence}.`, next, cause: error });
}

/** Does `act` on `path` and translates what the file system says. */
export async function onFile<T>(path: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw asFileRefusal(error, path);
  }
}

type Meaning = readonly [code: Code, sentence: string, next: string];

const room = 'Free space there or choose another place, then try again.';
const elsewhere = 'Choose another place, then try again.';

const meanings: Readonly<Record<string, Meaning>> = {
  ENOENT: ['not_found', 'does not exist', 'Check the name and try again.'],
  ENOTDIR: ['not_found', 'does not exist: a part of the path is not a folder', 'Check the name and try again.'],
  EISDIR: ['not_found', 'is a folder', 'Name a file.'],
  ENOSPC: ['storage_full', 'cannot be written: the drive is full', room],
  EDQUOT: ['storage_full', 'cannot be written: the quota of this account is used up', room],
  EROFS: ['storage_full', 'cannot be written: the drive is read-only', elsewhere],
  EACCES: ['storage_full', 'may not be used by this account', 'Give it the right to do so or choose another place.'],
  EPERM: ['storage_full', 'may not be used by this account', 'Give it the right to do so or choose another place.'],
};
