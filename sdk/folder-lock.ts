import { createHash } from 'node:crypto';
import { realpath, rm } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The longest socket path that every system takes. Bytes. */
const LONGEST_PATH = 100;

/**
 * Takes a folder for this process. The lock is a socket that listens, so the system gives it back when the process ends in
 * whatever way.
 * @returns what gives it back
 * @throws Error `EBUSY` when somebody has it
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const [first, second] = await lockPaths(folder);
  const server = (await listenOn(first)) ?? (await listenOn(second));
  if (server === null) throw new Error(`The folder ${folder} cannot be locked.`);
  server.unref();
  return () => new Promise((done) => server.close(() => done()));
}

/** In the folder itself; where that is too long or the file system has no sockets, among the temporary files. */
async function lockPaths(folder: string): Promise<readonly [string, string]> {
  const path = await realpath(folder);
  const hash = createHash('sha256').update(path).digest('hex').slice(0, 32);
  if (process.platform === 'win32') {
    const pipe = `\\\\.\\pipe\\causeway-sdk-${hash}`;
    return [pipe, pipe];
  }
  const elsewhere = join(tmpdir(), `causeway-${hash}`);
  const inside = join(path, 'lock');
  return [Buffer.byteLength(inside) <= LONGEST_PATH ? inside : elsewhere, elsewhere];
}

/** Null: there can be no socket at this path. */
async function listenOn(path: string): Promise<Server | null> {
  for (let tries = 0; tries < 3; tries += 1) {
    const outcome = await listenOnce(path);
    if (outcome === 'impossible') return null;
    if (outcome !== 'taken') return outcome;
    if (await answers(path)) throw busy();
    // Whoever made this socket is gone.
    await rm(path, { force: true });
  }
  throw busy();
}

function listenOnce(path: string): Promise<Server | 'taken' | 'impossible'> {
  return new Promise((done) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', (error: NodeJS.ErrnoException) => done(error.code === 'EADDRINUSE' ? 'taken' : 'impossible'));
    server.listen(path, () => done(server));
  });
}

function answers(path: string): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.destroy();
      done(true);
    });
    socket.once('error', () => done(false));
  });
}

function busy(): Error {
  const sentence = 'The license data folder is open already; give each app and each process a folder of its own.';
  return Object.assign(new Error(sentence), { code: 'EBUSY' });
}
