/** What a failed unit of work means to the one who asked. */
export type StoreErrorCode = 'storage_full' | 'internal_error' | 'overloaded' | 'shutting_down';

/** The store could not do a unit of work; nothing that it answered before is affected. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly code: StoreErrorCode;

  constructor(code: StoreErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** SQLite's result code of an error, such as `SQLITE_FULL`; empty for errors of another origin. */
export function sqliteCode(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' && code.startsWith('SQLITE_') ? code : '';
}

/** Codes after which the disk, not this program, is the thing to look at. */
const storageCodes = ['SQLITE_FULL', 'SQLITE_READONLY', 'SQLITE_IOERR', 'SQLITE_CANTOPEN', 'SQLITE_PERM'];

/** Translates what a statement threw; errors that are not SQLite's are passed through. */
export function asStoreError(error: unknown): unknown {
  const code = sqliteCode(error);
  if (code === '') return error;
  if (storageCodes.some((prefix) => code.startsWith(prefix))) {
    return new StoreError('storage_full', `The data folder cannot be written (${code}).`, { cause: error });
  }
  return new StoreError('internal_error', `The database refused a statement (${code}).`, { cause: error });
}
