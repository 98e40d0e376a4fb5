import { type CommandRefusal, refusalObject, refusalText } from './refusal.ts';
import type { Terminal } from './terminal.ts';
import { styled } from './text/color.ts';
import { printable } from './text/printable.ts';

/** The option that every command has. */
export type JsonOption = { readonly json?: boolean };

/** Writes a result: one JSON object on a line, or the lines that people read. */
export function printResult(
  { out }: Pick<Terminal, 'out'>,
  { json }: JsonOption,
  result: unknown,
  lines: () => readonly string[],
): void {
  if (json === true) out.write(`${JSON.stringify(result)}\n`);
  else for (const line of lines()) out.write(`${line}\n`);
}

/** Says something on stderr that changes nothing about the exit code. */
export function printNote({ err }: Pick<Terminal, 'err'>, { json }: JsonOption, note: string): void {
  err.write(json === true ? `${JSON.stringify({ note })}\n` : `${printable(note)}\n`);
}

/** Says on stderr why a command was refused: `code: sentence. Next step.`, or one JSON object. */
export function printRefusal({ err }: Pick<Terminal, 'err'>, { json }: JsonOption, refusal: CommandRefusal): void {
  if (json === true) {
    err.write(`${JSON.stringify(refusalObject(refusal))}\n`);
    return;
  }
  const text = refusalText(refusal);
  const code = `${refusal.code}:`;
  err.write(`${text.startsWith(code) ? styled(err, 'red', code) + text.slice(code.length) : text}\n`);
}
