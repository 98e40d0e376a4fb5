import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { makeBundles, type Target } from '../../../build/packaging/bundles.ts';
import { root } from '../../support/commands.ts';

export type PackedApp = { readonly app: string; readonly remove: () => Promise<void> };

/** The app as packages hold it, in a folder of its own. */
export async function packApp(): Promise<PackedApp> {
  spawnSync(process.execPath, [join(root, 'build/renderer.ts'), '--if-stale'], { cwd: root, stdio: 'inherit' });
  const place = mkdtempSync(join(tmpdir(), 'causeway-app-'));
  const app = join(place, 'app');
  const targets = [`${process.platform}-${process.arch}` as Target];
  await makeBundles({ app, server: join(place, 'server') }, { targets });
  return { app, remove: () => rm(place, { recursive: true, force: true }) };
}

/** The binary of Electron that was fetched for this checkout; null: there is none. */
export function findElectron(): string | null {
  const folder = dirname(createRequire(import.meta.url).resolve('electron/package.json'));
  const names: Partial<Record<NodeJS.Platform, string>> = {
    darwin: 'Electron.app/Contents/MacOS/Electron',
    win32: 'electron.exe',
  };
  const binary = join(folder, 'dist', names[process.platform] ?? 'electron');
  return existsSync(binary) ? binary : null;
}
