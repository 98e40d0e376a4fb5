import type { Command } from 'commander';
import type { CommandContext } from './site-command.ts';

export function addRestoreCommand(_program: Command, _context: CommandContext): void {}
