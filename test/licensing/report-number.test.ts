import { describe, expect, it } from 'vitest';
import { judgeReportNumber } from '../../licensing/report-number.ts';

const judge = (last: number, kept: string | null, number: number, digest = 'd') =>
  judgeReportNumber({ last, digest: kept }, { number, digest });

describe('judgeReportNumber', () => {
  it('books the first report and each next one', () => {
    expect(judge(0, null, 1)).toEqual({ outcome: 'next' });
    expect(judge(7, null, 8)).toEqual({ outcome: 'next' });
  });

  it('takes the same number with the same body for a duplicate, the last one and older ones that are still kept', () => {
    expect(judge(7, 'd', 7)).toEqual({ outcome: 'duplicate' });
    expect(judge(7, 'd', 3)).toEqual({ outcome: 'duplicate' });
  });

  it('finds a conflict in the same number with another body, and in an old one that is forgotten', () => {
    const conflict = { outcome: 'problem', code: 'report_conflict', expect: 8 };
    expect(judge(7, 'x', 7)).toEqual(conflict);
    expect(judge(7, 'x', 3)).toEqual(conflict);
    expect(judge(7, null, 3)).toEqual(conflict);
  });

  it('expects the next number when one beyond it comes', () => {
    expect(judge(7, null, 9)).toEqual({ outcome: 'problem', code: 'report_expected', expect: 8 });
    expect(judge(0, null, 2)).toEqual({ outcome: 'problem', code: 'report_expected', expect: 1 });
  });
});
