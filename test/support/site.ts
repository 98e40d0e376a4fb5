import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Clock } from '../../dls/clock.ts';
import type { Deps } from '../../dls/deps.ts';
import { createEventBus } from '../../dls/events.ts';
import { createSigner } from '../../dls/identity/sign.ts';
import { createIdentity, type SiteIdentity } from '../../dls/identity/site-identity.ts';
import { databaseFile } from '../../dls/site/folder-layout.ts';
import { settingsOf } from '../../dls/site/settings.ts';
import { loadSnapshot } from '../../dls/site/snapshot.ts';
import { openGroupCommit } from '../../dls/store/sqlite/group-commit.ts';
import { testStart } from './vendor.ts';

/** What operations across the gap work with: a real store and identity in a temporary folder, a hand-turned clock. */
export type TestSite = Pick<
  Deps,
  'folder' | 'version' | 'store' | 'snapshot' | 'settings' | 'identity' | 'clock' | 'events'
> & {
  readonly time: { now: number };
  /** Rows of the database as a stranger reads them. */
  rows(sql: string, ...values: readonly unknown[]): readonly Readonly<Record<string, unknown>>[];
  /** Changes the database behind the program's back. */
  tamper(sql: string, ...values: readonly unknown[]): void;
  /** Every row of every table, to compare before and after. */
  dump(): string;
  close(): Promise<void>;
};

export type TestSiteOptions = { readonly folder?: string; readonly identity?: SiteIdentity; readonly now?: number };

export async function makeSite(options: TestSiteOptions = {}): Promise<TestSite> {
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'causeway-')));
  const time = { now: options.now ?? testStart };
  const identity = { current: options.identity ?? (await createIdentity(folder, { now: time.now })) };
  const file = databaseFile(folder);
  const store = openGroupCommit({ file, clock: () => ({ now: time.now, distrusted: false, restoredAt: null }) });
  const snapshot = { current: await store.transact(loadSnapshot) };
  return {
    folder,
    version: '1.2.3',
    store,
    snapshot,
    settings: { current: settingsOf({}) },
    identity: { ...identity, signerFor: () => createSigner(identity.current.current) },
    clock: handClock(time),
    events: createEventBus(),
    time,
    rows: (sql, ...values) => inDatabase(file, (db) => db.prepare(sql).all(...values) as never),
    tamper: (sql, ...values) => inDatabase(file, (db) => void db.prepare(sql).run(...values)),
    dump: () => inDatabase(file, dumpOf),
    close: async () => {
      await store.close();
      if (options.folder === undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}

function handClock(time: { now: number }): Clock {
  const read = () => ({ now: time.now, distrusted: false, restoredAt: null });
  return {
    read,
    state: () => ({ now: time.now, system: time.now, mark: time.now, trusted: true, behind: 0, pendingForward: null }),
    elapsed: () => time.now - testStart,
    confirmForward: () => false,
  };
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
