import { chainHash, genesis, subjectOf } from '../../ledger/chain.ts';
import type { LedgerEntry, LedgerTable, LedgerTail } from '../ledger-table.ts';
import type { Gate } from './connection.ts';

type RawEntry = Omit<LedgerEntry, 'data'> & { readonly data_json: string };

/** The batch loop's side of the table. */
export type LedgerControl = {
  /** The head as far as it was read in this batch. */
  known(): LedgerTail | null;
  /** Begins a batch, or a unit anew after one was rolled back, with that head. */
  begin(tail: LedgerTail | null): void;
};

/** The ledger table. Its head, and the last height that was asked for, are read once in a batch. */
export function prepareLedger(
  gate: Gate,
  { now, onAppend }: { readonly now: () => number; readonly onAppend: () => void },
): LedgerTable & LedgerControl {
  const last = gate.prepare<LedgerTail>('SELECT height, hash FROM ledger ORDER BY height DESC LIMIT 1');
  const lastAt = gate.prepare<{ at: number }>('SELECT at FROM ledger ORDER BY height DESC LIMIT 1');
  const hashAt = gate.prepare<{ hash: Buffer }>('SELECT hash FROM ledger WHERE height = ?');
  const lastOfKind = gate.prepare<RawEntry>(
    'SELECT height, at, kind, actor, data_json, hash FROM ledger WHERE kind = ? ORDER BY height DESC LIMIT 1',
  );
  const oldest = gate.prepare<{ height: number }>('SELECT height FROM ledger ORDER BY height LIMIT 1');
  const before = gate.prepare<{ at: number }>('SELECT max(at) AS at FROM ledger WHERE at <= ?');
  const after = gate.prepare<{ at: number }>('SELECT min(at) AS at FROM ledger WHERE at > ?');
  const dropUpTo = gate.prepare(`
    DELETE FROM ledger WHERE height IN (SELECT height FROM ledger WHERE height <= ? ORDER BY height LIMIT ?)`);
  const insert = gate.prepare(
    'INSERT INTO ledger (height, at, kind, actor, vendor, device_no, subject, data_json, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
  );
  let head: LedgerTail | null = null;
  let asked: LedgerTail | null = null;
  const tail = (): LedgerTail => {
    head ??= last.get() ?? genesis;
    return head;
  };
  return {
    tail,
    known: () => head,
    begin: (known) => {
      head = known;
      asked = null;
    },
    hashAt: (height) => {
      if (asked?.height === height) return asked.hash;
      const hash = hashAt.get(height)?.hash;
      if (hash !== undefined) asked = { height, hash };
      return hash;
    },
    lastAt: () => lastAt.get()?.at ?? null,
    oldest: () => oldest.get()?.height ?? 1,
    lastAtOrBefore: (at) => before.get(at)?.at ?? null,
    firstAfter: (at) => after.get(at)?.at ?? null,
    findLast: (kind) => {
      const row = lastOfKind.get(kind);
      return row === undefined ? undefined : entryOf(row);
    },
    dropUpTo: (height, limit) => {
      asked = null;
      return dropUpTo.run(height, limit).changes;
    },
    append(event, height) {
      const before = tail();
      const { deviceNo = null, ...said } = event;
      const entry = { height: height ?? before.height + 1, at: now(), ...said };
      if (entry.height <= before.height) throw new RangeError('a ledger event must lie above the one before it');
      const hash = chainHash(before.hash, entry);
      const vendor = typeof event.data.vendor === 'string' ? event.data.vendor : null;
      insert.run(
        entry.height,
        entry.at,
        entry.kind,
        entry.actor,
        vendor,
        deviceNo,
        subjectOf(event.data),
        JSON.stringify(event.data),
        hash,
      );
      head = { height: entry.height, hash };
      onAppend();
      return head;
    },
  };
}

function entryOf({ data_json, ...row }: RawEntry): LedgerEntry {
  return { ...row, data: JSON.parse(data_json) as LedgerEntry['data'] };
}
