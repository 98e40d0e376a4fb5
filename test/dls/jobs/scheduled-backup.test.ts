import { describe, expect, it } from 'vitest';
import { isDue } from '../../../dls/jobs/scheduled-backup.ts';
import { testStart } from '../../support/vendor.ts';

describe('isDue', () => {
  const minute = 60;

  it.each([
    ['7 * * * *', 0, 7 * minute - 1, false],
    ['7 * * * *', 0, 7 * minute, true],
    ['7 * * * *', 7 * minute, 60 * minute, false],
    ['7 * * * *', 7 * minute, 67 * minute, true],
    ['30 2 * * *', 0, 150 * minute, true],
    ['30 2 * * *', 0, 149 * minute, false],
    ['', 0, 86_400, false],
  ])('says of "%s" after %i s and up to %i s: %s', (pattern, since, now, due) => {
    expect(isDue(pattern, testStart + since, testStart + now)).toBe(due);
  });
});
