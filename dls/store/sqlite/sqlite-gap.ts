import type { AcknowledgementRow, BundleRow, DeviceLeaseRow, GapTables } from '../gap-tables.ts';
import type { Gate } from './connection.ts';

const bundleColumns = `vendor, epoch, seq, last_seq AS lastSeq, made, digest, prev, file, size, lines, usage_no AS usageNo,
  height_to AS heightTo, elapsed, acknowledged_at AS acknowledgedAt`;
const leaseColumns = `request, digest, device, vendor, jti, return_hash AS returnHash, answer_json AS answer, until, at,
  returned_digest AS returnedDigest, returned_at AS returnedAt`;

export function prepareGap(gate: Gate): GapTables {
  return { bundles: bundles(gate), acknowledgements: acknowledgements(gate), deviceLeases: deviceLeases(gate) };
}

function bundles(gate: Gate): GapTables['bundles'] {
  const list = gate.prepare<BundleRow>(`SELECT ${bundleColumns} FROM bundle WHERE vendor = ? ORDER BY epoch, seq`);
  const find = gate.prepare<BundleRow>(
    `SELECT ${bundleColumns} FROM bundle WHERE vendor = ? AND epoch = ? AND seq = ?`,
  );
  const findLast = gate.prepare<BundleRow>(
    `SELECT ${bundleColumns} FROM bundle WHERE vendor = ? ORDER BY epoch DESC, seq DESC LIMIT 1`,
  );
  const insert = gate.prepare(`
    INSERT INTO bundle (vendor, epoch, seq, last_seq, made, digest, prev, file, size, lines, usage_no, height_to, elapsed,
      acknowledged_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const listFiles = gate.prepare<{ file: string }>('SELECT file FROM bundle');
  const greatestHeight = gate.prepare<{ height: number | null }>('SELECT max(height_to) AS height FROM bundle');
  const acknowledge = gate.prepare(`
    UPDATE bundle SET acknowledged_at = ?
    WHERE vendor = ? AND acknowledged_at IS NULL AND (epoch < ? OR (epoch = ? AND seq <= ?))`);
  return {
    list: (vendor) => list.all(vendor),
    find: (vendor, epoch, seq) => find.get(vendor, epoch, seq),
    findLast: (vendor) => findLast.get(vendor),
    insert: (row) => {
      const { vendor, epoch, seq, lastSeq, made, digest, prev, file, size, lines } = row;
      const { usageNo, heightTo, elapsed, acknowledgedAt } = row;
      insert.run(
        ...[vendor, epoch, seq, lastSeq, made, digest, prev, file, size, lines],
        ...[usageNo, heightTo, elapsed, acknowledgedAt],
      );
    },
    listFiles: () => listFiles.all().map(({ file }) => file),
    greatestHeight: () => greatestHeight.get()?.height ?? 0,
    acknowledge: (vendor, epoch, seq, at) => void acknowledge.run(at, vendor, epoch, epoch, seq),
  };
}

function acknowledgements(gate: Gate): GapTables['acknowledgements'] {
  const find = gate.prepare<AcknowledgementRow>(`
    SELECT vendor, digest, jti, iat, epoch, seq, imported_at AS importedAt FROM acknowledgement
    WHERE vendor = ? AND digest = ?`);
  const insert = gate.prepare(
    'INSERT INTO acknowledgement (vendor, digest, jti, iat, epoch, seq, imported_at) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  return {
    find: (vendor, digest) => find.get(vendor, digest),
    insert: (row) => void insert.run(row.vendor, row.digest, row.jti, row.iat, row.epoch, row.seq, row.importedAt),
  };
}

function deviceLeases(gate: Gate): GapTables['deviceLeases'] {
  const find = gate.prepare<DeviceLeaseRow>(`SELECT ${leaseColumns} FROM device_lease WHERE request = ?`);
  const findByJti = gate.prepare<DeviceLeaseRow>(`SELECT ${leaseColumns} FROM device_lease WHERE jti = ?`);
  const insert = gate.prepare(`
    INSERT INTO device_lease (request, digest, device, vendor, jti, return_hash, answer_json, until, at, returned_digest,
      returned_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const markReturned = gate.prepare('UPDATE device_lease SET returned_digest = ?, returned_at = ? WHERE request = ?');
  return {
    find: (request) => find.get(request),
    findByJti: (jti) => findByJti.get(jti),
    insert: (row) => {
      const { request, digest, device, vendor, jti, returnHash, answer, until, at, returnedDigest, returnedAt } = row;
      insert.run(request, digest, device, vendor, jti, returnHash, answer, until, at, returnedDigest, returnedAt);
    },
    markReturned: (request, digest, at) => void markReturned.run(digest, at, request),
  };
}
