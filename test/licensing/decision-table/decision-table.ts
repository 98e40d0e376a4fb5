import { opening } from './opening.ts';
import type { Row } from './rows.ts';
import { licenses } from './section-1-licenses.ts';
import { codes } from './section-2-codes.ts';
import { choice } from './section-3-choice.ts';
import { metrics } from './section-4-metrics.ts';
import { grace } from './section-5-grace.ts';
import { alerts } from './section-6-alerts.ts';
import { time } from './section-8-time.ts';

/** One row for each sentence of rules.md that licensing/ decides. */
export const decisionTable: readonly Row[] = [
  ...opening,
  ...licenses,
  ...codes,
  ...choice,
  ...metrics,
  ...grace,
  ...alerts,
  ...time,
];
