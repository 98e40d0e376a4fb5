import type { AcquireOutcome } from './acquire.ts';
import { judgeAcquire } from './acquire.ts';
import type {
  Acknowledgement,
  Code,
  Fact,
  History,
  LicenseFile,
  Report,
  Request,
  Reservation,
  SeatName,
} from './facts.ts';
import type { ImportOutcome } from './import.ts';
import { attachItems, emptyCode, judgeImport } from './import.ts';
import { overageSpent, peakOfDay } from './overage.ts';
import type { ReclaimOutcome } from './reclaim.ts';
import { judgeReclaim, unitHeld } from './reclaim.ts';
import { judgeRelease } from './release.ts';
import { judgeReturn, type ReturnOutcome } from './return.ts';
import { countLive, isConcurrent, isRegistering, registeredSeats } from './seats.ts';
import type { Item } from './terms.ts';
import { allItems, metricOf, mismatchSince, termName } from './terms.ts';
import type { ReportOutcome } from './usage.ts';
import { asBooked, judgeReport, unitsUsed } from './usage.ts';

/** How an item stands in its running term. */
export type ItemCounts = {
  readonly vendor: string;
  readonly id: string;
  /** Units reported, for `usage`. */
  readonly used: number;
  /** Seats: registered ones for `device` and `server`, live ones for `concurrent-*`. */
  readonly units: number;
  readonly overageSpent: number;
  /** The highest `units` of this day. */
  readonly peak: number;
};

export type Model = ReturnType<typeof createModel>;

/**
 * The licensing rules once more, written from rules.md alone: slow, and meant to be obviously right. It shares no code
 * with `licensing/` and keeps no counters: every answer is counted anew from everything that happened.
 */
export function createModel(start: number) {
  const returned: number[] = [];
  let history: History = { now: start, facts: [], codes: [], blocked: [], isPaused: false };

  const happen = (fact: Fact) => {
    history = { ...history, facts: [...history.facts, fact] };
  };

  return {
    history: (): History => history,

    passTime(to: number): void {
      history = { ...history, now: to };
    },

    importFile(file: LicenseFile, chosen?: readonly string[]): ImportOutcome {
      const outcome = judgeImport(history, file);
      if (outcome !== 'imported') return outcome;
      history = { ...history, codes: attachItems(history, file, chosen) };
      happen({ kind: 'imported', at: history.now, file });
      return outcome;
    },

    acknowledge(acknowledgement: Acknowledgement): void {
      happen({ kind: 'acknowledged', at: history.now, acknowledgement });
    },

    /** "No new codes" for an organization while the machine does not match a license of it. */
    addCode(vendor: string, organization: string, code: string): 'added' | 'machine_mismatch' {
      const own = allItems(history.facts).filter(
        (item) => item.vendor === vendor && item.organization === organization,
      );
      if (own.some((item) => mismatchSince(history.facts, item) !== undefined)) return 'machine_mismatch';
      const isDefault = !history.codes.some((other) => other.vendor === vendor && other.organization === organization);
      history = { ...history, codes: [...history.codes, emptyCode({ vendor, organization, code, isDefault })] };
      return 'added';
    },

    changeCode(vendor: string, code: string, change: Partial<Code>): void {
      const codes = history.codes.map((other) =>
        other.vendor === vendor && other.code === code ? { ...other, ...change } : other,
      );
      history = { ...history, codes };
    },

    reserve(vendor: string, item: string, reservations: readonly Reservation[]): void {
      happen({ kind: 'reserved', at: history.now, vendor, item, reservations });
    },

    block(device: string, isBlocked: boolean): void {
      const others = history.blocked.filter((other) => other !== device);
      history = { ...history, blocked: isBlocked ? [...others, device] : others };
    },

    pauseNewSeats(isPaused: boolean): void {
      history = { ...history, isPaused };
    },

    acquire(request: Request): AcquireOutcome {
      const leases = history.facts.filter((fact) => fact.kind === 'granted').length;
      const outcome = judgeAcquire(history, request, leases);
      if (!('denial' in outcome)) happen({ kind: 'granted', at: history.now, grant: outcome.grant });
      return outcome;
    },

    release(lease: number, device: string): 'done' | 'return_required' {
      const released = judgeRelease(history, lease, device);
      if (released === 'return_required') return released;
      if (released) happen({ kind: 'released', at: history.now, grant: released });
      return 'done';
    },

    report(report: Report): ReportOutcome {
      const outcome = judgeReport(history, report);
      if (outcome.kind === 'booked' && !outcome.duplicate) {
        happen({ kind: 'reported', at: history.now, report: asBooked(report, history.now), sent: report });
      }
      return outcome;
    },

    giveBack(lease: number, isKeyRight: boolean): ReturnOutcome['kind'] {
      const outcome = judgeReturn(history, lease, { isKeyRight, isDoneBefore: returned.includes(lease) });
      if (outcome.kind === 'returned') {
        happen({ kind: 'returned', at: history.now, grant: outcome.grant, unit: outcome.unit });
      }
      if (outcome.kind !== 'return_invalid') returned.push(lease);
      return outcome.kind;
    },

    reclaim(seat: SeatName): ReclaimOutcome {
      const outcome = judgeReclaim(history, seat);
      if (outcome === 'reclaimed' || outcome === 'undone') {
        const unit = unitHeld(history, seat);
        happen({ kind: 'reclaimed', at: history.now, seat, unit, undone: outcome === 'undone' });
      }
      return outcome;
    },

    restore(): void {
      happen({ kind: 'restored', at: history.now });
    },

    counts(): readonly ItemCounts[] {
      const { facts, now } = history;
      const items = allItems(facts).toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
      return items.map((item) => {
        const { vendor, id } = item;
        const registered = isRegistering(item) ? registeredSeats(facts, item, now).length : 0;
        return {
          vendor,
          id,
          used: metricOf(item) === 'usage' ? unitsUsed(facts, item, termName(item, now)) : 0,
          units: isConcurrent(item) ? countLive(facts, item, now) : registered,
          overageSpent: overageSpent(facts, item, now),
          peak: isConcurrent(item) || isRegistering(item) ? peakOfDay(facts, item, now) : 0,
        };
      });
    },
  };
}

const nameOf = ({ vendor, id }: Item): string => `${vendor} ${id}`;
