/** Why a file could not be written or read. */
export type StorageReason =
  | 'full'
  | 'too_large'
  | 'read_only'
  | 'not_allowed'
  | 'drive_failed'
  | 'folder_missing'
  | 'no_folder'
  | 'exists'
  | 'not_a_file'
  | 'differs'
  | 'other';

/** The code of the registry under which a failure is told. */
export type StorageCode = 'storage_full' | 'not_found' | 'request_conflict' | 'internal_error';

/** A file could not be written or read; the message names the file and the next step. */
export class StorageError extends Error {
  override readonly name = 'StorageError';
  readonly code: StorageCode;
  readonly reason: StorageReason;
  readonly path: string;

  constructor(reason: StorageReason, path: string, options?: ErrorOptions) {
    super(sentenceOf(reason, path, options?.cause), options);
    this.code = codeOf[reason];
    this.reason = reason;
    this.path = path;
  }
}

/** Translates what the file system said about `path`; errors that are not its own are passed through. */
export function asStorageError(error: unknown, path: string): unknown {
  if (error instanceof StorageError) return error;
  const code = errnoOf(error);
  return code === '' ? error : new StorageError(reasonOf[code] ?? 'other', path, { cause: error });
}

/** The file system's code of an error, such as `ENOSPC`; empty for errors of another origin. */
export function errnoOf(error: unknown): string {
  const { code, syscall } = (error ?? {}) as { code?: unknown; syscall?: unknown };
  return typeof code === 'string' && typeof syscall === 'string' ? code : '';
}

const reasonOf: Readonly<Record<string, StorageReason>> = {
  ENOSPC: 'full',
  EDQUOT: 'full',
  EFBIG: 'too_large',
  EROFS: 'read_only',
  EACCES: 'not_allowed',
  EPERM: 'not_allowed',
  EIO: 'drive_failed',
  ENXIO: 'drive_failed',
  ENODEV: 'drive_failed',
  // A drive that a program or another machine serves, and that went away.
  ENOTCONN: 'drive_failed',
  ECONNABORTED: 'drive_failed',
  ESTALE: 'drive_failed',
  EHOSTDOWN: 'drive_failed',
  ENOENT: 'folder_missing',
  ENOTDIR: 'no_folder',
  EEXIST: 'exists',
  EISDIR: 'not_a_file',
};

const codeOf: Readonly<Record<StorageReason, StorageCode>> = {
  full: 'storage_full',
  too_large: 'storage_full',
  read_only: 'storage_full',
  not_allowed: 'storage_full',
  drive_failed: 'storage_full',
  folder_missing: 'not_found',
  no_folder: 'not_found',
  exists: 'request_conflict',
  not_a_file: 'request_conflict',
  differs: 'internal_error',
  other: 'internal_error',
};

function sentenceOf(reason: StorageReason, path: string, cause: unknown): string {
  switch (reason) {
    case 'full':
      return `There is no room left for ${path}. Free space on that drive or choose another place, then try again.`;
    case 'too_large':
      return `${path} is larger than that drive can hold in one file. Use a drive formatted as exFAT, NTFS, ext4 or APFS.`;
    case 'read_only':
      return `The drive of ${path} is read-only. Take its write protection off or choose another place, then try again.`;
    case 'not_allowed':
      return `This account may not use ${path}. Give it the right to that folder or choose another place, then try again.`;
    case 'drive_failed':
      return `The drive of ${path} does not answer any more. Check that it is plugged in and healthy, then try again.`;
    case 'folder_missing':
      return `The folder of ${path} does not exist. Create it or choose another place, then try again.`;
    case 'no_folder':
      return `${path} is a file, or lies in one, where a folder is needed. Choose another place, then try again.`;
    case 'exists':
      return `${path} exists already. Choose another name or remove it first.`;
    case 'not_a_file':
      return `${path} is not a regular file. Choose a file name.`;
    case 'differs':
      return `${path} read back differently from what was written. Do not trust that drive; use another one.`;
    case 'other':
      return `${path} could not be used (${errnoOf(cause) || 'unknown reason'}). Look at that drive, then try again.`;
  }
}
