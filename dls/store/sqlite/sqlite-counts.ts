import type { ItemTally } from '../../../licensing/counter.ts';
import type { CountTable } from '../counts.ts';
import type { Gate } from './connection.ts';
import { createEndingSums } from './ending-sums.ts';

type StateRow = {
  readonly units: number;
  readonly at: number;
  readonly term_start: number;
  readonly overage_spent: number;
  readonly slot: number;
  readonly slot_booked: number;
  readonly over_adopted: number;
  readonly peak_day: number;
  readonly peak: number;
};

/** The batch loop's side of the table. */
export type CountControl = {
  /** Writes what the units so far did to tallies and endings. */
  flush(): void;
  /** Forgets what was not written, and what was read. */
  forget(): void;
};

/**
 * The units of a batch move the same few rows over and over: the tally of an item, and the endings of a second or two.
 * They are kept until the end of the batch, or until one of them is read.
 */
export function prepareCounts(gate: Gate): CountTable & CountControl {
  const find = gate.prepare<StateRow>('SELECT * FROM item_state WHERE item_no = ?');
  const put = gate.prepare(`
    INSERT INTO item_state (item_no, units, at, term_start, overage_spent, slot, slot_booked, over_adopted, peak_day, peak)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (item_no) DO UPDATE SET units = excluded.units, at = excluded.at, term_start = excluded.term_start,
      overage_spent = excluded.overage_spent, slot = excluded.slot, slot_booked = excluded.slot_booked, over_adopted = excluded.over_adopted,
      peak_day = excluded.peak_day, peak = excluded.peak`);
  const endings = gate.prepare<{ at: number; units: number }>(
    'SELECT at, units FROM ending WHERE item_no = ? AND subject = ? AND at <= ? AND units <> 0 ORDER BY at',
  );
  const dropEndings = gate.prepare('DELETE FROM ending WHERE item_no = ? AND subject = ? AND at <= ?');
  const addEnding = gate.prepare(`
    INSERT INTO ending (item_no, subject, at, units) VALUES (?, ?, ?, ?)
    ON CONFLICT (item_no, subject, at) DO UPDATE SET units = ending.units + excluded.units`);
  const dropEmpty = gate.prepare('DELETE FROM ending WHERE item_no = ? AND subject = ? AND at = ? AND units = 0');
  const counter = gate.prepare<{ units: number; at: number }>(
    'SELECT units, at FROM counter WHERE item_no = ? AND subject = ?',
  );
  const putCounter = gate.prepare(`
    INSERT INTO counter (item_no, subject, units, at) VALUES (?, ?, ?, ?)
    ON CONFLICT (item_no, subject) DO UPDATE SET units = excluded.units, at = excluded.at`);
  const used = gate.prepare<{ used: number }>('SELECT used FROM term WHERE item_no = ? AND start = ?');
  const addUsed = gate.prepare('UPDATE term SET used = used + ? WHERE item_no = ? AND start = ?');
  const overageSpent = gate.prepare<{ spent: number }>(
    'SELECT spent FROM overage_term WHERE item_no = ? AND term_start = ?',
  );
  const putOverageSpent = gate.prepare(`
    INSERT INTO overage_term (item_no, term_start, spent) VALUES (?, ?, ?)
    ON CONFLICT (item_no, term_start) DO UPDATE SET spent = excluded.spent`);
  const putPeak = gate.prepare(`
    INSERT INTO item_day (item_no, day, peak) VALUES (?, ?, ?)
    ON CONFLICT (item_no, day) DO UPDATE SET peak = max(item_day.peak, excluded.peak)`);
  const putHourPeak = gate.prepare(`
    INSERT INTO item_hour (item_no, hour, peak) VALUES (?, ?, ?)
    ON CONFLICT (item_no, hour) DO UPDATE SET peak = max(item_hour.peak, excluded.peak)`);
  const dropHourPeaks = gate.prepare(`
    DELETE FROM item_hour WHERE (item_no, hour) IN (SELECT item_no, hour FROM item_hour WHERE hour < ? LIMIT ?)`);

  const tallies = new Map<number, { readonly tally: ItemTally | undefined; readonly isWritten: boolean }>();
  const sums = createEndingSums();
  const flushEndings = (): void => {
    for (const { itemNo, subject, at, units } of sums.take()) {
      addEnding.run(itemNo, subject, at, units);
      if (units < 0) dropEmpty.run(itemNo, subject, at);
    }
  };
  const dueEndings = (itemNo: number, subject: string, until: number) => {
    flushEndings();
    return endings.all(itemNo, subject, until);
  };
  const write = (itemNo: number, { all, overage, overAdopted, peak }: ItemTally): void => {
    const { termStart, spent, slot, booked } = overage;
    put.run(itemNo, all.units, all.at, termStart, spent, slot, booked, overAdopted ? 1 : 0, peak.day, peak.units);
  };

  /** Brings a counter to `now` and writes it back when anything ended. */
  const advance = (itemNo: number, subject: string, now: number): number => {
    const row = counter.get(itemNo, subject);
    if (row === undefined) return 0;
    const due = dueEndings(itemNo, subject, now);
    if (due.length === 0) return row.units;
    const units = due.reduce((left, ending) => left - ending.units, row.units);
    dropEndings.run(itemNo, subject, now);
    putCounter.run(itemNo, subject, units, now);
    return units;
  };

  return {
    find: (itemNo) => {
      const known = tallies.get(itemNo);
      if (known !== undefined) return known.tally;
      const row = find.get(itemNo);
      const tally = row && tallyOf(row);
      tallies.set(itemNo, { tally, isWritten: true });
      return tally;
    },
    put: (itemNo, tally) => void tallies.set(itemNo, { tally, isWritten: false }),
    listEndings: dueEndings,
    dropEndings: (itemNo, subject, until) => {
      flushEndings();
      dropEndings.run(itemNo, subject, until);
    },
    read: advance,
    add: (itemNo, subject, units, now) => {
      const before = advance(itemNo, subject, now);
      if (units !== 0) putCounter.run(itemNo, subject, before + units, now);
    },
    addEndings: (itemNo, { subject, endings: changes }) => {
      for (const { at, units } of changes) sums.add(itemNo, subject, { at, units });
    },
    used: (itemNo, termStart) => used.get(itemNo, termStart)?.used ?? 0,
    addUsed: (itemNo, termStart, units) => void addUsed.run(units, itemNo, termStart),
    overageSpent: (itemNo, termStart) => overageSpent.get(itemNo, termStart)?.spent ?? 0,
    putOverageSpent: (itemNo, termStart, spent) => void putOverageSpent.run(itemNo, termStart, spent),
    putPeak: (itemNo, day, peak) => void putPeak.run(itemNo, day, peak),
    putHourPeak: (itemNo, hour, peak) => void putHourPeak.run(itemNo, hour, peak),
    dropHourPeaks: (before, limit) => dropHourPeaks.run(before, limit).changes,
    flush: () => {
      flushEndings();
      for (const [itemNo, { tally, isWritten }] of tallies) {
        if (isWritten || tally === undefined) continue;
        write(itemNo, tally);
        tallies.set(itemNo, { tally, isWritten: true });
      }
    },
    forget: () => {
      tallies.clear();
      sums.take();
    },
  };
}

function tallyOf(row: StateRow): ItemTally {
  return {
    all: { units: row.units, at: row.at },
    overage: { termStart: row.term_start, spent: row.overage_spent, slot: row.slot, booked: row.slot_booked },
    overAdopted: row.over_adopted === 1,
    peak: { day: row.peak_day, units: row.peak },
  };
}
