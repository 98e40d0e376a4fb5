import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ProtocolError } from '../protocol/error.ts';
import type { License } from './license.ts';
import { openLicense } from './open-license.ts';
import type { LicenseOptions } from './options.ts';
import type { Status } from './status.ts';

/** Where the program speaks. */
export type Speech = { readonly out: (text: string) => void; readonly err: (text: string) => void };

export const HELP = `causeway-device: a device's part by hand, without writing an app

  causeway-device request --days N --out FILE [--qr]   ask for an offline lease; FILE goes to the site's administrator
  causeway-device install FILE                         install the answer (a file, or the text of its QR code in one)
  causeway-device status                               where the device stands; asks the servers when there are any
  causeway-device record FEATURE [--count N] [--key K] count usage
  causeway-device report                               send the usage to a server; without one it goes with the next file
  causeway-device return --out FILE [--qr]             give the offline lease back; FILE goes to the administrator

Options
  --state DIR           where the device keeps its state (default: ./causeway-device)
  --json                machine-readable results
Options that are kept in DIR once given:
  --vendor ID  --card FILE  --product ID  --organization ID  --handshake CODE  --password-file FILE
  --feature F (again for more)  --app-version V  --app ID  --name N  --site UUID  --server URL (again for more)

Exit code: 0 done, 1 refused, 2 wrong usage.
`;

const OPTIONS = {
  state: { type: 'string', default: 'causeway-device' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
  qr: { type: 'boolean', default: false },
  days: { type: 'string' },
  out: { type: 'string' },
  count: { type: 'string', default: '1' },
  key: { type: 'string' },
  vendor: { type: 'string' },
  card: { type: 'string' },
  product: { type: 'string' },
  organization: { type: 'string' },
  handshake: { type: 'string' },
  'password-file': { type: 'string' },
  feature: { type: 'string', multiple: true },
  'app-version': { type: 'string' },
  app: { type: 'string' },
  name: { type: 'string' },
  site: { type: 'string' },
  server: { type: 'string', multiple: true },
} as const;

type Arguments = ReturnType<typeof parse>;
type Given = Arguments['values'];

/** What a command answers: data for `--json`, lines for people. */
type Outcome = { readonly data: unknown; readonly lines: readonly string[]; readonly refused?: boolean };
type Command = (license: License, given: Arguments) => Promise<Outcome>;

class WrongUsage extends Error {
  override readonly name = 'WrongUsage';
}

/** Runs one command. @returns the exit code: 0 done, 1 refused, 2 wrong usage */
export async function runDeviceProgram(args: readonly string[], { out, err }: Speech): Promise<number> {
  try {
    const given = parse(args);
    const command = COMMANDS[given.positionals[0] ?? ''];
    if (given.values.help || command === undefined) {
      (given.values.help ? out : err)(HELP);
      return given.values.help ? 0 : 2;
    }
    const outcome = await withLicense(given.values, (license) => command(license, given));
    out(given.values.json ? `${JSON.stringify(outcome.data)}\n` : outcome.lines.map((line) => `${line}\n`).join(''));
    return outcome.refused === true ? 1 : 0;
  } catch (error) {
    const wrong =
      error instanceof WrongUsage || (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS') === true;
    const code = error instanceof ProtocolError ? `${error.code}: ` : '';
    err(`${error instanceof ProtocolError ? code + error.detail : (error as Error).message}\n`);
    return wrong || error instanceof TypeError ? 2 : 1;
  }
}

const COMMANDS: Readonly<Record<string, Command>> = {
  request: async (license, { values }) => {
    const file = await license.requestOffline({ days: wholeNumber('days', values.days) });
    return written(values, values.qr ? file.qr : file.text, 'Device request');
  },
  install: async (license, { positionals }) => {
    const [, path] = positionals;
    if (path === undefined) throw new WrongUsage('install: which file? causeway-device install FILE');
    return told(license, await license.installOffline(await readFile(path, 'utf8')));
  },
  status: async (license) => told(license, license.status),
  record: async (license, { positionals, values }) => {
    const [, feature] = positionals;
    if (feature === undefined) throw new WrongUsage('record: which feature? causeway-device record FEATURE');
    const count = wholeNumber('count', values.count);
    const recorded = await license.record(feature, { count, ...(values.key !== undefined && { key: values.key }) });
    const lines = [recorded === 'counted' ? `${count} × ${feature} counted.` : `${feature}: ${recorded}.`];
    return { data: { recorded, unreported: license.unreported }, lines, refused: recorded === 'not licensed' };
  },
  report: async (license) => {
    const unreported = await license.report();
    const lines = [
      unreported === 0
        ? 'All usage is reported.'
        : `${unreported} units are not reported yet; they go with the next file too. ${license.status.trouble ?? ''}`.trim(),
    ];
    return { data: { unreported }, lines, refused: unreported > 0 };
  },
  return: async (license, { values }) => {
    const file = await license.returnOffline();
    if (file === null)
      return { data: { returned: false }, lines: ['There is no offline lease to return.'], refused: true };
    return written(values, values.qr ? file.qr : file.text, 'Device return');
  },
};

function parse(args: readonly string[]) {
  return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true, strict: true });
}

