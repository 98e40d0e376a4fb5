/** The last report of a device, and what is kept of the one with the number that came now. */
export type ReportHistory = {
  /** The number of the last report booked; 0: none so far. */
  readonly last: number;
  /** The digest of the report booked under the number that came now, if it is still kept; null: it is not. */
  readonly digest: string | null;
};

/** What the number of a report and its digest come to. */
export type ReportNumber =
  | { readonly outcome: 'next' | 'duplicate' }
  | { readonly outcome: 'problem'; readonly code: 'report_conflict' | 'report_expected'; readonly expect: number };

/**
 * Judges the number of a report (protocol.md section 5): the next one is booked; a known one with the same body is a
 * duplicate and counts nothing; a known or forgotten one with another body is `report_conflict`; one that leaves a gap
 * is `report_expected`. Both name the number that is expected.
 */
export function judgeReportNumber(
  { last, digest }: ReportHistory,
  report: { readonly number: number; readonly digest: string },
): ReportNumber {
  const expect = last + 1;
  if (report.number === expect) return { outcome: 'next' };
  if (report.number > expect) return { outcome: 'problem', code: 'report_expected', expect };
  return digest === report.digest ? { outcome: 'duplicate' } : { outcome: 'problem', code: 'report_conflict', expect };
}
