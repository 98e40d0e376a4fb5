import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { causeway, must, type RunningServer, serve } from '../support/commands.ts';
import { makeSample } from '../support/sample/make-sample.ts';
import { type ConsoleLoad, measureLoad } from './console-load.ts';
import { measurePages, type PageFigure } from './console-pages.ts';
import { measureRequests, type RequestFigure } from './console-requests.ts';
import { benchFolder } from './disk.ts';
import { printVerdicts, type Verdict } from './verdict.ts';

/** What the console is asked for beside many devices and much usage (docs/adr/0009). */
export type ConsoleReport = {
  readonly devices: number;
  readonly days: number;
  readonly pages: readonly PageFigure[];
  readonly requests: readonly RequestFigure[];
  readonly load: ConsoleLoad;
};

export type ConsoleOptions = {
  readonly devices?: number;
  readonly days?: number;
  /** A folder whose plant is used again: made there when there is none, and left there. */
  readonly plant?: string | undefined;
};

/** Milliseconds and shares that hold at 100 000 devices with a year of usage. */
export const consoleTargets = { request: 200, page: 1_000, renewShare: 0.6, p99: 50 } as const;

/** Makes a plant of that size, looks at every page of it, and lets devices renew while consoles are open. */
export async function benchConsole(say: (line: string) => void, options: ConsoleOptions = {}): Promise<ConsoleReport> {
  const { devices = 100_000, days = 365 } = options;
  const folder = options.plant ?? benchFolder();
  mkdirSync(folder, { recursive: true });
  try {
    const data = join(folder, 'site');
    if (!existsSync(data)) await fill({ folder, devices, days, say });
    const token = (await must(causeway(['token', '--role', 'admin', '--data-dir', data]))).trim();
    const server = await serve(data, { args: ['--no-tls'] });
    try {
      return { devices, days, ...(await look(server, { token, devices, days, say })) };
    } finally {
      await server.stop();
    }
  } finally {
    if (options.plant === undefined) rmSync(folder, { recursive: true, force: true });
  }
}

type Fill = {
  readonly folder: string;
  readonly devices: number;
  readonly days: number;
  readonly say: (line: string) => void;
};

async function fill({ folder, devices, days, say }: Fill): Promise<void> {
  say(`a plant of ${devices} devices and ${days} days …`);
  const started = performance.now();
  const now = Math.floor(Date.now() / 1_000);
  const made = await makeSample({ folder, devices, days, now, keptDays: 7, isCared: false });
  if (!made.ok) throw new Error('the plant for the benchmark does not hold together');
  say(`  ${made.reports} days of devices in ${Math.round((performance.now() - started) / 1_000)} s`);
}

type Look = Omit<Fill, 'folder'> & { readonly token: string };

async function look(
  server: RunningServer,
  { token, devices, days, say }: Look,
): Promise<Omit<ConsoleReport, 'devices' | 'days'>> {
  say('pages in a browser …');
  const { pages, asked } = await measurePages(server);
  say('requests …');
  const requests = await measureRequests(server, { token, asked });
  say('renewals beside consoles …');
  const load = await measureLoad(server, { token, devices, days });
  return { pages, requests, load };
}

export function consoleVerdicts({ pages, requests, load }: ConsoleReport): readonly Verdict[] {
  const slowest = requests.reduce((worst, one) => (one.milliseconds > worst.milliseconds ? one : worst));
  const latest = pages.reduce((worst, one) => (one.milliseconds > worst.milliseconds ? one : worst));
  const { request, page, renewShare, p99 } = consoleTargets;
  const share = load.beside.perSecond / load.alone.perSecond;
  return [
    {
      name: `console: slowest of ${requests.length} requests (${slowest.path})`,
      holds: slowest.milliseconds <= request,
      measured: milliseconds(slowest.milliseconds),
      asked: `≤ ${request} ms`,
    },
    {
      name: `console: first content of the slowest page (${latest.path})`,
      holds: latest.milliseconds <= page,
      measured: milliseconds(latest.milliseconds),
      asked: `≤ ${page} ms`,
    },
    {
      name: 'console: renew beside ten consoles and a year as CSV',
      holds: share >= renewShare,
      measured: `${Math.round(share * 100)} % of ${Math.round(load.alone.perSecond)}/s`,
      asked: `≥ ${renewShare * 100} %`,
    },
    {
      name: 'console: p99 of renew beside them',
      holds: load.beside.p99 <= p99,
      measured: milliseconds(load.beside.p99),
      asked: `≤ ${p99} ms`,
    },
  ];
}

const milliseconds = (value: number): string => `${value.toFixed(value < 10 ? 1 : 0)} ms`;

export function printConsoleReport(report: ConsoleReport): void {
  const out = (line = ''): void => void process.stdout.write(`${line}\n`);
  const { pages, requests, load } = report;
  out(`\nconsole at ${report.devices} devices and ${report.days} days of usage`);
  out('  first content   all of it   page');
  for (const { path, milliseconds: first, whole } of pages) {
    out(`  ${milliseconds(first).padStart(13)} ${milliseconds(whole).padStart(11)}   ${path}`);
  }
  out('   request   the first time   slowest at the server');
  for (const { path, first, milliseconds: took } of requests
    .toSorted((a, b) => b.milliseconds - a.milliseconds)
    .slice(0, 16)) {
    out(`  ${milliseconds(took).padStart(8)} ${milliseconds(first).padStart(16)}   ${path}`);
  }
  out(
    `  renew alone ${Math.round(load.alone.perSecond)}/s, p99 ${milliseconds(load.alone.p99)}; beside ${load.consoles} consoles ${Math.round(load.beside.perSecond)}/s, p99 ${milliseconds(load.beside.p99)}; ${load.events} events sent, ${Math.round(load.csvBytes / 1_048_576)} MiB of CSV in ${load.csvRuns} runs`,
  );
  printVerdicts(consoleVerdicts(report));
}
