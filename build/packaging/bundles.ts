import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import { listNotices } from '../notices.ts';
import { pagesFolder } from '../pages-folder.ts';

const root = resolve(import.meta.dirname, '../..');

/** What goes into a package, before a packager wraps it. */
export type BundleFolders = {
  /** License server and commands for a plain Node, outside the archive. */
  readonly server: string;
  /** Main process and preload of the desktop app, inside the archive. */
  readonly app: string;
};

/** The vendor's command, a package of its own: nothing of it is in what sites install. */
export const issuerFolder = join(root, 'dist/issuer');

export const bundleFolders: BundleFolders = { server: join(root, 'dist/server'), app: join(root, 'dist/app') };

/** Machines that packages are made for, as better-sqlite3 names its ready code. */
export type Target = `${'linux' | 'darwin' | 'win32'}-${'x64' | 'arm64'}`;

const everyTarget: readonly Target[] = [
  'linux-x64',
  'linux-arm64',
  'darwin-x64',
  'darwin-arm64',
  'win32-x64',
  'win32-arm64',
];

export type BundleOptions = {
  /** Whose native code is put in; default: all, of which a package takes its own. */
  readonly targets?: readonly Target[];
  /** Where the built pages of the console are; they must have been built. */
  readonly pages?: string;
};

/**
 * Makes the bundles of license server, commands and desktop app, with everything they need beside them.
 * @returns the sources that went in, below the checkout
 */
export async function makeBundles(
  folders: BundleFolders = bundleFolders,
  { targets = everyTarget, pages = pagesFolder }: BundleOptions = {},
): Promise<readonly string[]> {
  const made = await Promise.all([makeServer(folders.server, targets, pages), makeApp(folders.app)]);
  return [...new Set(made.flat())];
}

/** Makes the package that gives a vendor `causeway-issuer`. @returns the sources that went in */
export async function makeIssuer(
  folder = issuerFolder,
  { targets = everyTarget }: Pick<BundleOptions, 'targets'> = {},
): Promise<readonly string[]> {
  await begin(folder);
  const { metafile } = await build({
    ...common,
    entryPoints: { 'causeway-issuer': 'issuer/main.ts' },
    outdir: folder,
    format: 'esm',
    external: ['better-sqlite3'],
    banner,
  });
  const { version, license } = await readManifest(root);
  await writeManifest(folder, {
    ...{ name: 'causeway-issuer', version, description: 'Issues the license files of Causeway', license },
    ...{ type: 'module', engines: { node: '>=24' }, bin: { 'causeway-issuer': 'causeway-issuer.js' } },
    ...{ dependencies: { 'better-sqlite3': '*' }, bundleDependencies: ['better-sqlite3'] },
  });
  await copyDatabase(folder, targets);
  await writeFile(join(folder, 'NOTICES.txt'), noticesText());
  return Object.keys(metafile.inputs);
}

async function makeServer(folder: string, targets: readonly Target[], pages: string): Promise<readonly string[]> {
  await begin(folder);
  const { metafile } = await build({
    ...common,
    entryPoints: {
      causeway: 'cli/main.ts',
      host: 'electron/host/main.ts',
      'reader-worker': 'dls/store/sqlite/reader-worker.ts',
      'checkpointer-worker': 'dls/store/sqlite/checkpointer-worker.ts',
      'long-read-worker': 'dls/gap/long-read-worker.ts',
    },
    outdir: folder,
    format: 'esm',
    splitting: true,
    chunkNames: 'part-[hash]',
    external: ['better-sqlite3'],
    banner,
    plugins: [installed],
  });
  const { version } = await readManifest(root);
  await writeManifest(folder, {
    ...{ name: 'causeway-server', version, private: true, type: 'module' },
    bin: { causeway: 'causeway.js' },
  });
  await copyDatabase(folder, targets);
  await cp(pages, join(folder, 'pages'), { recursive: true });
  await writeFile(join(folder, 'NOTICES.txt'), noticesText());
  return Object.keys(metafile.inputs);
}

