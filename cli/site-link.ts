import type { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { controlPath } from '../dls/data-folder.ts';
import { openFolder } from './folder-link.ts';
import { CommandRefusal } from './refusal.ts';
import { callServer, findServer } from './server-link.ts';

/** One call of the console API, below `/admin/v1/`. */
export type SiteCall = {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly query?: Readonly<Record<string, string | undefined>>;
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent as it is. */
  readonly bytes?: Uint8Array;
};

/** `body` is read once. */
export type SiteAnswer = { readonly status: number; readonly body: Readable };

/** A way to the site of a data folder: through its running server, or with the folder's own lock. */
export type SiteLink = {
  /** Whether a running server does the work. */
  readonly isServed: boolean;
  call(call: SiteCall): Promise<SiteAnswer>;
  close(): Promise<void>;
};

export type LinkOptions = {
  readonly folder: string;
  /** CAUSEWAY_PASSPHRASE, when the site's keys are sealed and no server runs. */
  readonly passphrase?: string | undefined;
  /** How long to wait for another command, or a server that is just starting, in milliseconds. */
  readonly patience?: number;
};

/**
 * Opens the way to a site: through the socket of its running server; without one this process takes the lock of the
 * folder itself, and waits a moment when another command holds it.
 * @throws CommandRefusal `role_forbidden` when the server belongs to another account, `request_conflict` when the
 * folder stays in use
 */
export async function openLink({ folder, passphrase, patience = 10_000 }: LinkOptions): Promise<SiteLink> {
  const deadline = performance.now() + patience;
  for (;;) {
    const socket = controlPath(folder);
    if (await findServer(folder, socket)) {
      return { isServed: true, call: (call) => callServer(socket, call), close: async () => undefined };
    }
    const link = await openFolder({ folder, passphrase });
    if (link !== 'busy') return link;
    if (performance.now() >= deadline) throw folderInUse(folder);
    await pause(100);
  }
}

/** Does `act` with a way to the site, and closes it. */
export async function withLink<T>(options: LinkOptions, act: (link: SiteLink) => Promise<T>): Promise<T> {
  const link = await openLink(options);
  try {
    return await act(link);
  } finally {
    await link.close();
  }
}

export function folderInUse(folder: string, cause?: unknown): CommandRefusal {
  return new CommandRefusal('request_conflict', {
    sentence: `Another Causeway is using ${folder}.`,
    next: 'Stop it, or wait until its command has ended, then try again.',
    cause,
  });
}
