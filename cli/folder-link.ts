import { asStoreError, StoreError, sqliteCode } from '../dls/store/store-error.ts';
import { encodeCall } from './encode-call.ts';
import { CommandRefusal } from './refusal.ts';
import type { LinkOptions, SiteLink } from './site-link.ts';

/**
 * Opens a data folder in this process, under its exclusive lock, with the very API that a running server offers.
 * @returns `busy` when another process holds the lock
 */
export async function openFolder({ folder, passphrase }: LinkOptions): Promise<SiteLink | 'busy'> {
  // Beside a running server nothing of this is needed, so it is loaded only here.
  const { openSite } = await import('../dls/start.ts');
  const { createConsoleServer } = await import('../dls/http/console/console-server.ts');
  let site: Awaited<ReturnType<typeof openSite>>;
  try {
    site = await openSite({ folder, passphrase });
  } catch (error) {
    if (isNamed(error, 'FolderBusyError')) return 'busy';
    throw asOpeningRefusal(error, folder);
  }
  const server = await createConsoleServer(site.deps, { kind: 'control', tls: null });
  return {
    isServed: false,
    call: async (call) => {
      const response = await server.inject({ ...encodeCall(call), payloadAsStream: true });
      return { status: response.statusCode, body: response.stream() };
    },
    close: async () => {
      await server.close();
      await site.close();
    },
  };
}

/** What else keeps a folder from being opened, as a refusal; errors that have a code already are passed through. */
export function asOpeningRefusal(error: unknown, folder: string): unknown {
  if (isNamed(error, 'NewerDatabaseError')) {
    return new CommandRefusal('request_conflict', { sentence: error.message, cause: error });
  }
  const code = sqliteCode(error);
  if (damages.some((prefix) => code.startsWith(prefix))) {
    return new CommandRefusal('internal_error', {
      sentence: `The database in ${folder} is damaged (${code}).`,
      next: 'Keep a copy of the folder, then put the last good backup back with "causeway restore".',
      cause: error,
    });
  }
  const failure = asStoreError(error);
  if (!(failure instanceof StoreError) || failure.code !== 'storage_full') return error;
  return new CommandRefusal('storage_full', {
    sentence: `The data folder ${folder} cannot be written${code === '' ? '' : ` (${code})`}.`,
    next: 'Make room, or give this account the right to it, then try again.',
    cause: error,
  });
}

const damages = ['SQLITE_CORRUPT', 'SQLITE_NOTADB'];

/** The classes themselves come with native code, which the commands beside a server do not load. */
export function isNamed(error: unknown, name: string): error is Error {
  return error instanceof Error && error.name === name;
}
