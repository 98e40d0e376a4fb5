import { join } from 'node:path';
import { writeFileAtomic } from '../../../dls/atomic-file.ts';
import type { AnswerOf } from '../../contract.ts';
import type { Drive } from './drive.ts';

/** The drive has less room than the file needs. */
export class DriveFullError extends Error {
  override readonly name = 'DriveFullError';
  readonly needed: number;
  readonly free: number;

  constructor(needed: number, free: number) {
    super(`${needed} bytes are needed and ${free} are free`);
    this.needed = needed;
    this.free = free;
  }
}

/** Room that file systems need for names and tables. */
const reserve = 64 * 1024;

/**
 * Writes a file to the top of a drive under its name: free space checked, written, flushed, read back and compared.
 * @throws DriveFullError, StorageError
 */
export async function writeToDrive(
  { path, free }: Pick<Drive, 'path' | 'free'>,
  { name, content }: { readonly name: string; readonly content: Uint8Array },
): Promise<AnswerOf<'writeToDrive'>> {
  const needed = content.byteLength + reserve;
  if (needed > free) throw new DriveFullError(needed, free);
  return writeChecked(join(path, name), content);
}

/** Writes a file where the user said; what was read back is what was to be written. @throws StorageError */
export async function writeChecked(path: string, content: Uint8Array): Promise<AnswerOf<'writeToDrive'>> {
  const { bytes, sha256 } = await writeFileAtomic(path, content, { mode: 0o644, readBack: true });
  return { path, bytes, digest: sha256.toString('base64url') };
}
