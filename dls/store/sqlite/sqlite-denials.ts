import { DAY, MINUTE } from '../../../licensing/time.ts';
import { type DenialTable, type MinuteCount, maxMadeUpPerDay, maxRowsPerDay } from '../denials.ts';
import type { Gate } from './connection.ts';

export function prepareDenials(gate: Gate): DenialTable {
  const count = gate.prepare(`
    UPDATE denial SET last_at = ?, count = count + 1, paused = paused + ?, item = coalesce(?, item)
    WHERE day = ? AND vendor = ? AND code = ? AND handshake = ? AND product = ? AND device = ? AND address = ?`);
  const insert = gate.prepare(`
    INSERT INTO denial (day, vendor, code, handshake, product, device, address, item, first_at, last_at, paused, count)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)
    ON CONFLICT (day, vendor, code, handshake, product, device, address)
      DO UPDATE SET last_at = excluded.last_at, count = denial.count + 1, paused = denial.paused + excluded.paused`);
  const rowsOfDay = gate.prepare<{ value: string }>('SELECT value FROM meta WHERE key = ?');
  const putRowsOfDay = gate.prepare(
    'INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  );

  const minute = gate.prepare(`
    INSERT INTO denial_minute (minute, vendor, handshake, code, count) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (minute, vendor, handshake, code) DO UPDATE SET count = denial_minute.count + excluded.count`);
  const minutes = gate.prepare<MinuteCount>(
    'SELECT * FROM denial_minute WHERE minute >= ? AND minute < ? ORDER BY minute, vendor, code, handshake',
  );
  const dropMinutes = gate.prepare('DELETE FROM denial_minute WHERE minute < ?');
  const dropDays = gate.prepare('DELETE FROM denial WHERE no IN (SELECT no FROM denial WHERE day < ? LIMIT ?)');

  return {
    addGrants: (counts, at) => {
      for (const { vendor, handshake, count: granted } of counts) {
        minute.run(at - (at % MINUTE), vendor, handshake, '', granted);
      }
    },
    listMinutes: (from, until) => minutes.all(from, until),
    dropMinutes: (before) => void dropMinutes.run(before),
    dropDays: (day, limit) => dropDays.run(day, limit).changes,
    add: (denial, at) => {
      const day = at - (at % DAY);
      const { vendor, code, handshake, product, device, address, item, knownVendor, knownCode } = denial;
      const paused = Number(denial.paused);
      minute.run(at - (at % MINUTE), knownCode?.vendor ?? '', knownCode?.handshake ?? '', code, 1);
      const known = count.run(at, paused, item, day, vendor, code, handshake, product, device, address);
      if (known.changes > 0) return;
      // Counted apart, so that who makes codes up cannot crowd out the refusals of codes that there are.
      const [key, most] =
        knownCode === null ? ['denial-rows-made-up', maxMadeUpPerDay] : ['denial-rows', maxRowsPerDay];
      const [rowsDay = 0, rows = 0] = (rowsOfDay.get(key)?.value ?? '0 0').split(' ').map(Number);
      const before = rowsDay === day ? rows : 0;
      if (before >= most) {
        insert.run(day, knownVendor ?? '', code, '', '', '', '', null, at, at, paused);
        return;
      }
      insert.run(day, vendor, code, handshake, product, device, address, item, at, at, paused);
      putRowsOfDay.run(key, `${day} ${before + 1}`);
    },
  };
}
