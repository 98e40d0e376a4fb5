import { hash } from 'node:crypto';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { pagesFolder } from './pages-folder.ts';

/**
 * `npm run build:console`: makes the console's pages with a compressed copy of every file, and puts them in place in one
 * step. With `--if-stale` only when a source changed since.
 */
const root = resolve(import.meta.dirname, '..');
const stamp = 'made-from';

const sources = digestOfSources();
if (!process.argv.includes('--if-stale') || madeFrom() !== sources) await makePages();

async function makePages(): Promise<void> {
  const work = mkdtempSync(join(dirname(pagesFolder), '.making-'));
  try {
    const made = join(work, 'made');
    // A start that finds the pages made does not load what makes them.
    const [{ build }, { rendererConfig }] = await Promise.all([import('vite'), import('./renderer-config.ts')]);
    await build(rendererConfig(made));
    for (const file of listFiles(made)) compress(file);
    writeFileSync(join(made, stamp), sources);
    putInPlace(made, join(work, 'before'));
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Another build that ends at the same moment made the same. */
function putInPlace(made: string, before: string): void {
  try {
    if (existsSync(pagesFolder)) renameSync(pagesFolder, before);
    renameSync(made, pagesFolder);
  } catch (error) {
    if (madeFrom() !== sources) throw error;
  }
}

/** Served as they stand to a browser that takes them, which every browser does. */
function compress(file: string): void {
  if (!/\.(html|js|css|svg|json|webmanifest)$/.test(file)) return;
  const bytes = readFileSync(file);
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };
  writeFileSync(`${file}.br`, brotliCompressSync(bytes, quality));
  writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
}

function madeFrom(): string | null {
  const file = join(pagesFolder, stamp);
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}

/** Changes with every file that the pages are made of. */
function digestOfSources(): string {
  const rooms = ['renderer', 'protocol', 'licensing'].flatMap((room) => listFiles(join(root, room)));
  const inputs = [
    ...rooms,
    join(root, 'package-lock.json'),
    import.meta.filename,
    join(root, 'build/renderer-config.ts'),
    join(root, 'build/notices.ts'),
    join(root, 'build/rooms.ts'),
  ];
  const lines = inputs.map((file) => `${relative(root, file)} ${hash('sha256', readFileSync(file), 'hex')}`);
  return hash('sha256', lines.toSorted().join('\n'), 'hex');
}

function listFiles(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => name !== 'dist' && !name.startsWith('.'))
    .map((name) => join(folder, name))
    .flatMap((path) => (statSync(path).isDirectory() ? listFiles(path) : [path]));
}
