import { parseArgs } from 'node:util';
import { measureDisk } from './disk.ts';
import { referenceBytes } from './reference-bytes.ts';
import { printReport, type Report } from './report.ts';
import { benchRules } from './rules.ts';
import { runScenarios } from './scenarios.ts';

/**
 * The project's benchmark. Every figure stands beside a floor measured in the same run: a bare server that reads the
 * same bodies and answers as many bytes. `--quick` runs shorter and with fewer devices, to see that it works.
 */
const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '5' },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  process.stdout.write(
    'npm run bench -- [--quick] [--rounds N] [--json]\n\n  --quick     shorter rounds and 20 000 devices instead of 200 000\n  --rounds N  rounds of which the median is taken (default 5)\n  --json      the report as one JSON object\n',
  );
  process.exit(0);
}
const say = (line: string): void => void process.stderr.write(`${line}\n`);
const rounds = values.quick ? 2 : Number(values.rounds);
const report: Report = {
  node: process.version,
  disk: measureDisk(),
  bytes: referenceBytes(),
  rules: benchRules(),
  runs: [],
};
for (const tls of [false, true]) {
  for (const devices of values.quick ? [1_000, 20_000] : [1_000, 200_000]) {
    say(`${devices} devices, ${tls ? 'with' : 'without'} TLS …`);
    report.runs.push(await runScenarios({ tls, devices, rounds, seconds: values.quick ? 1 : 3, say }));
  }
}
if (values.json) process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
else printReport(report);
