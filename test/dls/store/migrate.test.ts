import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { endsOf } from '../../../dls/site/standing.ts';
import { migrate, migrations, NewerDatabaseError } from '../../../dls/store/sqlite/migrate.ts';
import { packLeases } from '../../../dls/store/sqlite/seat-codec.ts';
import type { SeatLease } from '../../../licensing/seat.ts';

const versionOf = (db: Database.Database) => db.pragma('user_version', { simple: true });
const tablesOf = (db: Database.Database) =>
  db.prepare<[], { name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").all();

describe('migrate', () => {
  it('makes the first schema, of strict tables alone, and keeps no copy of an empty database', () => {
    const db = new Database(':memory:');
    const copies: number[] = [];
    migrate(db, (version) => copies.push(version));
    expect(versionOf(db)).toBe(migrations.length);
    expect(copies).toEqual([]);
    const loose = db
      .prepare<[], { name: string }>("SELECT name FROM pragma_table_list WHERE strict = 0 AND schema = 'main'")
      .all()
      .filter(({ name }) => !name.startsWith('sqlite_'));
    expect(loose).toEqual([]);
    expect(tablesOf(db).length).toBeGreaterThan(20);
  });

  it('keeps the refusals of version 1, of which none was for a pause', () => {
    const db = new Database(':memory:');
    migrate(db, () => undefined, migrations.slice(0, 1));
    db.exec(`INSERT INTO denial (day, vendor, code, handshake, product, device, address, first_at, last_at, count)
      VALUES (0, 'acme', 'quota_exhausted', 'h', 'p', 'd', '10.0.0.1', 1, 2, 3)`);
    const copies: number[] = [];
    migrate(db, (version) => copies.push(version), migrations.slice(0, 2));
    expect(copies).toEqual([1]);
    expect(db.prepare('SELECT code, count, paused FROM denial').all()).toEqual([
      { code: 'quota_exhausted', count: 3, paused: 0 },
    ]);
  });

  it('finds the ends of the leases of version 2 as they are found when they are granted', () => {
    const db = new Database(':memory:');
    migrate(db, () => undefined, migrations.slice(0, 2));
    const lease = { chain: 1, renewal: 2, app: null, process: null, instances: 1, offline: null };
    const offline = { request: 'r', returnHash: 'h' };
    const all: readonly (readonly SeatLease[])[] = [
      [],
      [{ ...lease, iat: 1_000, exp: 1_181 }],
      [{ ...lease, iat: 1_000, exp: 1_000 + 30 * 86_400 }],
      [{ ...lease, iat: 1_000, exp: 1_000 + 30 * 86_400, offline }],
      [
        { ...lease, iat: 1_000, exp: 90_000 },
        { ...lease, iat: 2_000, exp: 80_000 },
        { ...lease, iat: 3_000, exp: 70_000, offline },
      ],
    ];
    const put =
      db.prepare(`INSERT INTO seat (device_no, item_no, since, active, held_until, leases_json, features_json, reported)
      VALUES (?, 1, 0, 0, 0, ?, '[]', 0)`);
    for (const [no, leases] of all.entries()) put.run(no, packLeases(leases));
    migrate(db, () => undefined);
    const ends = 'SELECT live_until AS liveUntil, offline_until AS offlineUntil, lease_end AS end FROM seat';
    expect(db.prepare(`${ends} ORDER BY device_no`).all()).toEqual(all.map(endsOf));
  });

  it('changes nothing the second time', () => {
    const db = new Database(':memory:');
    migrate(db, () => undefined);
    const before = tablesOf(db);
    migrate(db, () => {
      throw new Error('no copy is needed');
    });
    expect(tablesOf(db)).toEqual(before);
  });

  it('keeps a copy before it changes a database that has content', () => {
    const db = new Database(':memory:');
    migrate(db, () => undefined);
    const copies: number[] = [];
    migrate(db, (version) => copies.push(version), [...migrations, 'CREATE TABLE later (a INTEGER) STRICT']);
    expect(copies).toEqual([migrations.length]);
    expect(versionOf(db)).toBe(migrations.length + 1);
  });

  it('leaves the database as it was when a step fails', () => {
    const db = new Database(':memory:');
    migrate(db, () => undefined);
    const steps = [...migrations, 'CREATE TABLE later (a INTEGER) STRICT', 'CREATE TABLE later (a INTEGER) STRICT'];
    expect(() => migrate(db, () => undefined, steps)).toThrow(/already exists/);
    expect(versionOf(db)).toBe(migrations.length);
    expect(tablesOf(db).some(({ name }) => name === 'later')).toBe(false);
  });

  it('refuses a database of a newer Causeway by name', () => {
    const db = new Database(':memory:');
    db.pragma(`user_version = ${migrations.length + 1}`);
    expect(() => migrate(db, () => undefined)).toThrow(NewerDatabaseError);
    expect(() => migrate(db, () => undefined)).toThrow(/newer Causeway/);
  });
});
