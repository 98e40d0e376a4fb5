import { registerHooks } from 'node:module';

/** Puts the stand-in in the place of the module `electron`. */
const electron = new URL('./electron.ts', import.meta.url).href;

registerHooks({
  resolve: (name, context, next) => (name === 'electron' ? { url: electron, shortCircuit: true } : next(name, context)),
});
