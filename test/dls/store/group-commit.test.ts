import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../../dls/store/port.ts';
import { openGroupCommit } from '../../../dls/store/sqlite/group-commit.ts';

let folder: string;
let store: Store;
let connection: Database.Database;
let faults: unknown[];
const now = 1_780_000_000;

const open = (): Store =>
  openGroupCommit({
    file: join(folder, 'causeway.db'),
    clock: () => ({ now, distrusted: false, restoredAt: null }),
    onOpen: (db) => {
      connection = db;
    },
    onFault: (error) => faults.push(error),
  });

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'causeway-store-'));
  faults = [];
  store = open();
});

afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const put = (key: string, value: string) => store.transact((tx) => tx.meta.put(key, value));
const storedValue = (key: string) => store.transact((tx) => tx.meta.find(key));

/** What another process sees in the file. */
const onDisk = (key: string): string | undefined => {
  const db = new Database(join(folder, 'causeway.db'), { readonly: true });
  try {
    return db.prepare<[string], { value: string }>('SELECT value FROM meta WHERE key = ?').get(key)?.value;
  } finally {
    db.close();
  }
};

describe('group commit', () => {
  it('answers a caller only when what it wrote is in the file', async () => {
    await put('a', '1');
    expect(onDisk('a')).toBe('1');
  });

  it('commits units that wait together in one transaction', async () => {
    const before = store.commits();
    await Promise.all(Array.from({ length: 100 }, (_, index) => put(`k${index}`, 'v')));
    expect(store.commits() - before).toBe(1);
    expect(onDisk('k99')).toBe('v');
  });

  it('undoes a unit that throws and keeps those beside it', async () => {
    const results = await Promise.allSettled([
      put('before', '1'),
      store.transact(async (tx) => {
        await tx.meta.put('half', 'done');
        await tx.ledger.append({ kind: 'test', actor: 'system', data: {} });
        throw new Error('no');
      }),
      store.transact((tx) => tx.ledger.append({ kind: 'test', actor: 'system', data: { after: true } })),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(onDisk('half')).toBeUndefined();
    expect(onDisk('before')).toBe('1');
    expect(await store.transact((tx) => tx.ledger.tail())).toMatchObject({ height: 1 });
  });

  it('undoes a repeatable unit that throws, and runs those beside it once more', async () => {
    let runs = 0;
    const effects: string[] = [];
    const repeatable = { repeatable: true };
    const results = await Promise.allSettled([
      store.transact(async (tx) => {
        runs++;
        tx.afterCommit(() => effects.push('beside'));
        await tx.meta.put('beside', '1');
        return tx.ledger.append({ kind: 'test', actor: 'system', data: {} });
      }, repeatable),
      store.transact(async (tx) => {
        await tx.meta.put('half', 'done');
        tx.afterCommit(() => effects.push('half'));
        throw new Error('no');
      }, repeatable),
      store.transact((tx) => tx.meta.put('after', '1'), repeatable),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect([runs, effects]).toEqual([2, ['beside']]);
    expect([onDisk('beside'), onDisk('half'), onDisk('after')]).toEqual(['1', undefined, '1']);
    expect(await store.transact((tx) => tx.ledger.tail())).toMatchObject({ height: 1 });
  });

  it.each([false, true])(
    'keeps figures apart from those of a unit that throws (repeatable: %s)',
    async (repeatable) => {
      const tally = (units: number) => ({
        all: { units, at: now },
        overage: { termStart: now, spent: 0, slot: now, booked: 0 },
        overAdopted: false,
        peak: { day: now, units },
      });
      const count = (units: number, fails = false) =>
        store.transact(
          async (tx) => {
            await tx.counts.put(1, tally(((await tx.counts.find(1))?.all.units ?? 0) + units));
            await tx.counts.addEndings(1, { subject: 'all', units, endings: [{ at: now + 60, units }] });
            if (fails) throw new Error('no');
          },
          { repeatable },
        );
      await Promise.allSettled([count(3), count(100, true), count(4), count(200, true)]);
      const read = () =>
        store.transact(async (tx) => [
          (await tx.counts.find(1))?.all.units,
          await tx.counts.listEndings(1, 'all', now + 60),
        ]);
      expect(await read()).toEqual([7, [{ at: now + 60, units: 7 }]]);
      await store.close();
      store = open();
      expect(await read()).toEqual([7, [{ at: now + 60, units: 7 }]]);
    },
  );

  it('runs effects after the commit, and none of a unit that failed', async () => {
    const seen: string[] = [];
    await Promise.allSettled([
      store.transact(async (tx) => {
        tx.afterCommit(() => seen.push(`good ${onDisk('x')}`));
        await tx.meta.put('x', '1');
      }),
      store.transact((tx) => {
        tx.afterCommit(() => seen.push('bad'));
        throw new Error('no');
      }),
    ]);
    expect(seen).toEqual(['good 1']);
  });

  it('answers what is on disk and runs the other effects when one of them throws', async () => {
    const seen: string[] = [];
    const written = store.transact(async (tx) => {
      tx.afterCommit(() => {
        throw new Error('nobody listens');
      });
      tx.afterCommit(() => seen.push('the other'));
      await tx.meta.put('x', '1');
      return 'written';
    });
    expect(await written).toBe('written');
    expect([onDisk('x'), seen, store.failing()]).toEqual(['1', ['the other'], false]);
    expect(faults).toMatchObject([{ message: 'nobody listens' }]);
  });

  it('fails a unit that waits for something else than the store, with its whole batch, and goes on', async () => {
    const never = new Promise<never>(() => undefined);
    const results = await Promise.allSettled([put('beside', '1'), store.transact(() => never)]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(onDisk('beside')).toBeUndefined();
    await put('later', '1');
    expect(onDisk('later')).toBe('1');
  });

  it('refuses what comes after closing', async () => {
    await store.close();
    await expect(put('a', '1')).rejects.toMatchObject({ code: 'shutting_down' });
  });

  it('refuses what exceeds the queue', async () => {
    const results = await Promise.allSettled(Array.from({ length: 8_200 }, (_, index) => put(`k${index}`, 'v')));
    const refused = results.filter((result) => result.status === 'rejected');
    expect(refused).toHaveLength(8);
    expect(refused[0]).toMatchObject({ reason: { code: 'overloaded' } });
  });
});

describe('group commit on a database that may not grow', () => {
  /** Lets the database have `pages` more pages; SQLite then fails with SQLITE_FULL by itself. */
  const limit = (pages: number | null) => {
    const count = Number(connection.pragma('page_count', { simple: true }));
    connection.pragma(`max_page_count = ${pages === null ? 1_073_741_823 : count + pages}`);
  };

  it('fails the whole batch when a statement in its middle finds no room, and loses nothing answered', async () => {
    await put('answered', '1');
    limit(2);
    const results = await Promise.allSettled([put('small', '1'), put('large', 'x'.repeat(100_000)), put('after', '1')]);
    const answered = results.map(({ status }) => status === 'fulfilled');
    for (const [index, key] of ['small', 'large', 'after'].entries()) {
      expect([key, onDisk(key) !== undefined]).toEqual([key, answered[index]]);
    }
    expect(results[1]).toMatchObject({ status: 'rejected', reason: { code: 'storage_full' } });
    expect(onDisk('answered')).toBe('1');
    limit(null);
    await put('large', 'x'.repeat(100_000));
    expect(onDisk('large')).toHaveLength(100_000);
    expect(store.failing()).toBe(false);
  });
});

describe('group commit when the disk lies', () => {
  it('answers nothing of a batch whose commit fails, opens the database again and goes on', async () => {
    await store.close();
    const script = join(import.meta.dirname, 'support', 'failing-commit.ts');
    const output = execFileSync(
      'strace',
      [
        '-f',
        '-qq',
        '-o',
        '/dev/null',
        '-e',
        'trace=fsync,fdatasync',
        '-e',
        'inject=fsync,fdatasync:error=EIO:when=12',
        process.execPath,
        script,
        folder,
      ],
      { encoding: 'utf8' },
    );
    const told = JSON.parse(output) as {
      readonly answered: readonly string[];
      readonly refused: readonly string[];
      readonly code: string;
    };
    store = open();
    expect(told.refused.length).toBeGreaterThan(0);
    expect(told.code).toBe('storage_full');
    expect(told.answered).toContain('last');
    for (const key of told.answered) expect(await storedValue(key)).toBe('1');
  });
});
