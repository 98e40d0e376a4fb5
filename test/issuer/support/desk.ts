import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JWK } from 'jose';
import { runIssuer } from '../../../issuer/commands/program.ts';
import type { EpochSeconds } from '../../../licensing/time.ts';
import { temporaryFolder } from '../../support/commands.ts';
import { activationRequest, type CardKeys, decodeJws, type TestSite } from './test-site.ts';

/** A vendor's desk: a folder, a hand-turned clock, and the commands run in this process. */
export type Desk = AsyncDisposable & {
  readonly path: string;
  readonly time: { now: EpochSeconds };
  /** A file on the desk. */
  at(name: string): string;
  write(name: string, content: string | Uint8Array): string;
  read(name: string): string;
  has(name: string): boolean;
  copy(from: string, to: string): void;
  run(...args: readonly string[]): Promise<Ended>;
  /** A command that must end with 0: the object it prints with --json. */
  json(...args: readonly string[]): Promise<Record<string, unknown>>;
};

export type Ended = { readonly code: number; readonly stdout: string; readonly stderr: string };

export const START: EpochSeconds = 1_780_000_000;

export function makeDesk({ passphrase = null }: { passphrase?: string | null } = {}): Desk {
  const folder = temporaryFolder();
  const time = { now: START };
  const clock = {
    now: () => time.now,
    after: async (at: EpochSeconds) => {
      time.now = Math.max(time.now, at + 1);
      return time.now;
    },
  };
  const at = (name: string) => join(folder.path, name);
  const run = async (...args: readonly string[]) => {
    let stdout = '';
    let stderr = '';
    const code = await runIssuer(args, {
      stdout: (text) => {
        stdout += text;
      },
      stderr: (text) => {
        stderr += text;
      },
      folder: folder.path,
      passphrase,
      clock,
    });
    return { code, stdout, stderr };
  };
  return {
    path: folder.path,
    time,
    at,
    write: (name, content) => {
      writeFileSync(at(name), content);
      return at(name);
    },
    read: (name) => readFileSync(at(name), 'utf8'),
    has: (name) => existsSync(at(name)),
    copy: (from, to) => cpSync(at(from), at(to), { recursive: true }),
    run,
    json: async (...args) => {
      const { code, stdout, stderr } = await run(...args, '--json');
      if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}: ${stderr}`);
      return JSON.parse(stdout) as Record<string, unknown>;
    },
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  };
}

/** An order for one `usage` item, `it-1`, that most tests issue. */
export const usageOrder = {
  organization: '200001',
  licensee: 'Harbor Plant',
  items: [
    {
      ...{ id: 'it-1', product: 'barcode-reader', metric: 'usage', quota: 1000, features: ['qr', '1d'], unit: 'scan' },
      ...{ start: START, end: 1_811_536_000 },
    },
  ],
};

/** A vendor in folder `V` with its card in `card.cwcard`. */
export async function openVendor(desk: Desk, id = 'acme-vision', dir = 'V'): Promise<CardKeys> {
  await desk.json('init', '--vendor', id, '--name', 'Acme Vision Ltd', '--dir', dir);
  await desk.json('card', '--dir', dir, '--out', 'card.cwcard');
  const { keys } = decodeJws(desk.read('card.cwcard')).payload.jwks as { keys: JWK[] };
  return { vendor: id, sealing: keys.find(({ use }) => use === 'enc') as JWK };
}

/** Issues an order to a site and returns the payload of the license file. */
export async function issueTo(
  desk: Desk,
  site: TestSite,
  order: object = usageOrder,
  { dir = 'V', previous = undefined as TestSite['key'] | undefined } = {},
): Promise<Record<string, unknown>> {
  desk.write('order.json', JSON.stringify(order));
  desk.write('site.cwreq', activationRequest(site, previous));
  await desk.json('issue', '--dir', dir, '--order', 'order.json', '--request', 'site.cwreq', '--out', 'site.cwlic');
  return decodeJws(desk.read('site.cwlic')).payload;
}
