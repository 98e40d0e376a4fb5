import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { SLOT } from '../../licensing/time.ts';
import { causeway, issuer, must, type RunningServer, serve } from '../support/commands.ts';
import { benchFolder } from './disk.ts';
import { type LoadRequest, type LoadResult, runLoad } from './load.ts';

export type Figure = {
  readonly perSecond: number;
  /** Of the floor measured in the same rounds. */
  readonly share: number;
  readonly p50: number;
  readonly p99: number;
  readonly perCommit: number | null;
};

export type ScenarioResult = {
  readonly tls: boolean;
  readonly devices: number;
  readonly readySeconds: number;
  readonly megabytes: number;
  readonly figures: Readonly<Record<'floor' | 'acquire' | 'renew' | 'report', Figure>>;
};

export type ScenarioOptions = {
  readonly tls: boolean;
  /** Devices that are registered before anything is measured. */
  readonly devices: number;
  readonly rounds: number;
  readonly seconds: number;
  readonly say: (line: string) => void;
};

type Measured = LoadResult & { readonly perCommit: number | null };

const connections = 64;
/** Twenty, so that a report of twenty records has no two of one key. */
const features = ['1d', 'qr', ...Array.from({ length: 18 }, (_, index) => `f${index + 3}`)];

/** Registers the devices, starts the server anew, and measures floor, acquire, renew and reports in turn. */
export async function runScenarios(options: ScenarioOptions): Promise<ScenarioResult> {
  const folder = benchFolder();
  try {
    const data = join(folder, 'site');
    await makeSite(folder, data);
    const devices = makeDevices();
    const first = await start(data, options.tls);
    await register(first, devices, options);
    await first.stop();
    const started = performance.now();
    const server = await start(data, options.tls);
    const readySeconds = (performance.now() - started) / 1_000;
    const floor = await startFloor(options.tls ? join(data, 'tls') : null);
    const rounds = await measure({ server, floor, devices, options });
    const megabytes = residentMegabytes(server.process.pid ?? 0);
    floor.process.kill();
    await server.stop();
    return { tls: options.tls, devices: options.devices, readySeconds, megabytes, figures: figuresOf(rounds) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function makeSite(folder: string, data: string): Promise<void> {
  const vendor = join(folder, 'vendor');
  const now = Math.floor(Date.now() / 1_000);
  const item = { id: 'it-1', product: 'barcode-reader', metric: 'device', quota: 100_000_000, features };
  const order = {
    organization: '200001',
    licensee: 'Bench',
    items: [{ ...item, start: now - 60, end: now + 365 * 86_400 }],
  };
  writeFileSync(join(folder, 'order.json'), JSON.stringify(order));
  await must(issuer(['init', '--vendor', 'acme-vision', '--name', 'Acme', '--dir', vendor]));
  await must(causeway(['activate', '--data-dir', data, '--out', join(folder, 'site.cwreq')]));
  const files = [
    '--order',
    join(folder, 'order.json'),
    '--request',
    join(folder, 'site.cwreq'),
    '--out',
    join(folder, 'site.cwlic'),
  ];
  await must(issuer(['issue', '--dir', vendor, ...files]));
  await must(causeway(['import', '--data-dir', data, join(folder, 'site.cwlic')]));
}

const start = (data: string, tls: boolean): Promise<RunningServer> =>
  serve(data, { args: ['--host', '127.0.0.1', ...(tls ? [] : ['--no-tls'])] });

/** Devices by index: their keys, the `seq` of their last lease, and the number of their last report. */
type Devices = {
  readonly keys: string[];
  readonly seqs: string[];
  readonly reports: number[];
  registered: number;
};

function makeDevices(): Devices {
  return { keys: [], seqs: [], reports: [], registered: 0 };
}

const keyOf = (devices: Devices, index: number): string =>
  (devices.keys[index] ??= createHash('sha256')
    .update(`device ${index}`)
    .digest()
    .subarray(0, 16)
    .toString('base64url'));

/** The reference message of protocol.md section 4, with two features asked for; at registration all are. */
function acquireRequest(devices: Devices, index: number, asked = ',"features":["1d","qr"]'): LoadRequest {
  const seq = devices.seqs[index];
  const body = `{"device":"${keyOf(devices, index)}","vendor":"acme-vision","product":"barcode-reader","version":"10.4.2","platform":"linux","org":"200001"${asked}${seq === undefined ? '' : `,"seq":"${seq}"`}}`;
  return { path: '/v1/leases', body, index };
}

/** Twenty records of one slot, one for each feature. */
function reportRequest(devices: Devices, index: number, slot: number): LoadRequest {
  const report = (devices.reports[index] ?? 0) + 1;
  devices.reports[index] = report;
  const records = features.map(
    (feature, n) => `{"slot":${slot},"item":"it-1","feature":"${feature}","count":${n + 1}}`,
  );
  const body = `{"device":"${keyOf(devices, index)}","report":${report},"vendor":"acme-vision","records":[${records.join(',')}]}`;
  return { path: '/v1/usage', body, index };
}

function takeSeq(devices: Devices, index: number, body: string): void {
  const { lease } = JSON.parse(body) as { readonly lease: string };
  const payload = JSON.parse(Buffer.from(lease.split('.')[1] ?? '', 'base64url').toString()) as {
    readonly seq: string;
  };
  devices.seqs[index] = payload.seq;
}

async function register(
  server: RunningServer,
  devices: Devices,
  { devices: count, tls, say }: ScenarioOptions,
): Promise<void> {
  const filled = await runLoad({
    port: portOf(server.device),
    tls,
    connections,
    durationMs: 3_600_000,
    expect: [201],
    next: () => (devices.registered < count ? acquireRequest(devices, devices.registered++, '') : null),
    onAnswer: ({ index }, body) => takeSeq(devices, index, body),
  });
  say(`  registered at ${Math.round(filled.perSecond)} devices/s`);
}

type Running = {
  readonly server: RunningServer;
  readonly floor: Floor;
  readonly devices: Devices;
  readonly options: ScenarioOptions;
};

type Rounds = Readonly<Record<'floor' | 'acquire' | 'renew' | 'report', Measured[]>>;

/** In turn and not one after the other, so that a machine that changes its pace changes it for all. */
async function measure({ server, floor, devices, options }: Running): Promise<Rounds> {
  const rounds: Rounds = { floor: [], acquire: [], renew: [], report: [] };
  const load = { tls: options.tls, connections, durationMs: options.seconds * 1_000 };
  const port = portOf(server.device);
  const commits = () => commitsOf(server);
  let turn = 0;
  const inTurn = (): number => turn++ % options.devices;
  for (let round = -1; round < options.rounds; round++) {
    const results = {
      floor: await counted(null, () =>
        runLoad({ ...load, port: floor.port, expect: [200], next: () => acquireRequest(devices, inTurn()) }),
      ),
      acquire: await counted(commits, () =>
        runLoad({ ...load, port, expect: [201], next: () => acquireRequest(devices, devices.registered++) }),
      ),
      renew: await counted(commits, () =>
        runLoad({
          ...load,
          port,
          expect: [200],
          next: () => acquireRequest(devices, inTurn()),
          onAnswer: ({ index }, body) => takeSeq(devices, index, body),
        }),
      ),
      report: await counted(commits, () => runReports(devices, { ...load, port }, inTurn)),
    };
    // The first round warms both servers up and is not counted.
    if (round < 0) continue;
    for (const name of ['floor', 'acquire', 'renew', 'report'] as const) rounds[name].push(results[name]);
  }
  return rounds;
}

function runReports(
  devices: Devices,
  load: Pick<Parameters<typeof runLoad>[0], 'port' | 'tls' | 'connections' | 'durationMs'>,
  inTurn: () => number,
): Promise<LoadResult> {
  const slot = Math.floor(Date.now() / 1_000 / SLOT) * SLOT;
  const busy = new Set<number>();
  const next = (): LoadRequest => {
    // A device has one report under way at a time.
    let index = inTurn();
    while (busy.has(index)) index = inTurn();
    busy.add(index);
    return reportRequest(devices, index, slot);
  };
  return runLoad({ ...load, expect: [200], next, onAnswer: ({ index }) => void busy.delete(index) });
}

async function counted(commits: (() => Promise<number>) | null, run: () => Promise<LoadResult>): Promise<Measured> {
  const before = (await commits?.()) ?? 0;
  const result = await run();
  const made = commits === null ? null : (await commits()) - before;
  return { ...result, perCommit: made === null || made === 0 ? null : result.requests / made };
}

/** The server's own count, from its metrics page. */
async function commitsOf(server: RunningServer): Promise<number> {
  const token = (tokens.get(server) ?? tokens.set(server, await makeToken(server)).get(server)) as string;
  const answer = await fetch(`${server.console}/admin/v1/metrics`, { headers: { authorization: `Bearer ${token}` } });
  return Number(/^causeway_commits_total (\d+)/m.exec(await answer.text())?.[1] ?? 0);
}

const tokens = new Map<RunningServer, string>();

async function makeToken(server: RunningServer): Promise<string> {
  const folder = server.process.spawnargs[server.process.spawnargs.indexOf('--data-dir') + 1] ?? '';
  return (await must(causeway(['token', '--role', 'metrics', '--data-dir', folder]))).trim();
}

function figuresOf(rounds: Rounds): ScenarioResult['figures'] {
  const floor = median(rounds.floor.map(({ perSecond }) => perSecond));
  const figure = (name: keyof Rounds): Figure => {
    const perSecond = median(rounds[name].map((round) => round.perSecond));
    const perCommit = rounds[name].map((round) => round.perCommit).filter((value) => value !== null);
    return {
      perSecond,
      share: perSecond / floor,
      p50: median(rounds[name].map(({ p50 }) => p50)),
      p99: median(rounds[name].map(({ p99 }) => p99)),
      perCommit: perCommit.length === 0 ? null : median(perCommit),
    };
  };
  return { floor: figure('floor'), acquire: figure('acquire'), renew: figure('renew'), report: figure('report') };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

type Floor = { readonly port: number; readonly process: ChildProcess };

function startFloor(tlsFolder: string | null): Promise<Floor> {
  const env = tlsFolder === null ? {} : tlsOf(tlsFolder);
  const child = spawn(process.execPath, [join(import.meta.dirname, 'floor-server.ts')], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((done) => {
    createInterface({ input: child.stdout }).once('line', (line) => done({ port: Number(line), process: child }));
  });
}

/** The floor serves the very certificate of the site, so that both pay for the same handshake and cipher. */
function tlsOf(folder: string): Record<string, string> {
  const { current } = JSON.parse(readFileSync(join(folder, 'tls.json'), 'utf8')) as {
    readonly current: { readonly key: string; readonly cert: string };
  };
  return { BENCH_KEY: current.key, BENCH_CERT: current.cert };
}

const portOf = (url: string): number => Number(new URL(url).port);

function residentMegabytes(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1_024);
}
