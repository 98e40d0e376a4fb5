import { describe, expect, it } from 'vitest';
import { opening } from './decision-table/opening.ts';
import { licenses } from './decision-table/section-1-licenses.ts';
import { codes } from './decision-table/section-2-codes.ts';
import { choice } from './decision-table/section-3-choice.ts';
import { metrics } from './decision-table/section-4-metrics.ts';
import { grace } from './decision-table/section-5-grace.ts';
import { alerts } from './decision-table/section-6-alerts.ts';
import { time } from './decision-table/section-8-time.ts';

// One row for each sentence of rules.md that this room decides. Sentences on signatures, passwords and their cost, request
// rates, the device's side (section 7) and the delivery of alerts have their rows where they are done.
describe('rules.md', () => {
  it.each([...opening, ...licenses, ...codes, ...choice, ...metrics, ...grace, ...alerts, ...time])(
    'section %s: %s',
    (_section, _sentence, check) => {
      expect.hasAssertions();
      check();
    },
  );
});
