import { parseArgs } from 'node:util';
import { benchBundles } from './bundle.ts';
import { printBundleReport } from './bundle-report.ts';
import { benchConsole, printConsoleReport } from './console.ts';
import { measureDisk } from './disk.ts';
import { referenceBytes } from './reference-bytes.ts';
import { printReport, type Report } from './report.ts';
import { benchRules } from './rules.ts';
import { runScenarios } from './scenarios.ts';

const help = `npm run bench -- [devices] [bundles] [console] [--quick] [--rounds N] [--plant F] [--json]

  devices     acquire, renew and usage reports, beside a bare server as the floor
  bundles     a million usage totals out to the vendor and in there
  console     pages, searches and renewals at 100 000 devices and a year of usage
              (left out: all three, in about half an hour)
  --quick     shorter and with fewer devices, to see that it works
  --rounds N  rounds of which the median is taken (default 5)
  --plant F   folder in which the plant of "console" is kept for the next run: it takes ten minutes to make
  --json      the figures as one JSON object
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '5' },
    plant: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  process.stdout.write(help);
  process.exit(0);
}
const { quick } = values;
const say = (line: string): void => void process.stderr.write(`${line}\n`);
const figures: Record<string, unknown> = {};

if (isAsked('devices')) part('devices', await measureDevices(), printReport);
if (isAsked('bundles')) part('bundles', await benchBundles(say, quick ? 50_000 : 1_000_000), printBundleReport);
if (isAsked('console')) {
  const size = quick ? { devices: 5_000, days: 60 } : {};
  part('console', await benchConsole(say, { ...size, plant: values.plant }), printConsoleReport);
}
if (values.json) process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);

function isAsked(name: string): boolean {
  return positionals.length === 0 || positionals.includes(name);
}

function part<T>(name: string, report: T, print: (report: T) => void): void {
  figures[name] = report;
  if (!values.json) print(report);
}

/** Every figure stands beside a floor of the same run: a bare server that reads the same bodies and answers as many bytes. */
async function measureDevices(): Promise<Report> {
  const runs: Report['runs'] = [];
  const options = { rounds: quick ? 2 : Number(values.rounds), seconds: quick ? 1 : 3, say };
  for (const tls of [false, true]) {
    for (const devices of quick ? [1_000, 20_000] : [1_000, 200_000]) {
      say(`${devices} devices, ${tls ? 'with' : 'without'} TLS …`);
      runs.push(await runScenarios({ tls, devices, ...options }));
    }
  }
  return { node: process.version, disk: measureDisk(), bytes: referenceBytes(), rules: benchRules(), runs };
}
