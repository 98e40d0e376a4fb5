import { constants } from 'node:fs';
import { access, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import pino, { type Logger } from 'pino';
import roll from 'pino-roll';
import { asStorageError } from './storage-error.ts';

/** What must never reach a log, wherever it stands in a logged object. */
const secrets = [
  'password',
  '*.password',
  'token',
  '*.token',
  'device',
  '*.device',
  'authorization',
  '*.authorization',
  'cookie',
  '*.cookie',
];

/** The log of a running server: JSON lines in `logs/` of the data folder, rotated by size and kept for ten files. */
export async function openLog(folder: string, level = 'info'): Promise<Logger> {
  await mustBeWritable(join(folder, 'logs'));
  const stream = await roll({
    file: join(folder, 'logs', 'causeway'),
    extension: '.log',
    size: '10m',
    limit: { count: 10 },
    mkdir: true,
  });
  // A log that cannot be written, on a full disk say, must not end the server that it tells of.
  stream.on('error', () => undefined);
  return pino({ level, redact: { paths: secrets, censor: '[secret]' } }, stream);
}

/** @throws StorageError with a sentence for the person at the keyboard */
async function mustBeWritable(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await access(folder, constants.W_OK);
  } catch (error) {
    throw asStorageError(error, folder);
  }
}

/** For commands that do one thing and end: only what failed, on stderr. */
export function quietLog(): Logger {
  return pino({ level: 'error', redact: { paths: secrets, censor: '[secret]' } }, pino.destination(2));
}
