import { describe, expect, it } from 'vitest';
import { decideKept } from '../../../dls/backup/keep-backups.ts';
import { testStart } from '../../support/vendor.ts';

const hour = 3_600;
const day = 24 * hour;

describe('decideKept', () => {
  it('keeps the newest of each of the last hours, days and months', () => {
    const rule = { keepHourly: 2, keepDaily: 2, keepMonthly: 2 };
    const at = (seconds: number) => ({ at: testStart + seconds });
    const backups = [at(-40 * day), at(-35 * day), at(-day), at(0), at(hour), at(2 * hour), at(2 * hour + 60)];
    const kept = [...decideKept(backups, rule)].map((backup) => backup.at - testStart);
    expect(kept.toSorted((a, b) => a - b)).toEqual([-day, hour, 2 * hour + 60]);
  });

  it('keeps 24 hours, 14 days and 6 months of hourly backups of a year', () => {
    const backups = Array.from({ length: 365 * 24 }, (_, index) => ({ at: testStart - index * hour }));
    const kept = decideKept(backups, { keepHourly: 24, keepDaily: 14, keepMonthly: 6 });
    // The newest of the first two days and of the first two months are among the 24 hours already.
    expect(kept.size).toBe(24 + 12 + 4);
  });

  it('keeps the newest even when nothing is to be kept', () => {
    const backups = [{ at: testStart }, { at: testStart + 1 }];
    expect([...decideKept(backups, { keepHourly: 0, keepDaily: 0, keepMonthly: 0 })]).toEqual([{ at: testStart + 1 }]);
  });
});
