import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HELP, runDeviceProgram } from '../../sdk/device-program.ts';
import { startSite, type TestSite } from './support/site.ts';
import { delegation, signed } from './support/vendor.ts';

const DAY = 86_400;

let folder: string;
let site: TestSite;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'causeway-device-'));
  site = await startSite();
  site.plan.now = Math.floor(Date.now() / 1_000);
  site.plan.until = site.plan.now + 100 * DAY;
  site.plan.delegationExp = site.plan.until;
  site.plan.grants = [{ product: 'barcode-reader', features: ['1d', 'qr'], until: site.plan.until }];
});
afterEach(async () => {
  await site.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Runs a command on the state folder of this test. */
async function run(
  ...args: readonly string[]
): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  const out: string[] = [];
  const err: string[] = [];
  const speech = { out: (text: string) => out.push(text), err: (text: string) => err.push(text) };
  const code = await runDeviceProgram([...args, '--state', join(folder, 'device')], speech);
  return { code, out: out.join(''), err: err.join('') };
}

async function card(): Promise<string> {
  const sealing = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' });
  const jwks = { keys: [site.vendorKey.jwk, { ...sealing, use: 'enc' }] };
  const path = join(folder, 'acme.cwcard');
  await writeFile(path, signed(site.vendorKey, 'vendor-card+jwt', { iss: 'acme-vision', name: 'Acme', iat: 1, jwks }));
  return path;
}

const first = async (): Promise<readonly string[]> => [
  '--vendor',
  'acme-vision',
  '--card',
  await card(),
  '--product',
  'barcode-reader',
  '--organization',
  '200001',
];

describe('causeway-device', () => {
  it('asks, installs, records, and returns by file', async () => {
    const requested = await run('request', '--days', '30', '--out', join(folder, 'ask.cwdev'), ...(await first()));
    expect(requested).toMatchObject({ code: 0, err: '' });
    expect(requested.out).toMatch(/^Device request written to .*ask\.cwdev\.\nNext: .*"causeway import FILE"\.\n$/);
    const request = JSON.parse(await readFile(join(folder, 'ask.cwdev'), 'utf8'));
    expect(request).toMatchObject({ typ: 'device-request', days: 30, org: '200001' });
    const lease = site.lease(request.device, {
      exp: site.plan.now + 30 * DAY,
      off: true,
      req: request.request,
      mid: request.machine?.slice(0, 8),
    });
    const facts = {
      vendor: 'acme-vision',
      site: site.uuid,
      siteKey: site.siteKey,
      iat: 1,
      exp: site.plan.until,
      grants: site.plan.grants,
    };
    const answer = {
      typ: 'device-lease',
      request: request.request,
      lease,
      delegations: [delegation(site.vendorKey, facts)],
      reported: 0,
    };
    await writeFile(join(folder, 'lease.cwdev'), JSON.stringify(answer));
    expect(await run('install', join(folder, 'lease.cwdev'))).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^Licensed until /),
    });
    expect(await run('record', 'qr', '--count', '3')).toMatchObject({ code: 0, out: '3 × qr counted.\n' });
    expect(await run('record', 'dpm')).toMatchObject({ code: 1, out: 'dpm: not licensed.\n' });
    expect(JSON.parse((await run('status', '--json')).out)).toMatchObject({
      state: 'licensed',
      unreported: 3,
      device: request.device,
    });
    expect(await run('report')).toMatchObject({
      code: 1,
      out: expect.stringContaining('3 units are not reported yet; they go with the next file too.'),
    });
    const returned = await run('return');
    expect(JSON.parse(returned.out)).toMatchObject({ typ: 'device-return', reports: [{ records: [{ count: 3 }] }] });
    expect(await run('status')).toMatchObject({ code: 1, out: expect.stringMatching(/^There is no license yet\./) });
  });

  it('works with a server as well, and remembers what it was told', async () => {
    expect(await run('status', ...(await first()), '--server', site.url)).toMatchObject({ code: 0 });
    await run('record', 'qr', '--count', '2');
    expect(await run('report')).toMatchObject({ code: 0, out: 'All usage is reported.\n' });
    expect([...site.booked.values()].flat()).toMatchObject([{ feature: 'qr', count: 2 }]);
  });

  it('shows requests as QR codes', async () => {
    expect((await run('request', '--days', '3', '--qr', ...(await first()))).out).toMatch(/^CW1:[A-Za-z0-9_-]+\n$/);
  });

  it.each([
    [[], 'causeway-device: a device'],
    [['dance'], 'causeway-device: a device'],
    [['status'], 'needs --vendor, --card and --product'],
    [['status', '--nonsense'], 'nonsense'],
  ])('says how it is used when it is used wrongly: %j', async (args, sentence) => {
    expect(await run(...args)).toMatchObject({ code: 2, out: '', err: expect.stringContaining(sentence) });
  });

  it('wants whole numbers and names', async () => {
    const options = await first();
    expect(await run('request', ...options)).toMatchObject({
      code: 2,
      err: '--days: give a whole number of 1 or more.\n',
    });
    expect(await run('record', ...options)).toMatchObject({ code: 2 });
    expect(await run('install', ...options)).toMatchObject({ code: 2 });
    expect(await run('return', ...options)).toMatchObject({ code: 1, out: 'There is no offline lease to return.\n' });
  });

  it('refuses a file that is no answer, with code and sentence', async () => {
    await writeFile(join(folder, 'x.cwdev'), 'hello');
    expect(await run('install', join(folder, 'x.cwdev'), ...(await first()))).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^lease_invalid: /),
    });
  });

  it('helps', async () => {
    expect(await run('--help')).toEqual({ code: 0, out: HELP, err: '' });
  });
});
