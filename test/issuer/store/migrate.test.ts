import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { migrate, migrations } from '../../../issuer/store/migrate.ts';

function versionOf(db: Database.Database): unknown {
  return db.pragma('user_version', { simple: true });
}

describe('a migration', () => {
  it('makes every table strict', () => {
    const db = new Database(':memory:');
    migrate(db, () => undefined);
    expect(versionOf(db)).toBe(migrations.length);
    const loose = db
      .prepare(`SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0`)
      .pluck();
    expect(loose.all()).toEqual(['sqlite_schema']);
  });

  it('changes nothing the second time', () => {
    const db = new Database(':memory:');
    migrate(db, () => undefined);
    const copies: number[] = [];
    migrate(db, (version) => copies.push(version));
    expect(copies).toEqual([]);
  });

  it('keeps a copy before it changes what is there', () => {
    const db = new Database(':memory:');
    migrate(db, () => undefined);
    const copies: number[] = [];
    migrate(db, (version) => copies.push(version), [...migrations, 'CREATE TABLE later (x INTEGER) STRICT']);
    expect(copies).toEqual([migrations.length]);
    expect(versionOf(db)).toBe(migrations.length + 1);
  });

  it('leaves everything as it was when a step fails', () => {
    const db = new Database(':memory:');
    migrate(db, () => undefined);
    const steps = [...migrations, 'CREATE TABLE later (x INTEGER) STRICT', 'nonsense'];
    expect(() => migrate(db, () => undefined, steps)).toThrow('nonsense');
    expect(versionOf(db)).toBe(migrations.length);
    expect(db.prepare(`SELECT count(*) FROM sqlite_schema WHERE name = 'later'`).pluck().get()).toBe(0);
  });

  it('refuses the database of a newer program by name', () => {
    const db = new Database(':memory:');
    db.pragma('user_version = 99');
    expect(() => migrate(db, () => undefined)).toThrow(/newer causeway-issuer \(database 99/);
  });
});
