import type { BundleFigures } from './bundle.ts';
import { atMost, printVerdicts } from './verdict.ts';

/** What a million usage totals may cost, in seconds and megabytes. */
export const bundleTargets = { writeSeconds: 20, megabytes: 40, resident: 300, ingestSeconds: 30 } as const;

export function printBundleReport(figures: BundleFigures): void {
  const { rows, files, writeSeconds, megabytes, writeResidentMegabytes, ingestSeconds } = figures;
  process.stdout.write(`\n${rows.toLocaleString('en')} usage totals in ${files} sync bundles\n`);
  printVerdicts([
    atMost('bundles: written, flushed, read back and compared', writeSeconds, bundleTargets.writeSeconds, 's'),
    atMost('bundles: size of all', megabytes, bundleTargets.megabytes, 'MB'),
    atMost('bundles: memory of the export', writeResidentMegabytes, bundleTargets.resident, 'MB', 0),
    atMost('bundles: ingested', ingestSeconds, bundleTargets.ingestSeconds, 's'),
    atMost('bundles: memory of the ingest', figures.ingestResidentMegabytes, bundleTargets.resident, 'MB', 0),
  ]);
}
