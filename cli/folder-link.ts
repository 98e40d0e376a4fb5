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
    throw asOpeningRefusal(error);
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
export function asOpeningRefusal(error: unknown): unknown {
  if (!isNamed(error, 'NewerDatabaseError')) return error;
  return new CommandRefusal('request_conflict', { sentence: error.message, cause: error });
}

/** The classes themselves come with native code, which the commands beside a server do not load. */
export function isNamed(error: unknown, name: string): error is Error {
  return error instanceof Error && error.name === name;
}