async function withLicense(given: Given, act: (license: License) => Promise<Outcome>): Promise<Outcome> {
  const license = await openLicense(await keptOptions(given));
  try {
    return await act(license);
  } finally {
    await license.close();
  }
}

/** The options of the command line over those that were given before. */
async function keptOptions(given: Given): Promise<LicenseOptions> {
  const folder = resolve(given.state);
  const path = join(folder, 'device.json');
  const before = JSON.parse(await readFile(path, 'utf8').catch(() => '{}')) as Partial<LicenseOptions>;
  const card = given.card === undefined ? undefined : await readFile(given.card, 'utf8');
  const password =
    given['password-file'] === undefined ? undefined : (await readFile(given['password-file'], 'utf8')).trimEnd();
  const { vendor, product, organization, handshake, feature: features, app, name, site, server: servers } = given;
  const version = given['app-version'];
  const vendorKeys = card === undefined ? undefined : [card];
  const all = {
    vendor,
    product,
    organization,
    handshake,
    features,
    app,
    name,
    site,
    servers,
    version,
    password,
    vendorKeys,
  };
  const options = {
    servers: [],
    ...before,
    ...Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)),
  };
  const { vendor: ofVendor, product: ofProduct, vendorKeys: keys } = options as Partial<LicenseOptions>;
  if (ofVendor === undefined || ofProduct === undefined || keys === undefined) {
    throw new WrongUsage('The first command on a state folder needs --vendor, --card and --product.');
  }
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFile(path, `${JSON.stringify(options, null, 2)}\n`, { mode: 0o600 });
  return { ...options, vendor: ofVendor, product: ofProduct, vendorKeys: keys, storage: join(folder, 'state') };
}

async function written({ out }: Given, text: string | null, what: string): Promise<Outcome> {
  if (text === null) throw new Error('Too long for a QR code: leave --qr out and take the file.');
  if (out === undefined) return { data: { text }, lines: [text] };
  await writeFile(out, `${text}\n`);
  const next = 'Next: take it to the administrator of the site, who imports it: "causeway import FILE".';
  return { data: { file: out }, lines: [`${what} written to ${out}.`, next] };
}

function told(license: License, status: Status): Outcome {
  const { device, unreported } = license;
  const lines = [
    status.reason,
    `Device ${device}, features: ${status.features.join(', ') || 'none'}, not reported: ${unreported}`,
  ];
  if (status.trouble !== null) lines.push(status.trouble);
  return { data: { device, unreported, ...status }, lines, refused: !license.allows() };
}

function wholeNumber(name: string, text: string | undefined): number {
  if (text === undefined || !/^[1-9]\d{0,9}$/.test(text))
    throw new WrongUsage(`--${name}: give a whole number of 1 or more.`);
  return Number(text);
}
