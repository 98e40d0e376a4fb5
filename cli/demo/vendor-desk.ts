import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { CommandRefusal } from '../refusal.ts';

/** The vendor's side of the demo: the real command, in processes of its own, as on a desk far away. */
export type VendorDesk = {
  readonly folder: string;
  /** Runs one command of `causeway-issuer` on this vendor's folder. @returns what it says with `--json` */
  run(command: string, ...args: readonly string[]): Promise<Readonly<Record<string, unknown>>>;
};

/**
 * The desk of a vendor in a folder that need not exist yet.
 * @throws CommandRefusal `not_found` in an installed package, which has no vendor's command
 */
export function openVendorDesk(folder: string): VendorDesk {
  const program = issuerProgram();
  return {
    folder,
    run: async (command, ...args) =>
      JSON.parse(await runNode([program, command, '--dir', folder, ...args, '--json'])) as Record<string, unknown>,
  };
}

function issuerProgram(): string {
  const program = join(resolve(import.meta.dirname, '..', '..'), 'issuer', 'main.ts');
  if (existsSync(program)) return program;
  throw new CommandRefusal('not_found', {
    sentence: 'The demo plays the vendor too, and installed packages leave the command of vendors out.',
    next: 'Run it in a checkout: "npm run demo".',
  });
}

function runNode(args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    // Not of the user's own vendor: the demo's keys are thrown away.
    const env = { ...process.env, CAUSEWAY_ISSUER_PASSPHRASE: '', npm_lifecycle_event: '' };
    const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let [stdout, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve(stdout) : reject(new Error(stderr.trim()))));
  });
}
