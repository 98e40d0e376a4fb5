import type { RulesResult } from './rules.ts';
import type { ScenarioResult } from './scenarios.ts';
import { printVerdicts, type Verdict } from './verdict.ts';

export type Report = {
  readonly node: string;
  readonly disk: { readonly fdatasyncPerSecond: number };
  readonly bytes: { readonly request: number; readonly answer: number };
  readonly rules: RulesResult;
  readonly runs: ScenarioResult[];
};

/** What issue and architecture ask for: least share of the floor without TLS, at the larger number of devices. */
export const targets = {
  renew: 0.2,
  acquire: 0.14,
  report: 0.06,
  renewAtSize: 0.8,
  p99: 20,
  readySeconds: 2,
  megabytes: 250,
} as const;

export function printReport(report: Report): void {
  const out = (line = ''): void => void process.stdout.write(`${line}\n`);
  out(`Node ${report.node}; the disk confirms ${round(report.disk.fdatasyncPerSecond)} writes/s one after the other`);
  out(`reference message: request ${report.bytes.request} of 180 bytes, answer ${report.bytes.answer} of 500 bytes`);
  out(
    `decideAcquire with 50 items on a code: ${report.rules.fiftyItems.toFixed(1)} µs; renewal on one item: ${report.rules.oneItem.toFixed(1)} µs`,
  );
  for (const run of report.runs) {
    out();
    out(
      `${group(run.devices)} devices, ${run.tls ? 'TLS' : 'no TLS'}: ready in ${run.readySeconds.toFixed(2)} s, ${run.megabytes} MB resident`,
    );
    out('             requests/s   of floor    p50 ms    p99 ms   requests/commit');
    for (const name of ['floor', 'acquire', 'renew', 'report'] as const) {
      const { perSecond, share, p50, p99, perCommit } = run.figures[name];
      out(
        `  ${name.padEnd(9)} ${round(perSecond).padStart(11)} ${`${(share * 100).toFixed(1)} %`.padStart(10)} ${p50.toFixed(2).padStart(9)} ${p99.toFixed(2).padStart(9)} ${perCommit === null ? ''.padStart(10) : perCommit.toFixed(1).padStart(10)}`,
      );
    }
  }
  out();
  printVerdicts(verdicts(report));
}

function verdicts({ runs, bytes, rules }: Report): readonly Verdict[] {
  const plain = runs.filter(({ tls }) => !tls);
  const [small, large] = [plain[0], plain.at(-1)];
  if (small === undefined || large === undefined) return [];
  const share = (name: 'renew' | 'acquire' | 'report'): Verdict => ({
    name: `${name} as a share of the floor at ${group(large.devices)} devices`,
    holds: large.figures[name].share >= targets[name],
    measured: `${(large.figures[name].share * 100).toFixed(1)} %`,
    asked: `≥ ${Math.round(targets[name] * 100)} %`,
  });
  const size = large.figures.renew.perSecond / small.figures.renew.perSecond;
  const p99 = large.figures.renew.p99;
  return [
    share('renew'),
    share('acquire'),
    share('report'),
    {
      name: 'renew against the figure at 1 000 devices',
      holds: size >= targets.renewAtSize,
      measured: `${(size * 100).toFixed(0)} %`,
      asked: `≥ ${targets.renewAtSize * 100} %`,
    },
    {
      name: 'p99 of a renew',
      holds: p99 <= targets.p99,
      measured: `${p99.toFixed(1)} ms`,
      asked: `≤ ${targets.p99} ms`,
    },
    {
      name: 'ready',
      holds: large.readySeconds <= targets.readySeconds,
      measured: `${large.readySeconds.toFixed(2)} s`,
      asked: `≤ ${targets.readySeconds} s`,
    },
    {
      name: 'resident memory',
      holds: large.megabytes <= targets.megabytes,
      measured: `${large.megabytes} MB`,
      asked: `≤ ${targets.megabytes} MB`,
    },
    {
      name: 'reference bytes',
      holds: bytes.request <= 180 && bytes.answer <= 500,
      measured: `${bytes.request} / ${bytes.answer}`,
      asked: '≤ 180 / 500',
    },
    {
      name: 'decideAcquire with 50 items',
      holds: rules.fiftyItems < 20,
      measured: `${rules.fiftyItems.toFixed(1)} µs`,
      asked: '< 20 µs',
    },
  ];
}

const round = (value: number): string => group(Math.round(value));
const group = (value: number): string => value.toLocaleString('en').replaceAll(',', ' ');