async function makeApp(folder: string): Promise<readonly string[]> {
  await begin(folder);
  const external = ['electron'];
  const main = await build({
    ...common,
    entryPoints: { main: 'electron/main/main.ts' },
    outdir: folder,
    format: 'esm',
    banner,
    external,
  });
  const preload = await build({
    ...common,
    entryPoints: { preload: 'electron/preload/preload.ts' },
    outdir: folder,
    outExtension: { '.js': '.cjs' },
    // A sandboxed preload is one script without modules.
    format: 'cjs',
    external,
  });
  const { name, version, description, license } = await readManifest(root);
  const manifest = { name, productName: 'Causeway', version, description, license, type: 'module', main: 'main.js' };
  await writeManifest(folder, { ...manifest, author: 'The Causeway team', private: true });
  await cp(join(root, 'build/icons/tray'), join(folder, 'icons'), { recursive: true });
  return [main, preload].flatMap(({ metafile }) => Object.keys(metafile.inputs));
}

/** Packages of the older kind ask for what modules of the newer kind do not have. */
const banner = {
  js: [
    "import { createRequire as _createRequire } from 'node:module';",
    'const require = _createRequire(import.meta.url);',
    'const __filename = import.meta.filename;',
    'const __dirname = import.meta.dirname;',
  ].join('\n'),
};

const common = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node24',
  legalComments: 'none',
  minifySyntax: true,
  minifyWhitespace: true,
  logLevel: 'error',
  metafile: true,
} as const satisfies BuildOptions;

/** What differs between a checkout and what is installed: pages lie ready, threads are bundles, the demo stays at home. */
const installed: Plugin = {
  name: 'installed',
  setup(bundler) {
    const instead = { 'checkout-pages': 'cli/packaged-pages.ts', 'demo-command': 'cli/commands/no-demo-command.ts' };
    bundler.onResolve({ filter: /\/(checkout-pages|demo-command)\.ts$/ }, ({ path }) => {
      const found = Object.entries(instead).find(([name]) => path.endsWith(`/${name}.ts`));
      return found === undefined ? null : { path: join(root, found[1]) };
    });
    bundler.onLoad({ filter: /[\\/]dls[\\/].*\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      if (!source.includes('-worker.ts')) return null;
      const contents = source.replaceAll(/new URL\('\.\/([a-z-]+-worker)\.ts', import\.meta\.url\)/g, (_all, name) => {
        return `new URL('./${name}.js', import.meta.url)`;
      });
      return { contents, loader: 'ts' };
    });
  },
};

/** The one package with native code stays a package; of it only what runs. */
async function copyDatabase(folder: string, targets: readonly Target[]): Promise<void> {
  const from = join(root, 'node_modules/better-sqlite3');
  const to = join(folder, 'node_modules/better-sqlite3');
  await mkdir(join(to, 'prebuilds'), { recursive: true });
  for (const part of ['package.json', 'LICENSE', 'lib'])
    await cp(join(from, part), join(to, part), { recursive: true });
  for (const target of targets) {
    await cp(join(from, 'prebuilds', `${target}.node`), join(to, 'prebuilds', `${target}.node`));
  }
}

/** What the packages inside ask to be told of them. */
function noticesText(): string {
  const rule = '-'.repeat(80);
  const parts = listNotices().map(
    ({ name, version, license, text }) =>
      `${rule}\n${name} ${version} (${license})\n\n${text === '' ? 'The package brings no license text along.' : text}\n`,
  );
  return `Causeway is made with the work of others, under these licenses:\n\n${parts.join('\n')}`;
}

async function begin(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
}

function writeManifest(folder: string, manifest: Readonly<Record<string, unknown>>): Promise<void> {
  return writeFile(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}

type Manifest = Readonly<Record<'name' | 'version' | 'description' | 'license', string>>;

async function readManifest(folder: string): Promise<Manifest> {
  return JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as Manifest;
}
