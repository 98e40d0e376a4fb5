import { createReadStream } from 'node:fs';
import { mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { PublicKey } from '../../protocol/jwk.ts';
import { flushFolder, type WrittenFile, writeStreamAtomic } from '../atomic-file.ts';
import { asStorageError, errnoOf, StorageError } from '../storage-error.ts';
import { type BackupEntry, packEntries, unpackEntries } from './backup-archive.ts';
import { type BackupFacts, type BackupHeader, openBackup, readBackupHeader, sealBackup } from './backup-container.ts';
import { IdentityError } from './identity-error.ts';
import { deriveRecoveryKey } from './recovery-code.ts';

/** Is told how many of how many bytes are done. */
export type Progress = (done: number, total: number) => void;

/** What a backup is made of. */
export type BackupInput = {
  readonly facts: BackupFacts;
  /** The public half of the recovery key. */
  readonly recoveryKey: PublicKey;
  readonly entries: readonly BackupEntry[];
  readonly onProgress?: Progress;
};

/**
 * Writes a backup, sealed to the recovery key: flushed, read back and compared before it gets its name. Throws StorageError,
 * and no half backup is left.
 */
export async function writeBackup(path: string, input: BackupInput): Promise<WrittenFile> {
  const total = input.entries.reduce((sum, { size }) => sum + size, 0);
  let done = 0;
  const report = (bytes: number): void => {
    done = Math.min(total, bytes);
    input.onProgress?.(done, total);
  };
  const written = await writeStreamAtomic(path, sealBackup(packEntries(input.entries), input), {
    readBack: true,
    onProgress: report,
  });
  if (done < total) report(total);
  return written;
}

/** Reads what a backup says about itself, without the recovery code; nothing of it is proven. Throws IdentityError and StorageError. */
export async function readBackupFile(path: string): Promise<BackupHeader> {
  return fromFile(path, async () => {
    // A device or a pipe may never begin, or never end.
    if (!(await stat(path)).isFile()) throw new StorageError('not_a_file', path);
    return readBackupHeader(createReadStream(path));
  });
}

/** Which backup is opened, into which folder, by which code. */
export type OpenInput = {
  readonly path: string;
  /** Must not exist; it is made, and removed again when the backup turns out not to be whole. */
  readonly folder: string;
  readonly code: string;
  readonly onProgress?: Progress;
};

/**
 * Opens a backup into a new folder: all of its files, flushed to the disk, or none. Returns their names. Throws IdentityError
 * as `openBackup`, and StorageError.
 */
export async function openBackupFile({ path, folder, code, onProgress }: OpenInput): Promise<readonly string[]> {
  const { size } = await fromFile(path, () => stat(path));
  const source = fromStream(path, size, onProgress);
  await mkdir(folder, { mode: 0o700 }).catch((error: unknown) => {
    throw asStorageError(error, folder);
  });
  try {
    const names: string[] = [];
    for await (const { name, bytes } of unpackEntries(openBackup(source, (site) => deriveRecoveryKey(code, site)))) {
      await writeStreamAtomic(join(folder, name), bytes);
      names.push(name);
    }
    await flushFolder(folder);
    return names;
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

async function* fromStream(path: string, total: number, onProgress: Progress | undefined): AsyncGenerator<Uint8Array> {
  let done = 0;
  try {
    for await (const chunk of createReadStream(path)) {
      yield chunk;
      done += chunk.byteLength;
      onProgress?.(done, total);
    }
  } catch (error) {
    throw asStorageError(error, path);
  }
}

async function fromFile<T>(path: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw asStorageError(error, path);
    throw new IdentityError('not_found', `There is no file ${path}. Check the name and that the drive is plugged in.`);
  }
}
