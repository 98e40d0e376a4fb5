import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseFile } from '../../dls/site/folder-layout.ts';
import { causeway } from '../support/commands.ts';
import { makeSample, type Sample } from '../support/sample/make-sample.ts';

describe('the sample site', () => {
  let folder: string;
  let made: Sample;
  // A Friday afternoon, some weeks after the ends and beginnings that the plant's history has.
  const options = { devices: 60, days: 12, keptDays: 8, now: 1_795_190_400 };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'causeway-sample-'));
    made = await makeSample({ ...options, folder: join(folder, 'one') });
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const rows = (data: string, sql: string): readonly unknown[] => {
    const db = new Database(databaseFile(data), { readonly: true });
    try {
      return db.prepare(sql).raw().all();
    } finally {
      db.close();
    }
  };

  it('holds together: ledger, usage and database', async () => {
    const { code, stdout } = await causeway(['verify', '--data-dir', made.data]);
    expect(stdout).toContain('All is well');
    expect(code).toBe(0);
  });

  it('has three vendors and twelve items of all six metrics', () => {
    expect(rows(made.data, 'SELECT count(*) FROM vendor')).toEqual([[3]]);
    expect(rows(made.data, 'SELECT count(*), count(DISTINCT metric) FROM item WHERE public_trial = 0')).toEqual([
      [12, 6],
    ]);
  });

  it('has usage in slots, hours and days that add up to the same', () => {
    const [[slots, hours, days]] = rows(
      made.data,
      `SELECT (SELECT sum(count) FROM usage_slot), (SELECT sum(count) FROM usage_hour), (SELECT sum(count) FROM usage_day)`,
    ) as [[number, number, number]];
    expect(hours).toBeGreaterThan(0);
    expect(slots + hours).toBe(days);
  });

  it('has what a console shows: refusals, alerts, bundles and their acknowledgements, backups', () => {
    const [counts] = rows(
      made.data,
      `SELECT (SELECT count(DISTINCT code) > 4 FROM denial), (SELECT count(*) > 0 FROM alert),
        (SELECT count(*) > 2 FROM bundle), (SELECT count(*) > 1 FROM backup WHERE ok = 1)`,
    );
    expect(counts).toEqual([1, 1, 1, 1]);
  });

  it('comes out the same for the same options', async () => {
    const again = await makeSample({ ...options, folder: join(folder, 'two') });
    const what = `SELECT day, item_no, uuid, feature, handshake, count FROM usage_day JOIN device ON device.no = device_no
      ORDER BY day, item_no, uuid, feature`;
    expect(rows(again.data, what)).toEqual(rows(made.data, what));
    expect(again.reports).toBe(made.reports);
  });
});
