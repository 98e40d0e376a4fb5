import { readFileSync, writeFileSync } from 'node:fs';
import { gzipSync, inflateRawSync } from 'node:zlib';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importFile } from '../../dls/operations/import-file.ts';
import { verifyLedger } from '../../dls/operations/verify.ts';
import { ingestFiles } from '../../issuer/bundles/ingest-files.ts';
import { openVendorFolder } from '../../issuer/vendor/vendor-folder.ts';
import { CODES, isCode } from '../../protocol/codes.ts';
import { encodeQr, parseDeviceRequest } from '../../protocol/device-file.ts';
import { createFileDevice, type FileDevice, makeDeviceRequest, makeDeviceReturn } from '../support/device-files.ts';
import { type Island, makeIsland, newStick, type Sold } from './support/island.ts';
import { islandDevice } from './support/island-device.ts';
import { linesOf, openSealed, sealTo, signAsSite } from './support/vendor-bundle.ts';

// More than 10 000 damaged files of every kind that crosses the gap, made of real ones.
const runs = { acknowledgements: 3_000, requests: 2_000, returns: 2_000, bundles: 2_000, insides: 1_000, lines: 500 };
const seed = 20_261_121;

const sold: Sold = {
  ...{ vendor: 'acme-vision', product: 'barcode-reader', item: 'scans', metric: 'usage', quota: 1_000_000 },
  ...{ features: ['qr'], days: 400 },
};

let island: Island;
let bundle: string;
/** One that the vendor has not seen yet. */
let nextBundle: string;
let acknowledgements: readonly string[];
let requests: readonly string[];
let returns: readonly string[];
let requestIds: readonly string[];

beforeAll(async () => {
  island = await makeIsland([sold.vendor]);
  const stick = newStick(island, 'stick');
  await island.issue(sold, { start: -1, end: sold.days }, 'stick/scans.cwlic');
  await island.importFrom(stick);
  await islandDevice(island, sold, 'scanner').use({ qr: 30 });
  const { requests: asked, returns: given } = await deviceFiles();
  [requests, returns] = [asked, given];
  const answers: string[] = [];
  for (const extras of [['--time'], ['--lock', 'scans'], ['--unlock', 'scans']]) {
    const [name = ''] = await island.exportTo(stick);
    bundle = readFileSync(island.at('stick', name), 'latin1');
    const ack = ['--ack', `${answers.length}.cwack`, ...extras];
    await island.desk.json('ingest', island.at('stick', name), '--dir', sold.vendor, ...ack);
    answers.push(island.desk.read(`${answers.length}.cwack`));
    await imported(answers.at(-1)!);
  }
  acknowledgements = answers;
  const [next = ''] = await island.exportTo(stick);
  nextBundle = readFileSync(island.at('stick', next), 'latin1');
});

afterAll(() => island[Symbol.asyncDispose]());

/** Two devices that asked, were answered, and gave their leases back: one by file, one as a QR code. */
async function deviceFiles() {
  const requests: string[] = [];
  const returns: string[] = [];
  const ids: string[] = [];
  for (const asText of [async (json: string) => json, encodeQr]) {
    const device: FileDevice = createFileDevice();
    const request = makeDeviceRequest(device);
    const { answer } = (await imported(request.text)) as unknown as { readonly answer: string };
    const { lease } = JSON.parse(answer) as { readonly lease: string };
    const { jti } = JSON.parse(Buffer.from(lease.split('.')[1]!, 'base64url').toString()) as { readonly jti: string };
    const given = makeDeviceReturn(device, { lease: jti, returnKey: request.returnKey });
    await imported(given);
    ids.push(request.request);
    requests.push(await asText(request.text));
    returns.push(await asText(given));
  }
  requestIds = ids;
  return { requests, returns };
}

const imported = (text: string) => importFile(island.site(), { bytes: Buffer.from(text), actor: 'command' });

