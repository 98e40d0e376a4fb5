import { copyFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { migrate } from './migrate.ts';

export type SqliteDatabase = Database.Database;

/** Opens the one write connection: WAL, every commit on disk before it returns, and the newest schema. */
export function openConnection(file: string): SqliteDatabase {
  const db = new Database(file);
  try {
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    if (process.platform === 'darwin') {
      db.pragma('fullfsync = ON');
      db.pragma('checkpoint_fullfsync = ON');
    }
    // The checkpointer does it, on another thread.
    db.pragma('wal_autocheckpoint = 0');
    db.pragma('foreign_keys = ON');
    db.pragma('cache_size = -16384');
    db.pragma('temp_store = MEMORY');
    db.pragma('trusted_schema = OFF');
    db.pragma('journal_size_limit = 67108864');
    migrate(db, (version) => {
      db.pragma('wal_checkpoint(TRUNCATE)');
      copyFileSync(file, `${file}.v${version}`);
    });
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Opens a connection that can only read. */
export function openReadOnly(file: string): SqliteDatabase {
  const db = new Database(file, { readonly: true });
  db.pragma('query_only = ON');
  db.pragma('cache_size = -16384');
  return db;
}

/** A prepared statement that reports its failures to the gate of its connection. */
export type Statement<Row> = {
  get(...values: readonly Value[]): Row | undefined;
  all(...values: readonly Value[]): Row[];
  run(...values: readonly Value[]): { readonly changes: number };
};

export type Value = string | number | bigint | Buffer | Uint8Array | null;

/**
 * Watches one connection. SQLite rolls the whole transaction back on some failures (a full disk); a statement that
 * ran after that would commit on its own, so from then on every statement is refused until the batch has ended.
 */
export class Gate {
  lost: unknown = null;
  readonly db: SqliteDatabase;

  constructor(db: SqliteDatabase) {
    this.db = db;
  }

  prepare<Row = never>(sql: string): Statement<Row> {
    const statement = this.db.prepare(sql);
    return {
      get: (...values) => {
        if (this.lost !== null) throw this.lost;
        try {
          return statement.get(...values) as Row | undefined;
        } catch (error) {
          throw this.failed(error);
        }
      },
      all: (...values) => {
        if (this.lost !== null) throw this.lost;
        try {
          return statement.all(...values) as Row[];
        } catch (error) {
          throw this.failed(error);
        }
      },
      run: (...values) => {
        if (this.lost !== null) throw this.lost;
        try {
          return statement.run(...values);
        } catch (error) {
          throw this.failed(error);
        }
      },
    };
  }

  private failed(error: unknown): unknown {
    if (!this.db.inTransaction) this.lost = error;
    return error;
  }
}
