import { describe, expect, it } from 'vitest';
import { countEnough, projectPace, weekOf } from '../../../../renderer/pages/usage/enough.ts';

const day = 86_400;
const row = (at: number, peak: number, refused = 0) => ({ at: at * day, peak, refused });

describe('what would have been enough', () => {
  it('is the day with the highest peak and the most refused devices together', () => {
    const rows = [row(1, 8, 1), row(2, 6, 4), row(3, 9)];
    expect(countEnough(rows, 3)).toMatchObject({ seats: 10, day: row(2, 6, 4) });
  });

  it('names the seats that were enough on a share of the days, those without any row included', () => {
    const rows = Array.from({ length: 10 }, (_, index) => row(index, index + 1));
    const shares = countEnough(rows, 20)?.shares;
    expect(shares).toEqual([
      { share: 0.95, seats: 9 },
      { share: 0.9, seats: 8 },
      { share: 0.75, seats: 5 },
    ]);
  });

  it('needs nothing on days on which nothing was wanted', () => {
    expect(countEnough([row(1, 5)], 100)?.shares.map(({ seats }) => seats)).toEqual([0, 0, 0]);
  });

  it('is not known when nothing was ever wanted', () => {
    expect(countEnough([], 30)).toBeNull();
  });
});

describe('the pace of units', () => {
  const now = 1_000 * day;

  it('tells when the quota is used up', () => {
    const pace = projectPace({ used: 400, quota: 1_000, end: now + 100 * day, units: 300, days: 30, now });
    expect(pace).toEqual({ perDay: 10, atEnd: 1_400, until: now + 60 * day });
  });

  it('tells of no such day when the quota lasts', () => {
    expect(projectPace({ used: 400, quota: 1_000, end: now + 60 * day, units: 300, days: 30, now }).until).toBeNull();
  });

  it('stands still after the end of the term', () => {
    const pace = projectPace({ used: 1_200, quota: 1_000, end: now - day, units: 300, days: 30, now });
    expect(pace).toMatchObject({ atEnd: 1_200, until: now });
  });
});

describe('a week of hours', () => {
  // A Monday at 9 and the Monday after, by the clock of this machine.
  const monday = new Date(2026, 5, 1, 9).getTime() / 1_000;
  const next = new Date(2026, 5, 8, 9).getTime() / 1_000;

  it('holds the most of each weekday and hour', () => {
    const week = weekOf({ at: [monday, next], values: [3, 7] }, 'most');
    expect(week[0]?.[9]).toBe(7);
    expect(week.flat().filter((figure) => figure !== null)).toEqual([7]);
  });

  it('holds the rounded mean where units are counted', () => {
    expect(weekOf({ at: [monday, next], values: [3, 8] }, 'mean')[0]?.[9]).toBe(6);
  });
});
