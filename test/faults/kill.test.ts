import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { administrator, causeway, type RunningServer, serve, temporaryFolder } from '../support/commands.ts';
import { licensedSite, today } from '../support/licensed-site.ts';
import { keyOf, type PlainClient, payloadOf, plainClient } from '../support/plain-device.ts';

const kills = 50;
const quota = 30;
/** `device` items tolerate 10 % more. */
const limit = 33;
const devices = 48;

/** What a device knows for sure, because the server said so. */
type Known = {
  readonly key: string;
  readonly name: string;
  seq: string | null;
  lease: string | null;
  /** Number of the last report that was acknowledged, and the one that may or may not have been booked. */
  acknowledged: number;
  underWay: {
    readonly report: number;
    readonly body: Readonly<Record<string, unknown>>;
    readonly count: number;
  } | null;
  counted: number;
};

describe('a server that is killed under load', () => {
  it(`keeps every lease and report it acknowledged through ${kills} kills, and counts none twice`, async () => {
    await using folder = temporaryFolder();
    const item = { id: 'it-1', product: 'reader', metric: 'device', quota, features: ['qr'] };
    const site = await licensedSite(folder.path, [item]);
    const known = Array.from(
      { length: devices },
      (_, index): Known => ({
        key: keyOf(`device ${index}`),
        name: `device-${index}`,
        seq: null,
        lease: null,
        acknowledged: 0,
        underWay: null,
        counted: 0,
      }),
    );
    const moments = fc.sample(fc.integer({ min: 1, max: 150 }), { numRuns: kills, seed: 20_260_901 });
    for (const moment of moments) {
      const server = await start(site.data);
      await check(server, known);
      await loadUntil(server, known, moment);
      await server.stop('SIGKILL');
    }
    const server = await start(site.data);
    await check(server, known);
    await settle(server, known);
    const total = known.reduce((sum, device) => sum + device.counted, 0);
    expect(await usageOf(server)).toBe(total);
    expect(total).toBeGreaterThan(kills);
    expect(await server.stop()).toBe(0);
    const verified = await causeway(['verify', '--data-dir', site.data, '--json']);
    expect(verified).toMatchObject({ code: 0 });
  });
});

const start = (data: string): Promise<RunningServer> => serve(data, { args: ['--host', '127.0.0.1', '--no-tls'] });

const acquireBody = (device: Known) => ({
  device: device.key,
  vendor: 'acme-vision',
  product: 'reader',
  org: '200001',
  name: device.name,
  ...(device.seq !== null && { seq: device.seq }),
});

/** Everything that was acknowledged is there: held seats, the ledger that leases name, booked reports. */
async function check(server: RunningServer, known: readonly Known[]): Promise<void> {
  const client = plainClient(server.device);
  try {
    for (const device of known) {
      if (device.lease === null) continue;
      const renewed = await client.post('/v1/leases', acquireBody(device));
      expect([device.name, renewed.status]).toEqual([device.name, 200]);
      if (device.acknowledged === 0) continue;
      const beyond = await client.post('/v1/usage', { ...reportOf(device, device.acknowledged + 2).body });
      const expected =
        device.underWay === null ? [device.acknowledged + 1] : [device.acknowledged + 1, device.acknowledged + 2];
      if (beyond.status === 409) expect(expected).toContain(beyond.json.expect);
      else expect(device.underWay).not.toBeNull();
      if (beyond.status === 200) {
        // The report under way had been booked, so this one was the next.
        device.counted += device.underWay?.count ?? 0;
        device.acknowledged += 2;
        device.counted += 1;
        device.underWay = null;
      }
    }
    const seats = await seatsOf(server);
    expect(seats).toBeLessThanOrEqual(limit);
  } finally {
    client.close();
  }
}

/** Devices ask and report all at once; the server is killed when it has given so many answers. */
async function loadUntil(server: RunningServer, known: readonly Known[], answers: number): Promise<void> {
  const client = plainClient(server.device);
  let left = answers;
  let stop: () => void = () => undefined;
  const enough = new Promise<void>((done) => {
    stop = done;
  });
  const answered = (): void => {
    left--;
    if (left === 0) stop();
  };
  const running = known.map((device) => live(client, device, answered).catch(() => undefined));
  await Promise.race([enough, Promise.all(running)]);
  server.process.kill('SIGKILL');
  await Promise.all(running);
  client.close();
}

/** One device's life: it ends with the connection. */
async function live(client: PlainClient, device: Known, answered: () => void): Promise<void> {
  for (;;) {
    const acquired = await client.post('/v1/leases', acquireBody(device));
    if (acquired.status === 200 || acquired.status === 201) {
      device.lease = String(acquired.json.lease);
      device.seq = String(payloadOf(acquired.json.lease).seq);
    }
    answered();
    if (device.lease === null) continue;
    await report(client, device);
    answered();
  }
}

function reportOf(device: Known, report: number) {
  const slot = Math.floor(today() / 180) * 180;
  const body = {
    device: device.key,
    report,
    records: [{ vendor: 'acme-vision', slot, item: 'it-1', feature: 'qr', count: 1 }],
  };
  return { report, body, count: 1 };
}

async function report(client: PlainClient, device: Known): Promise<void> {
  device.underWay ??= reportOf(device, device.acknowledged + 1);
  const answer = await client.post('/v1/usage', device.underWay.body);
  expect([answer.status, answer.body]).toEqual([200, expect.any(String)]);
  device.acknowledged = device.underWay.report;
  device.counted += device.underWay.count;
  device.underWay = null;
}

/** Sends again what was under way when the server died: booked or not, it counts once. */
async function settle(server: RunningServer, known: readonly Known[]): Promise<void> {
  const client = plainClient(server.device);
  for (const device of known) if (device.underWay !== null) await report(client, device);
  client.close();
}

async function seatsOf(server: RunningServer): Promise<number> {
  const { items } = await administrator<{ items: { used: number }[] }>(server, '/admin/v1/items');
  return items[0]?.used ?? Number.NaN;
}

async function usageOf(server: RunningServer): Promise<number> {
  const { items } = await administrator<{ items: { count: number }[] }>(server, '/admin/v1/usage?by=day&limit=500');
  return items.reduce((sum, row) => sum + row.count, 0);
}
