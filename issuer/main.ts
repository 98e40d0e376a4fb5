#!/usr/bin/env node
import { systemClock } from './clock.ts';
import { runIssuer } from './commands/program.ts';
import { processTerminal } from './commands/terminal.ts';

// Whoever reads may stop reading early, as `head` does; what was to be done is done all the same.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

process.exitCode = await runIssuer(process.argv.slice(2), processTerminal(systemClock));