/** A file with a few damages: characters changed, lost, put in, pieces swapped or doubled, cut, or mixed with another. */
function damaged(files: readonly string[]): fc.Arbitrary<string> {
  const place = fc.integer({ min: 0, max: 9_999 }).map((part) => part / 10_000);
  const damage = fc.oneof(
    fc.tuple(fc.constant('change'), place, fc.integer({ min: 32, max: 126 })),
    fc.tuple(fc.constant('bit'), place, fc.integer({ min: 0, max: 7 })),
    fc.tuple(fc.constant('drop'), place, fc.integer({ min: 1, max: 40 })),
    fc.tuple(fc.constant('insert'), place, fc.integer({ min: 1, max: 255 })),
    fc.tuple(fc.constant('double'), place, fc.integer({ min: 1, max: 80 })),
    fc.tuple(fc.constant('cut'), place, fc.constant(0)),
    fc.tuple(fc.constant('mix'), place, fc.integer({ min: 0, max: 9 })),
    fc.tuple(fc.constant('zeros'), place, fc.integer({ min: 1, max: 512 })),
  );
  return fc
    .tuple(fc.constantFrom(...files), fc.array(damage, { minLength: 1, maxLength: 3 }))
    .map(([file, damages]) =>
      damages.reduce((text, [kind, at, figure]) => harm(text, { kind, at, figure, files }), file),
    )
    .filter((text) => !files.some((file) => file.trim() === text.trim()));
}

/** A device file that is JSON as before, but for a value that is another, of another type, or gone. */
function miswritten(files: readonly string[]): fc.Arbitrary<string> {
  const whole = files.filter((file) => file.startsWith('{')).map((file) => JSON.parse(file) as Record<string, unknown>);
  return fc
    .tuple(fc.constantFrom(...whole), fc.nat(), fc.oneof(fc.jsonValue(), fc.uuid(), fc.nat(), fc.constant(undefined)))
    .map(([file, place, value]) => {
      const names = Object.keys(file);
      return JSON.stringify({ ...file, [names[place % names.length]!]: value });
    })
    .filter((text) => !files.includes(text));
}

type Harm = { readonly kind: string; readonly at: number; readonly figure: number; readonly files: readonly string[] };

function harm(text: string, { kind, at, figure, files }: Harm): string {
  const index = Math.floor(at * text.length);
  const [before, after] = [text.slice(0, index), text.slice(index)];
  switch (kind) {
    case 'change':
      return before + String.fromCharCode(figure) + after.slice(1);
    case 'bit':
      return before + String.fromCharCode((after.charCodeAt(0) || 32) ^ (1 << figure)) + after.slice(1);
    case 'drop':
      return before + after.slice(figure);
    case 'insert':
      return before + String.fromCharCode(figure) + after;
    case 'double':
      return before + after.slice(0, figure) + after;
    case 'cut':
      return before;
    case 'mix':
      return before + files[figure % files.length]!.slice(index);
    default:
      return before + '\0'.repeat(Math.min(figure, after.length)) + after.slice(figure);
  }
}

/** Imports a damaged file: it must be refused with a code, or be one that was imported before, spelled otherwise. */
async function refusalOf(text: string): Promise<string> {
  try {
    const { already, summary } = await imported(text);
    return already ? 'already imported' : `imported: ${summary}`;
  } catch (error) {
    const { code } = error as { readonly code?: string };
    return code !== undefined && isCode(code) ? code : `${error}`;
  }
}

async function refuseAll(files: fc.Arbitrary<string>, numRuns: number, allowed: readonly string[]): Promise<void> {
  const before = island.site().dump();
  const seen = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(files, async (text) => {
      const code = await refusalOf(text);
      seen.set(code, (seen.get(code) ?? 0) + 1);
      expect(allowed, text.slice(0, 2_000)).toContain(code);
    }),
    { numRuns, seed },
  );
  expect(island.site().dump()).toBe(before);
  expect(seen.size).toBeGreaterThan(2);
}

