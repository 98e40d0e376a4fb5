import type { Command } from 'commander';
import type { CommandContext } from './site-command.ts';

/** Installed packages hold nothing of the vendor's command, without which there is no demo: stands in for `demo-command.ts`. */
export function addDemoCommand(_program: Command, _context: CommandContext): void {}
