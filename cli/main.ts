#!/usr/bin/env node
// Only modules of Node itself are imported up here: the others need a newer Node than a system may have.
import { existsSync } from 'node:fs';
import { untilStopped } from './until-stopped.ts';

/** The database's native code asks for this Node-API; an older Node does not refuse it but crashes. */
const NODE_API = 10;

/** Milliseconds that a command may take to end when its work is done. */
const LONGEST_END = 5_000;

if (Number(process.versions.napi) < NODE_API) {
  process.stderr.write(
    `causeway needs Node 24 and this is ${process.version}: run it through npm, as in "npm run -s causeway -- status".\n`,
  );
  process.exit(1);
}

// A signal that comes while the rest is loaded counts as well.
if (['serve', 'demo'].includes(process.argv[2] ?? '')) void untilStopped();
goWhereTheUserStands();
const { runCauseway } = await import('./program.ts');
const { processTerminal } = await import('./terminal.ts');
process.exitCode = await runCauseway(process.argv.slice(2), processTerminal());
// A thread that a fault left behind must not keep the command from ending.
setTimeout(() => process.exit(), LONGEST_END).unref();

/** npm runs a script in the folder of the package, and file arguments are relative to where the user stands. */
function goWhereTheUserStands(): void {
  const { npm_lifecycle_event: script, INIT_CWD: start } = process.env;
  // Other npm scripts hand INIT_CWD on to whatever they start.
  if (!['causeway', 'demo', 'start'].includes(script ?? '')) return;
  if (start !== undefined && existsSync(start)) process.chdir(start);
}
