import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { migrate, migrations, NewerDatabaseError } from '../../../dls/store/sqlite/migrate.ts';

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
