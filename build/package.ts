import { spawnSync } from 'node:child_process';
import { join, relative, resolve } from 'node:path';
import { build, Platform } from 'electron-builder';
import { configuration } from './packaging/configuration.ts';
import { prepareNode, type RuntimeTarget } from './packaging/node-runtime.ts';

/**
 * `npm run package`: the packages of the system that it runs on, into dist/packages. With `--dir` only the folder that they
 * would hold. Fetches Electron and the packager's tools when they are not there yet.
 */
const root = resolve(import.meta.dirname, '..');
const isDir = process.argv.includes('--dir');

const bundled = spawnSync(process.execPath, [join(root, 'build/bundle.ts')], { cwd: root, stdio: 'inherit' });
if (bundled.status !== 0) process.exit(1);
for (const target of runtimes()) await prepareNode(target);
const made = await build({
  projectDir: root,
  config: configuration,
  publish: 'never',
  targets: Platform.current().createTarget(isDir ? 'dir' : null),
});
for (const file of made) process.stdout.write(`${relative(process.cwd(), file)}\n`);

/** A universal app of macOS holds a Node for both processors. */
function runtimes(): readonly RuntimeTarget[] {
  if (process.platform === 'darwin')
    return [
      { os: 'mac', arch: 'x64' },
      { os: 'mac', arch: 'arm64' },
    ];
  return [{ os: process.platform === 'win32' ? 'win' : 'linux', arch: 'x64' }];
}
