import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { bundleDeclarations } from './declaration-bundle.ts';

const root = resolve(import.meta.dirname, '..');

/**
 * Builds what the SDK is published as: one module for Node 20 and later, one for browsers, the `causeway-device` program,
 * and declarations that stand alone.
 */
export async function buildSdk(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const common = {
    bundle: true,
    format: 'esm',
    legalComments: 'none',
    absWorkingDir: root,
    minify: true,
  } as const;
  const node = { ...common, platform: 'node', target: 'node20' } as const;
  await build({ ...node, entryPoints: ['sdk/index.ts'], outfile: join(folder, 'index.js') });
  await build({ ...node, entryPoints: ['sdk/causeway-device.ts'], outfile: join(folder, 'causeway-device.js') });
  await build({
    ...common,
    entryPoints: ['sdk/browser.ts'],
    platform: 'browser',
    target: 'es2022',
    outfile: join(folder, 'browser.js'),
  });
  await writeFile(join(folder, 'index.d.ts'), await declarations());
}

async function declarations(): Promise<string> {
  const emitted = await mkdtemp(join(tmpdir(), 'causeway-declarations-'));
  try {
    const tsc = join(root, 'node_modules', '.bin', 'tsc');
    const only = [
      '--noEmit',
      'false',
      '--declaration',
      '--emitDeclarationOnly',
      '--outDir',
      emitted,
      '--rootDir',
      root,
    ];
    const settings = ['--ignoreConfig', '--target', 'es2024', '--module', 'nodenext', '--types', 'node', '--strict'];
    const style = ['--skipLibCheck', '--allowImportingTsExtensions', '--exactOptionalPropertyTypes'];
    await promisify(execFile)(tsc, [...settings, ...style, ...only, join(root, 'sdk', 'index.ts')], { cwd: root });
    return await bundleDeclarations(join(emitted, 'sdk', 'index.d.ts'));
  } finally {
    await rm(emitted, { recursive: true, force: true });
  }
}

if (process.argv[1] === import.meta.filename) await buildSdk(join(root, 'sdk', 'dist'));
