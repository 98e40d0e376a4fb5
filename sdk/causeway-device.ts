#!/usr/bin/env node
import { runDeviceProgram } from './device-program.ts';

process.exitCode = await runDeviceProgram(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
});
