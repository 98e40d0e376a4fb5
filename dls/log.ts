import { join } from 'node:path';
import pino, { type Logger } from 'pino';
import roll from 'pino-roll';

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
  const stream = await roll({
    file: join(folder, 'logs', 'causeway'),
    extension: '.log',
    size: '10m',
    limit: { count: 10 },
    mkdir: true,
  });
  return pino({ level, redact: { paths: secrets, censor: '[secret]' } }, stream);
}

/** For commands that do one thing and end: only what failed, on stderr. */
export function quietLog(): Logger {
  return pino({ level: 'error', redact: { paths: secrets, censor: '[secret]' } }, pino.destination(2));
}
