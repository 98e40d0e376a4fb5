#!/usr/bin/env node
import { systemClock } from './clock.ts';
import { runIssuer } from './commands/program.ts';
import { processTerminal } from './commands/terminal.ts';

process.exitCode = await runIssuer(process.argv.slice(2), processTerminal(systemClock));
