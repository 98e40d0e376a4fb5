import { spawnSync } from 'node:child_process';
import { join, relative } from 'node:path';
import { bundleFolders, issuerFolder, makeBundles, makeIssuer } from './packaging/bundles.ts';

/** `npm run build`: the console's pages, then everything that a package holds, into dist/. */
const pages = spawnSync(process.execPath, [join(import.meta.dirname, 'renderer.ts'), '--if-stale'], {
  stdio: 'inherit',
});
if (pages.status === 0) {
  await Promise.all([makeBundles(), makeIssuer()]);
  for (const folder of [...Object.values(bundleFolders), issuerFolder])
    process.stdout.write(`${relative(process.cwd(), folder)}\n`);
} else process.exitCode = 1;
