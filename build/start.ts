import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { nodeFlags } from '../dls/node-flags.ts';

/** `npm start`: the desktop app where Electron is installed, else the server with its console in the browser. */
const root = resolve(import.meta.dirname, '..');
const electron = findElectron();

if (electron === null) {
  process.stderr.write(
    'Electron is not installed here, so there is no window: open the console in a browser instead.\nNo vendor at hand? "npm run sample-license" makes a license file for this site, to try it with.\n',
  );
  run(process.execPath, [...nodeFlags, join(root, 'cli', 'causeway.mjs'), 'serve', ...process.argv.slice(2)]);
} else {
  // Electron takes no sources: the app is bundled first, as packages hold it.
  const bundled = spawnSync(process.execPath, [join(root, 'build', 'bundle.ts')], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (bundled.status === 0) run(electron, [join(root, 'dist', 'app'), ...process.argv.slice(2)]);
  else process.exitCode = 1;
}

/** The binary that the electron package fetched; null: the package or its binary is missing. */
function findElectron(): string | null {
  try {
    const folder = dirname(createRequire(import.meta.url).resolve('electron/package.json'));
    const name = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' }[process.platform as string];
    const binary = join(folder, 'dist', name ?? 'electron');
    return existsSync(binary) ? binary : null;
  } catch {
    return null;
  }
}

/** Ctrl-C reaches the child by itself; a SIGTERM is handed on. Both end it cleanly, and this process with its code. */
function run(program: string, args: readonly string[]): void {
  const child = spawn(program, args, { stdio: 'inherit' });
  process.on('SIGINT', () => undefined);
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    process.stderr.write(`${program} could not be started: ${error.message}\n`);
    process.exitCode = 1;
  });
  child.on('close', (code) => {
    process.exitCode = code ?? 1;
  });
}
