import { join, resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import type { InlineConfig, Plugin } from 'vite';
import { listNotices } from './notices.ts';

const root = resolve(import.meta.dirname, '..');

/** How the console is built: hashed files, pages as chunks of their own, nothing inline. */
export function rendererConfig(outDir: string): InlineConfig {
  return {
    root: join(root, 'renderer'),
    configFile: false,
    envDir: false,
    logLevel: 'warn',
    plugins: [react(), thirdParty()],
    build: {
      outDir,
      emptyOutDir: true,
      target: 'es2023',
      sourcemap: false,
      cssCodeSplit: true,
      // What is inlined would be a data: address, which the policy of the pages forbids for scripts and styles.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      chunkSizeWarningLimit: 1_500,
    },
  };
}

/** The module `third-party.notices` of the console: what is delivered with it and under which licenses. */
function thirdParty(): Plugin {
  const id = '\0third-party.notices';
  return {
    name: 'third-party-notices',
    resolveId: (source) => (source.endsWith('/third-party.notices') ? id : null),
    load: (asked) => (asked === id ? `export const notices = ${JSON.stringify(listNotices())};` : null),
  };
}
