/** Whether one figure is as good as it has to be. */
export type Verdict = {
  readonly name: string;
  readonly holds: boolean;
  readonly measured: string;
  readonly asked: string;
};

export function printVerdicts(verdicts: readonly Verdict[]): void {
  for (const { name, holds, measured, asked } of verdicts) {
    process.stdout.write(`${holds ? 'holds ' : 'MISSED'}  ${name}: ${measured} (asked: ${asked})\n`);
  }
}

/** A figure that must not be larger. */
export function atMost(name: string, value: number, limit: number, unit: string, digits = 1): Verdict {
  return { name, holds: value <= limit, measured: `${value.toFixed(digits)} ${unit}`, asked: `≤ ${limit} ${unit}` };
}
