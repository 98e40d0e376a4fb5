import { readFile } from 'node:fs/promises';
import { request } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { encodeCall } from './encode-call.ts';
import { CommandRefusal } from './refusal.ts';
import type { SiteAnswer, SiteCall } from './site-link.ts';

/**
 * Whether a server answers on the socket of a data folder. A socket that a killed server left does not count.
 * @throws CommandRefusal `role_forbidden` when this account may not use the server
 */
export function findServer(folder: string, socketPath: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const socket = connect(socketPath);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EACCES' && error.code !== 'EPERM') return resolve(false);
      void foreignServer(folder, error).then(reject);
    });
  });
}

/** One call through the socket; it may take as long as the work takes. */
export function callServer(socketPath: string, call: SiteCall): Promise<SiteAnswer> {
  const { method, url, headers, payload } = encodeCall(call);
  return new Promise((resolve, reject) => {
    const asked = request({ socketPath, method, path: url, headers, agent: false }, (response) => {
      resolve({ status: response.statusCode ?? 0, body: response });
    });
    asked.on('error', (error) => reject(serverGone(error)));
    asked.end(payload);
  });
}

/** The console's port stands in a file that everybody may read. */
async function foreignServer(folder: string, cause: unknown): Promise<CommandRefusal> {
  const text = await readFile(join(folder, 'endpoint.json'), 'utf8').catch(() => '{}');
  const { console } = JSON.parse(text) as { readonly console?: string };
  const page = console === undefined ? 'its console' : `the console at ${console}`;
  return new CommandRefusal('role_forbidden', {
    sentence: `The server of ${folder} runs under another account, and this one may not command it.`,
    next: `Log in to ${page}, or run the command as that account.`,
    cause,
  });
}

/** The connection ended in the middle of an answer. */
export function serverGone(cause: unknown): CommandRefusal {
  return new CommandRefusal('shutting_down', {
    sentence: 'The server ended before it answered.',
    next: 'Look at "causeway status" to see whether the work was done, then try again.',
    cause,
  });
}
