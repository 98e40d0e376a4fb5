import type { ReclaimTable } from '../reclaims.ts';
import type { Gate } from './connection.ts';

export function prepareReclaims(gate: Gate): ReclaimTable {
  const count = gate.prepare<{ count: number }>(
    `SELECT count(*) AS count FROM reclaim WHERE item_no = ? AND at > ? AND kind = 'reclaim'`,
  );
  const insert = gate.prepare('INSERT INTO reclaim (item_no, device, at, kind) VALUES (?, ?, ?, ?)');
  return {
    count: (itemNo, since) => count.get(itemNo, since)?.count ?? 0,
    insert: ({ itemNo, device, at, kind }) => void insert.run(itemNo, device, at, kind),
  };
}
