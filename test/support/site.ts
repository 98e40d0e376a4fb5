import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { MachineClock } from '../../dls/clock.ts';
import type { Deps } from '../../dls/deps.ts';
import { databaseFile } from '../../dls/site/folder-layout.ts';
import { openSite } from '../../dls/start.ts';
import { testStart } from './vendor.ts';

/** A real site in a temporary folder, with a hand-turned clock. */
export type TestSite = Deps & {
  /** What the machine's clock says; turn it by hand. */
  readonly time: { now: number };
  /** Rows of the database as a stranger reads them. */
  rows(sql: string, ...values: readonly unknown[]): readonly Readonly<Record<string, unknown>>[];
  /** Changes the database behind the program's back. */
  tamper(sql: string, ...values: readonly unknown[]): void;
  /** Every row of every table, to compare before and after. */
  dump(): string;
  /** Closes the site and leaves its folder. */
  stop(): Promise<void>;
  /** Closes the site and, unless the folder was given, removes it. */
  close(): Promise<void>;
};

export type TestSiteOptions = { readonly folder?: string; readonly now?: number };

export async function makeSite(options: TestSiteOptions = {}): Promise<TestSite> {
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'causeway-')));
  const time = { now: options.now ?? testStart };
  const { deps, close } = await openSite({ folder, machine: handClock(time) });
  const file = databaseFile(folder);
  let isOpen = true;
  const stop = async (): Promise<void> => {
    if (isOpen) await close();
    isOpen = false;
  };
  return Object.assign(Object.create(null), deps, {
    time,
    rows: (sql: string, ...values: readonly unknown[]) => inDatabase(file, (db) => db.prepare(sql).all(...values)),
    tamper: (sql: string, ...values: readonly unknown[]) =>
      inDatabase(file, (db) => void db.prepare(sql).run(...values)),
    dump: () => inDatabase(file, dumpOf),
    stop,
    close: async () => {
      await stop();
      if (options.folder === undefined) await rm(folder, { recursive: true, force: true });
    },
  }) as TestSite;
}

function handClock(time: { readonly now: number }): MachineClock {
  const begun = time.now;
  return { wallMs: () => time.now * 1_000, monotonicMs: () => (time.now - begun) * 1_000 };
}

function inDatabase<T>(file: string, act: (db: Database.Database) => T): T {
  const db = new Database(file);
  try {
    return act(db);
  } finally {
    db.close();
  }
}

function dumpOf(db: Database.Database): string {
  const tables = db
    .prepare<[], { name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    .all();
  const rows = tables.map(({ name }) => [name, db.prepare(`SELECT * FROM ${name}`).raw().all()]);
  return JSON.stringify(rows);
}
