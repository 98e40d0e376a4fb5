import { execFileSync, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildSdk } from '../../build/sdk.ts';
import { startSite, type TestSite } from './support/site.ts';

const DAY = 86_400;

const chromium = findChromium();
if (chromium === null)
  process.stderr.write('SKIPPED: no Chromium on this machine, so the SDK was not run in a browser.\n');

/** The system's browser; null: there is none. */
function findChromium(): string | null {
  for (const name of ['chromium', 'chromium-browser', 'google-chrome']) {
    try {
      return execFileSync('which', [name], { encoding: 'utf8' }).trim();
    } catch {
      // Not under this name.
    }
  }
  return null;
}

/** What a page does with the SDK; it sends the outcome back to where it came from. */
const PAGE = `<!doctype html><title>app</title><script type="module">
  import { openLicense } from '/browser.js';
  const options = JSON.parse(decodeURIComponent(location.hash.slice(1)));
  const tell = (outcome) => fetch('/outcome', { method: 'POST', body: JSON.stringify(outcome) });
  try {
    const license = await openLicense(options);
    const second = await openLicense(options).catch(({ code }) => code);
    const recorded = [await license.record('qr', { count: 2 }), await license.record('qr')];
    const unreported = license.unreported;
    await license.close();
    const again = await openLicense(options);
    const { state, reason, trouble } = again.status;
    const same = again.device === license.device;
    await again.report();
    await tell({ state, trouble, second, recorded, unreported, same, left: again.unreported });
    await again.close();
  } catch (error) {
    await tell({ error: String(error) });
  }
</script>`;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'causeway-browser-'));
  if (chromium !== null) await buildSdk(folder);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Opens the page in the system's browser and answers what it wrote. */
async function inBrowser(site: TestSite): Promise<Record<string, unknown>> {
  const code = await readFile(join(folder, 'browser.js'));
  let tell: (outcome: string) => void = () => undefined;
  const told = new Promise<string>((done) => {
    tell = done;
  });
  const pages = createServer(async (request, response) => {
    if (request.url === '/outcome') tell(await text(request));
    const script = request.url === '/browser.js';
    response.writeHead(200, { 'content-type': script ? 'text/javascript' : 'text/html' }).end(script ? code : PAGE);
  });
  await new Promise<void>((done) => pages.listen(0, '127.0.0.1', done));
  const options = {
    servers: [site.url],
    vendor: 'acme-vision',
    vendorKeys: [site.vendorKey.jwk],
    product: 'barcode-reader',
    storage: 'license',
  };
  const url = `http://127.0.0.1:${(pages.address() as AddressInfo).port}/#${encodeURIComponent(JSON.stringify(options))}`;
  const quiet = [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--no-first-run',
    `--user-data-dir=${join(folder, 'profile')}`,
  ];
  const browser = spawn(chromium!, [...quiet, url], { stdio: 'ignore' });
  const gone = new Promise<never>((_, failed) =>
    browser.once('exit', () => failed(new Error('The browser ended by itself.'))),
  );
  try {
    return JSON.parse(await Promise.race([told, gone]));
  } finally {
    gone.catch(() => undefined);
    const ended = new Promise((done) => browser.once('exit', done));
    browser.kill();
    await ended;
    pages.closeAllConnections();
    pages.close();
  }
}

describe('the SDK in a browser', () => {
  it.skipIf(chromium === null)('acquires, keeps its state in the browser, records and reports', async () => {
    await using site = await startSite({ cors: true });
    site.plan.now = Math.floor(Date.now() / 1_000);
    site.plan.until = site.plan.now + 100 * DAY;
    site.plan.delegationExp = site.plan.until;
    site.plan.grants = [{ product: 'barcode-reader', features: ['1d', 'qr'], until: site.plan.until }];
    expect(await inBrowser(site)).toEqual({
      state: 'licensed',
      trouble: null,
      second: 'EBUSY',
      recorded: ['counted', 'counted'],
      unreported: 3,
      same: true,
      left: 0,
    });
    expect([...site.booked.values()].flat().reduce((sum, { count }) => sum + Number(count), 0)).toBe(3);
    const asked = site.requests.find(({ path }) => path === '/v1/leases')!.body;
    expect(asked).toMatchObject({ platform: 'browser' });
    expect(asked.machine).toBeUndefined();
  });
});