describe('damaged files at the site', () => {
  it('are refused with their codes and change nothing: acknowledgements', async () => {
    const codes = ['signature_invalid', 'file_unknown', 'vendor_unknown', 'license_malformed', 'too_large'];
    await refuseAll(damaged(acknowledgements), runs.acknowledgements, [...codes, 'already imported']);
  });

  it('are refused with their codes and change nothing: device requests', async () => {
    // A request is not signed: what says something else and is whole is another request.
    const files = fc.oneof(damaged(requests), miswritten(requests)).filter((text) => !isAnotherRequest(text));
    const denials = Object.keys(CODES).filter((code) => isCode(code) && CODES[code].denial);
    const codes = ['request_malformed', 'report_malformed', 'request_conflict', 'file_unknown', 'too_large'];
    await refuseAll(files, runs.requests, [...codes, ...denials, 'already imported']);
  });

  it('are refused with their codes and change nothing: device returns', async () => {
    const codes = ['request_malformed', 'report_malformed', 'return_invalid', 'file_unknown', 'too_large'];
    await refuseAll(fc.oneof(damaged(returns), miswritten(returns)), runs.returns, [...codes, 'already imported']);
    expect(await verifyLedger(island.site())).toMatchObject({ ok: true });
  });
});

function isAnotherRequest(text: string): boolean {
  try {
    const json = text.startsWith('CW1:') ? inflateRawSync(Buffer.from(text.slice(4), 'base64url')).toString() : text;
    const { request } = parseDeviceRequest(JSON.parse(json));
    return !requestIds.includes(request);
  } catch {
    return false;
  }
}

describe('damaged files at the vendor', () => {
  it('are refused with their codes and change nothing: sync bundles', async () => {
    await refuseBundles(damaged([bundle]), runs.bundles);
  });

  it('are refused as well when the damage is inside, beneath a right seal', async () => {
    const token = await openSealed(island, sold.vendor, Buffer.from(bundle, 'latin1'));
    await refuseBundles(damaged([token]), runs.insides, (text) => sealTo(island, sold.vendor, text));
  });

  it('are refused as well when the site itself signed a line that says nothing', async () => {
    const lines = linesOf(await openSealed(island, sold.vendor, Buffer.from(nextBundle, 'latin1')));
    await refuseBundles(miswrittenLines(lines), runs.lines, async (text) => {
      const packed = gzipSync(Buffer.from(`${text}\n`));
      return sealTo(island, sold.vendor, await signAsSite(island, sold.vendor, packed));
    });
  });
});

/** Lines that the site's own key signed, of which one is not as it should be. */
function miswrittenLines(lines: readonly string[]): fc.Arbitrary<string> {
  const value = fc.oneof(fc.constant(undefined), fc.constant([]), fc.constant({}), fc.constant(-1), fc.constant(0.5));
  return fc.tuple(fc.nat(), fc.nat(), value).map(([line, place, put]) => {
    const index = line % lines.length;
    const wrong = JSON.parse(lines[index]!) as Record<string, unknown>;
    const required = Object.keys(wrong).filter(
      (name) => !['platform', 'deployment', 'os', 'prev', 'data', 'app', 'items', 'name', 'actor'].includes(name),
    );
    const changed = JSON.stringify({ ...wrong, [required[place % required.length]!]: put });
    return lines.map((text, at) => (at === index ? changed : text)).join('\n');
  });
}

async function refuseBundles(
  files: fc.Arbitrary<string>,
  numRuns: number,
  seal: (text: string) => Promise<string> | string = (text) => text,
): Promise<void> {
  const folder = openVendorFolder({ dir: island.at(sold.vendor), passphrase: null });
  const path = island.at('damaged.cwsync');
  const before = dumpOf(island.at(sold.vendor, 'issuer.db'));
  try {
    await fc.assert(
      fc.asyncProperty(files, async (text) => {
        writeFileSync(path, await seal(text), 'latin1');
        const [outcome] = await ingestFiles(folder, [path], island.now(), () => undefined);
        const code = outcome?.outcome === 'refused' ? outcome.refusal.code : outcome?.outcome;
        expect(['bundle_edited', 'bundle_foreign', 'file_unknown', 'site_unknown', 'duplicate']).toContain(code);
      }),
      { numRuns, seed },
    );
  } finally {
    folder.store.close();
  }
  expect(dumpOf(island.at(sold.vendor, 'issuer.db'))).toBe(before);
}

function dumpOf(file: string): string {
  const db = new Database(file, { readonly: true });
  try {
    const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all() as string[];
    return JSON.stringify(tables.map((name) => [name, db.prepare(`SELECT * FROM ${name}`).raw().all()]));
  } finally {
    db.close();
  }
}
