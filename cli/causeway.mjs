#!/usr/bin/env node
// Plain JavaScript: whatever is loaded before the compiled code is remembered costs the type stripper, which takes 15 MB.
import { existsSync } from 'node:fs';
import * as modules from 'node:module';
import { resolve } from 'node:path';

if (!process.features.typescript) {
  process.stderr.write(
    `causeway needs Node 24 and this is ${process.version}: run it through npm, as in "npm run -s causeway -- status".\n`,
  );
  process.exit(1);
}
rememberCompiled();
await import('./main.ts');

/**
 * In a checkout the sources are stripped of their types at every start. Remembered, that takes half the time and, in each
 * thread, 18 MB less. Threads and processes that this one starts find the place in the environment.
 */
function rememberCompiled() {
  const packages = resolve(import.meta.dirname, '../node_modules');
  if (process.env.NODE_COMPILE_CACHE !== undefined || !existsSync(packages)) return;
  process.env.NODE_COMPILE_CACHE = resolve(packages, '.cache/causeway');
  modules.enableCompileCache(process.env.NODE_COMPILE_CACHE);
}
