import { chainHash, genesis, subjectOf } from '../../ledger/chain.ts';
import type { LedgerEntry, LedgerTable, LedgerTail } from '../ledger-table.ts';
import type { Gate } from './connection.ts';

type RawEntry = Omit<LedgerEntry, 'data'> & { readonly data_json: string };

/** The ledger table with its head kept for the batch, so that a batch of grants reads it once. */
export function prepareLedger(
  gate: Gate,
  { now, onAppend }: { readonly now: () => number; readonly onAppend: () => void },
): LedgerTable & { tailMark: LedgerTail | null } {
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
  const table = {
    /** Null: not read in this batch. Put back when a unit is rolled back. */
    tailMark: null as LedgerTail | null,
    tail(): LedgerTail {
      table.tailMark ??= last.get() ?? genesis;
      return table.tailMark;
    },
    hashAt: (height: number) => hashAt.get(height)?.hash,
    lastAt: () => lastAt.get()?.at ?? null,
    oldest: () => oldest.get()?.height ?? 1,
    lastAtOrBefore: (at: number) => before.get(at)?.at ?? null,
    firstAfter: (at: number) => after.get(at)?.at ?? null,
    findLast: (kind: string) => {
      const row = lastOfKind.get(kind);
      return row === undefined ? undefined : entryOf(row);
    },
    dropUpTo: (height: number, limit: number) => dropUpTo.run(height, limit).changes,
    append(event: Parameters<LedgerTable['append']>[0], height?: number): LedgerTail {
      const tail = table.tail();
      const { deviceNo = null, ...said } = event;
      const entry = { height: height ?? tail.height + 1, at: now(), ...said };
      if (entry.height <= tail.height) throw new RangeError('a ledger event must lie above the one before it');
      const hash = chainHash(tail.hash, entry);
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
      table.tailMark = { height: entry.height, hash };
      onAppend();
      return table.tailMark;
    },
  };
  return table;
}

function entryOf({ data_json, ...row }: RawEntry): LedgerEntry {
  return { ...row, data: JSON.parse(data_json) as LedgerEntry['data'] };
}
