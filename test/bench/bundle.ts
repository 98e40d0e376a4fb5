import { spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { causeway, issuer, must, root } from '../support/commands.ts';
import { benchFolder } from './disk.ts';

/** What a year of a large site costs on its way to the vendor. */
export type BundleFigures = {
  readonly rows: number;
  readonly files: number;
  /** `causeway export` as a whole, written, flushed, read back and compared. */
  readonly writeSeconds: number;
  readonly megabytes: number;
  readonly writeResidentMegabytes: number;
  /** `causeway-issuer ingest` of all files. */
  readonly ingestSeconds: number;
  readonly ingestResidentMegabytes: number;
};

const devices = 2_000;
const features = ['1d', 'qr'];
const day = 86_400;

/** Exports a million running totals of 2 000 devices and ingests the bundles, with the real commands. */
export async function benchBundles(say: (line: string) => void, rows = 1_000_000): Promise<BundleFigures> {
  const folder = benchFolder();
  try {
    const data = join(folder, 'site');
    const stick = join(folder, 'stick');
    mkdirSync(stick);
    say(`${rows} usage totals of ${devices} devices …`);
    await makeSite(folder, data);
    fillSite(join(data, 'causeway.db'), rows);
    const written = await measured('cli/causeway.mjs', ['export', '--data-dir', data, '--out', stick], folder);
    const files = readdirSync(stick).map((name) => join(stick, name));
    say(`${files.length} bundles, written in ${written.seconds.toFixed(1)} s`);
    const vendor = join(folder, 'vendor');
    const ingested = await measured('issuer/main.ts', ['ingest', ...files, '--dir', vendor], folder);
    say(`ingested in ${ingested.seconds.toFixed(1)} s`);
    await checkTotal(folder, vendor, rows);
    return {
      rows,
      files: files.length,
      writeSeconds: written.seconds,
      megabytes: files.reduce((sum, file) => sum + statSync(file).size, 0) / 1_000_000,
      writeResidentMegabytes: written.megabytes,
      ingestSeconds: ingested.seconds,
      ingestResidentMegabytes: ingested.megabytes,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const startOfToday = (): number => Math.floor(Date.now() / 1_000 / day) * day;

async function makeSite(folder: string, data: string): Promise<void> {
  const at = (name: string): string => join(folder, name);
  const item = { id: 'it-1', product: 'barcode-reader', metric: 'usage', quota: 1_000_000_000, features, unit: 'scan' };
  const items = [{ ...item, start: startOfToday() - 500 * day, end: startOfToday() + 500 * day }];
  writeFileSync(at('order.json'), JSON.stringify({ organization: '200001', licensee: 'Bench', items }));
  await must(issuer(['init', '--vendor', 'acme-vision', '--name', 'Acme', '--dir', at('vendor')]));
  await must(causeway(['activate', '--data-dir', data, '--out', at('site.cwreq')]));
  const files = ['--order', at('order.json'), '--request', at('site.cwreq'), '--out', at('site.cwlic')];
  await must(issuer(['issue', '--dir', at('vendor'), ...files]));
  await must(causeway(['import', '--data-dir', data, at('site.cwlic')]));
}

/** What 2 000 devices leave in the database when each used every feature every day, without the year that it takes. */
export function fillSite(file: string, rows: number): void {
  const db = new Database(file);
  const days = Math.ceil(rows / devices / features.length);
  const start = startOfToday() - 500 * day;
  const device = db.prepare(
    `INSERT INTO device (uuid, vendors_json, platform, address, first_at, last_at) VALUES (?, '{"acme-vision":{"machine":null,"productId":null,"trial":null}}', 'linux', '10.0.0.1', ?, ?)`,
  );
  const seat = db.prepare(
    `INSERT INTO seat (device_no, item_no, since, active, held_until, leases_json, features_json, handshake, reported)
     VALUES (?, 1, ?, ?, ?, '[]', '["1d","qr"]', '200001-default', 1)`,
  );
  const total = db.prepare(`INSERT INTO usage_day VALUES (?, 1, ?, ?, ?, '200001-default', ?, 1)`);
  const changed = db.prepare(`INSERT INTO usage_changed VALUES ('acme-vision', ?, 1)`);
  db.transaction(() => {
    const now = startOfToday();
    for (let no = 1; no <= devices; no += 1) {
      device.run(randomUUID(), start, now);
      seat.run(no, start, now, now + 90 * day);
    }
    db.prepare(`INSERT INTO usage_report VALUES (1, 1, 1, ?, ?, '[]')`).run(now, randomBytes(32));
    let left = rows;
    for (let index = 1; index <= days; index += 1) {
      const at = now - index * day;
      changed.run(at);
      for (let no = 1; no <= devices; no += 1) {
        const noise = randomBytes(features.length);
        for (const [place, feature] of features.entries())
          if (left-- > 0) total.run(at, start, no, feature, 1 + (noise[place] ?? 0));
      }
    }
  })();
  db.close();
}

/** Every row arrived: a bundle that is fast because something is missing in it is none. */
async function checkTotal(folder: string, vendor: string, rows: number): Promise<void> {
  const csv = join(folder, 'usage.csv');
  await must(issuer(['usage', '--dir', vendor, '--csv', csv]));
  const booked = readFileSync(csv, 'latin1').trimEnd().split('\n').length - 1;
  if (booked !== rows) throw new Error(`${booked} of ${rows} usage totals arrived`);
}

type Measured = { readonly seconds: number; readonly megabytes: number };

/** Runs a command in a process of its own, which tells the most memory that it ever had. */
async function measured(file: string, args: readonly string[], folder: string): Promise<Measured> {
  const told = join(folder, 'resident');
  const hook = `import{writeFileSync}from"node:fs";process.on("exit",()=>writeFileSync(${JSON.stringify(told)},String(process.resourceUsage().maxRSS)))`;
  const started = performance.now();
  const child = spawn(
    process.execPath,
    ['--import', `data:text/javascript,${encodeURIComponent(hook)}`, join(root, file), ...args],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const code = await new Promise((done) => child.on('close', done));
  if (code !== 0) throw new Error(`${file} ${args[0]} ended with ${code}: ${stderr}`);
  // Linux and macOS tell it in KiB.
  const megabytes = (Number(readFileSync(told, 'utf8')) * 1_024) / 1_000_000;
  return { seconds: (performance.now() - started) / 1_000, megabytes };
}
