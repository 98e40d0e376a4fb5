import { parseUsageAnswer } from '../protocol/device-answer.ts';
import { encodeReport } from '../protocol/device-api.ts';
import type { DeviceState } from './device-state.ts';
import { type Exchange, problemOf, siteFrame, undecided } from './exchange.ts';
import { parseJson, type SiteLink } from './site-link.ts';
import { Unreachable } from './unreachable.ts';
import {
  type AcknowledgedReport,
  lineOf,
  type Report,
  renumber,
  type UsageChange,
  type UsageRecord,
} from './usage-book.ts';

/** Room for the records in the body of a report: 64 KiB less what stands around them. */
export const RECORD_BYTES = 65_536 - 512;

export type ReportContext = {
  readonly exchange: Exchange;
  readonly state: DeviceState;
  /** Acquires from the same server with the last lease, because the server does not know this device, or not that lease. */
  readonly introduce: () => Promise<void>;
  /** Told of each record that the server will never take. */
  readonly refused: (record: UsageRecord, field: string) => void;
};

/** Corrections that a server may ask for in one round, so that none keeps a device busy for ever. */
const MOST_CORRECTIONS = 64;

/**
 * Sends everything that is not acknowledged, in order, and whatever earlier the server says that it lost.
 * @throws Unreachable or a network error; what was acknowledged before stays so
 */
export async function reportTo(link: SiteLink, context: ReportContext): Promise<void> {
  const { state, exchange } = context;
  let corrections = 0;
  let introduced = false;
  let again: readonly Report[] = [];
  for (;;) {
    const report = again[0] ?? state.book().pending()[0];
    if (report === undefined) return;
    if (report.records.length === 0) {
      await renumberPending(state, withoutEmpty(state.book().pending()), report.number);
      continue;
    }
    const answer = await send(link, exchange, report);
    if (answer.outcome === 'booked') {
      if (again.length > 0) again = again.slice(1);
      else await acknowledge(context, report);
      continue;
    }
    corrections += 1;
    if (corrections > MOST_CORRECTIONS) throw new Unreachable('It does not agree on the numbers of the usage reports.');
    switch (answer.outcome) {
      case 'unknown device':
        if (introduced) throw new Unreachable('It does not know this device although it gave it a lease.');
        introduced = true;
        await context.introduce();
        break;
      case 'expected':
        again = await resendFrom(context, answer.expect);
        break;
      case 'conflict':
        again = [];
        await renumberPending(state, state.book().pending(), answer.expect);
        break;
      case 'malformed':
        // A server that was put back may have lost the lease that allows the record: it is shown first.
        if (!introduced) {
          introduced = true;
          await context.introduce();
          break;
        }
        if (again.length > 0) await renumberPending(state, [...again, ...state.book().pending()], report.number);
        again = [];
        await amend(context, report, answer.field);
        break;
      default:
        answer satisfies never;
    }
  }
}

type ReportOutcome =
  | { readonly outcome: 'booked' }
  | { readonly outcome: 'unknown device' }
  | { readonly outcome: 'expected' | 'conflict'; readonly expect: number }
  | { readonly outcome: 'malformed'; readonly field: string };

async function send(link: SiteLink, exchange: Exchange, report: Report): Promise<ReportOutcome> {
  const answer = await link.post('/v1/usage', encodeReportOf(exchange, report), siteFrame(exchange));
  if (answer.status === 200) {
    if (parseUsageAnswer(parseJson(answer.text)).report !== report.number)
      throw new Unreachable('It acknowledged another report.');
    return { outcome: 'booked' };
  }
  const problem = problemOf(answer);
  if (problem.code === 'proof_required') return { outcome: 'unknown device' };
  if (problem.code === 'report_expected' && problem.expect !== undefined)
    return { outcome: 'expected', expect: problem.expect };
  if (problem.code === 'report_conflict' && problem.expect !== undefined)
    return { outcome: 'conflict', expect: problem.expect };
  if (problem.code === 'report_malformed' && problem.field !== undefined)
    return { outcome: 'malformed', field: problem.field };
  throw undecided(problem);
}

function encodeReportOf({ settings, memory }: Exchange, { number, records }: Report): string {
  const { vendor } = settings;
  return encodeReport({
    device: memory().deviceKey,
    report: number,
    records: records.map((record) => ({ vendor, ...record })),
  });
}

/** Keeps a report as acknowledged. */
export async function acknowledge(
  { state, exchange }: Pick<ReportContext, 'state' | 'exchange'>,
  report: Report,
): Promise<void> {
  const line = lineOf(state.book().memory().cuts);
  await state.archive({ ...report, at: exchange.time.now(), line });
  await state.change({ kind: 'acknowledged', number: report.number });
}

/**
 * What was acknowledged and is asked for again (rules.md section 7). When the earliest of it is not kept any more, what is
 * left is numbered anew from the number that the server expects.
 */
async function resendFrom({ state }: ReportContext, expect: number): Promise<readonly Report[]> {
  const all = await reportsAgain(state, expect);
  const gapless = all.every(({ number }, index) => number === expect + index);
  if (gapless) return all.slice(0, all.length - state.book().pending().length);
  await renumberPending(state, all, expect);
  return [];
}

/** Everything from a number on that is kept: what was acknowledged, then what was not, in order. */
export async function reportsAgain(state: DeviceState, from: number): Promise<readonly Report[]> {
  const pending = state.book().pending();
  const kept: readonly AcknowledgedReport[] = (await state.archived()).filter(({ number }) => number >= from);
  const before = kept.filter(({ number }) => !pending.some((report) => report.number === number));
  return [...before.map(({ number, records }) => ({ number, records })), ...pending];
}

/** Numbers what is to be reported anew; what was acknowledged under these numbers before is void. */
export async function renumberPending(state: DeviceState, reports: readonly Report[], from: number): Promise<void> {
  const pending = renumber(reports, from);
  const line = lineOf(state.book().memory().cuts) + 1;
  await state.change({ kind: 'renumbered', pending, next: from + pending.length, cut: { line, from } });
}

/** A count beyond what one record may have is reported in two parts; any other record that is refused is kept aside. */
async function amend({ state, refused }: ReportContext, report: Report, field: string): Promise<void> {
  const index = Number(/^records\[(\d+)\]/.exec(field)?.[1] ?? Number.NaN);
  const record = report.records[index];
  if (record === undefined) throw new Unreachable(`It refused a usage report because of ${field}.`);
  const others = report.records.filter((_, position) => position !== index);
  const half = Math.ceil(record.count / 2);
  if (field.endsWith('.count') && half < record.count) {
    const records = report.records.map((one) => (one === record ? { ...one, count: half } : one));
    await state.change(amendment({ number: report.number, records }, [{ ...record, count: record.count - half }], []));
    const numbered = state.book().numberOpen(RECORD_BYTES);
    if (numbered !== null) await state.change(numbered);
    return;
  }
  await state.change(amendment({ number: report.number, records: others }, [], [record]));
  refused(record, field);
}

function withoutEmpty(reports: readonly Report[]): readonly Report[] {
  return reports.filter(({ records }) => records.length > 0);
}

function amendment(report: Report, back: readonly UsageRecord[], refused: readonly UsageRecord[]): UsageChange {
  return { kind: 'amended', report, back, refused };
}
