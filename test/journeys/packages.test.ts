import { execFile, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { extractFile, listPackage } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { Arch, build, type Configuration, Platform } from 'electron-builder';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeBundles } from '../../build/packaging/bundles.ts';
import { configuration } from '../../build/packaging/configuration.ts';
import { prepareNode } from '../../build/packaging/node-runtime.ts';
import { version } from '../../dls/version.ts';
import { root } from '../support/commands.ts';
import { makeDistribution } from '../support/stand-in-distribution.ts';

/** Packs the real configuration around a folder that stands in for Electron. What it proves nothing of: installers, signing. */
let place: string;

beforeAll(async () => {
  spawnSync(process.execPath, [join(root, 'build/renderer.ts'), '--if-stale'], { cwd: root, stdio: 'inherit' });
  place = await mkdtemp(join(tmpdir(), 'causeway-packages-'));
  await makeBundles({ server: join(place, 'dist/server'), app: join(place, 'dist/app') });
});
afterAll(() => rm(place, { recursive: true, force: true }));

const electronVersion = (createRequire(import.meta.url)('electron/package.json') as { readonly version: string })
  .version;

/** The configuration with its inputs from this test's own folder. */
function packedFrom(platform: 'linux' | 'win32'): Configuration {
  const elsewhere = (value: unknown): unknown =>
    JSON.parse(JSON.stringify(value).replaceAll('"dist/', `"${place}/dist/`));
  const packed = elsewhere(configuration) as Configuration;
  return {
    ...packed,
    electronVersion,
    electronDist: join(place, `electron-${platform}`),
    // Icon and version of a program of Windows are written by a tool that is fetched.
    ...(platform === 'win32' && { win: { ...(packed.win ?? {}), signAndEditExecutable: false } }),
  };
}

async function pack(platform: 'linux' | 'win32'): Promise<string> {
  makeDistribution(join(place, `electron-${platform}`), { platform, version: electronVersion });
  const target = platform === 'linux' ? Platform.LINUX : Platform.WINDOWS;
  const config = packedFrom(platform);
  await build({ projectDir: root, publish: 'never', config, targets: target.createTarget('dir', Arch.x64) });
  return join(place, 'dist/packages', platform === 'linux' ? 'linux-unpacked' : 'win-unpacked');
}

describe('the package for Linux', () => {
  let folder: string;
  const resources = (...names: readonly string[]): string => join(folder, 'resources', ...names);

  beforeAll(async () => {
    process.env.CAUSEWAY_NODE_LINUX_X64 = process.execPath;
    await prepareNode({ os: 'linux', arch: 'x64' }, join(place, 'dist/node'));
    folder = await pack('linux');
  });

  it('holds the app in an archive: main, preload, icons and nothing of the vendor', () => {
    const files = listPackage(resources('app.asar'), { isPack: false });
    expect(files.toSorted()).toEqual([
      '/icons',
      '/icons/icon.png',
      '/icons/tray.png',
      '/icons/tray@2x.png',
      '/main.js',
      '/package.json',
      '/preload.cjs',
    ]);
    const manifest = JSON.parse(extractFile(resources('app.asar'), 'package.json').toString()) as { version: string };
    expect(manifest.version).toBe(version);
  });

  it('has its fuses set', async () => {
    const wire = await getCurrentFuseWire(join(folder, 'causeway-desktop'));
    const on = Object.entries(FuseV1Options)
      .filter(([, option]) => typeof option === 'number' && wire[option as FuseV1Options] === 49)
      .map(([name]) => name);
    expect(on.toSorted()).toEqual(
      ['EnableCookieEncryption', 'EnableEmbeddedAsarIntegrityValidation', 'OnlyLoadAppFromAsar'].toSorted(),
    );
  });

  it('holds the native code of its own machine alone', () => {
    expect(readdirSync(resources('server/node_modules/better-sqlite3/prebuilds'))).toEqual(['linux-x64.node']);
  });

  it('brings its own Node, whose command works from its place', async () => {
    const { stdout } = await promisify(execFile)(resources('bin/causeway'), ['--version'], {
      env: { PATH: '/usr/bin:/bin' },
    });
    expect(stdout).toBe(`${version}\n`);
    const setUp = promisify(execFile)(resources('bin/causeway'), [
      'status',
      '--data-dir',
      join(place, 'site'),
      '--json',
    ]);
    expect(JSON.parse((await setUp).stdout)).toMatchObject({ served: false, setUp: false });
  });

  it('brings pages, notices and licenses', () => {
    expect(readFileSync(resources('server/pages/index.html'), 'utf8')).toContain('<div id="root">');
    expect(existsSync(resources('server/NOTICES.txt'))).toBe(true);
    expect(existsSync(resources('LICENSE.txt'))).toBe(true);
  });
});

describe('the package for Windows', () => {
  it('packs with its own native code, Node and command', async () => {
    process.env.CAUSEWAY_NODE_WIN_X64 = process.execPath;
    await prepareNode({ os: 'win', arch: 'x64' }, join(place, 'dist/node'));
    const folder = await pack('win32');
    const resources = join(folder, 'resources');
    expect(readdirSync(join(resources, 'server/node_modules/better-sqlite3/prebuilds'))).toEqual(['win32-x64.node']);
    expect(existsSync(join(resources, 'node/node.exe'))).toBe(true);
    expect(readFileSync(join(resources, 'bin/causeway.cmd'), 'utf8')).toContain('%~dp0..\\node\\node.exe');
    expect(existsSync(join(folder, 'Causeway.exe'))).toBe(true);
  });
});

describe('the configuration of packages', () => {
  it('is one that the packager knows, for every system', async () => {
    const load = createRequire(createRequire(import.meta.url).resolve('electron-builder'));
    const { validateConfiguration } = load('app-builder-lib/out/util/config/config.js') as {
      validateConfiguration: (config: Configuration, log: unknown) => Promise<void>;
    };
    const { DebugLogger } = load('builder-util') as { DebugLogger: new (isEnabled: boolean) => unknown };
    await expect(validateConfiguration(configuration, new DebugLogger(false))).resolves.toBeUndefined();
    const wrong = { ...configuration, asra: true } as Configuration;
    await expect(validateConfiguration(wrong, new DebugLogger(false))).rejects.toThrow('asra');
  });
});
