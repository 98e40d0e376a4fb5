import { createHash } from 'node:crypto';
import { homedir, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

type Surroundings = {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  readonly temporary: string;
};

const here: Surroundings = { platform: process.platform, env: process.env, home: homedir(), temporary: tmpdir() };

/** The platform's place for application data of the user who runs this. */
export function defaultDataFolder({ platform, env, home }: Surroundings = here): string {
  if (platform === 'win32') return join(env.LOCALAPPDATA ?? join(home, 'AppData', 'Local'), 'Causeway');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Causeway');
  return join(env.XDG_DATA_HOME || join(home, '.local', 'share'), 'causeway');
}

/** Where a system service keeps the site of this machine. */
export function serviceDataFolder({ platform, env }: Pick<Surroundings, 'platform' | 'env'> = here): string {
  if (platform === 'win32') return join(env.ProgramData ?? 'C:\\ProgramData', 'Causeway');
  if (platform === 'darwin') return '/Library/Application Support/Causeway';
  return '/var/lib/causeway';
}

/** Longest socket path that every system takes. */
const maxSocketPath = 100;

/**
 * Where a running server of this data folder listens for commands: a socket in the folder; a named pipe on Windows. A
 * path too long for a socket moves to the user's runtime folder under the hash of the data folder.
 */
export function controlPath(folder: string, { platform, env, temporary }: Surroundings = here): string {
  const absolute = resolve(folder);
  const name = createHash('sha256').update(absolute).digest('hex').slice(0, 16);
  if (platform === 'win32') return `\\\\.\\pipe\\causeway-${name}`;
  const path = join(absolute, 'control.sock');
  if (Buffer.byteLength(path) <= maxSocketPath) return path;
  return join(env.XDG_RUNTIME_DIR || temporary, `causeway-${name}.sock`);
}
