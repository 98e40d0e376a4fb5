import { resolve } from 'node:path';
import type { Clock } from '../clock.ts';
import type { Refusal } from '../refusal.ts';
import { initVendorFolder, type NewVendor, openVendorFolder, type VendorFolder } from '../vendor/vendor-folder.ts';

/** What surrounds a command: where it writes, where relative paths start, and what it knows from outside. */
export type Terminal = {
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  /** Where relative file arguments start. */
  readonly folder: string;
  /** Opens private keys; null: they are not encrypted. */
  readonly passphrase: string | null;
  readonly clock: Clock;
};

/** The options that every command has. */
export type CommonOptions = { readonly json?: boolean };

/** The terminal of this process. Run through npm, relative paths start where the user stands, not at the package. */
export function processTerminal(clock: Clock): Terminal {
  const { npm_lifecycle_event: script, INIT_CWD: start, CAUSEWAY_ISSUER_PASSPHRASE: passphrase } = process.env;
  return {
    stdout: (text) => process.stdout.write(text),
    stderr: (text) => process.stderr.write(text),
    // Other npm scripts hand these variables on to whatever they start, and change folders themselves.
    folder: script === 'issuer' && start !== undefined ? start : process.cwd(),
    passphrase: passphrase === undefined || passphrase === '' ? null : passphrase,
    clock,
  };
}

/** A file argument as a full path. */
export function pathOf({ folder }: Terminal, path: string): string {
  return resolve(folder, path);
}

/** Makes the vendor folder, does `act` and closes it. */
export async function withNewFolder<T>(
  terminal: Terminal,
  dir: string,
  who: NewVendor,
  act: (folder: VendorFolder) => T | Promise<T>,
) {
  const place = { dir: pathOf(terminal, dir), passphrase: terminal.passphrase };
  return closing(await initVendorFolder(place, who, terminal.clock.now()), act);
}

/** Opens the vendor folder, does `act` and closes it. */
export async function withFolder<T>(
  terminal: Terminal,
  dir: string,
  act: (folder: VendorFolder) => T | Promise<T>,
): Promise<T> {
  return closing(openVendorFolder({ dir: pathOf(terminal, dir), passphrase: terminal.passphrase }), act);
}

/** Writes a result: one JSON object on a line, or what people read. */
export function printResult(
  { stdout }: Terminal,
  { json }: CommonOptions,
  result: object,
  lines: readonly string[],
): void {
  if (json === true) stdout(`${JSON.stringify(result)}\n`);
  else if (lines.length > 0) stdout(`${lines.join('\n')}\n`);
}

/** Says something on stderr that changes nothing about the exit code. */
export function printNote({ stderr }: Terminal, { json }: CommonOptions, note: string): void {
  stderr(json === true ? `${JSON.stringify({ note })}\n` : `note: ${note}\n`);
}

/** Writes a refusal to stderr: the code, what is wrong and the next step. */
export function printRefusal({ stderr }: Terminal, { json }: CommonOptions, refusal: Refusal): void {
  const { code, sentence, next, field, file } = refusal;
  const facts = { ...(field !== null && { field }), ...(file !== null && { file }) };
  if (json === true) stderr(`${JSON.stringify({ code, detail: sentence, next, ...facts })}\n`);
  else stderr(`${code}: ${file === null || sentence.includes(file) ? '' : `${file}: `}${sentence} ${next}\n`);
}

/** An instant as people read it. */
export function instantText(at: number): string {
  return new Date(at * 1000).toISOString().replace('T', ' ').replace('.000Z', ' UTC');
}

async function closing<T>(folder: VendorFolder, act: (folder: VendorFolder) => T | Promise<T>): Promise<T> {
  try {
    return await act(folder);
  } finally {
    folder.store.close();
  }
}
