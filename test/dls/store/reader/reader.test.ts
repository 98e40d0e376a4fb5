import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { databaseFile } from '../../../../dls/site/folder-layout.ts';
import { CursorError } from '../../../../dls/store/reader.ts';
import { openReader } from '../../../../dls/store/sqlite/reader.ts';
import { makeSite, type TestSite } from '../../../support/site.ts';
import { testStart } from '../../../support/vendor.ts';

let site: TestSite;

beforeEach(async () => {
  site = await makeSite();
});

afterEach(() => site.close());

const denials = {
  vendor: null,
  code: null,
  handshake: null,
  product: null,
  device: null,
  address: null,
  item: null,
  from: null,
  to: null,
  search: null,
};
const first = (limit: number) => ({ sort: null, after: null, limit });

async function deny(count: number, code = 'quota_exhausted'): Promise<void> {
  await site.store.transact(async (tx) => {
    for (let i = 0; i < count; i++) {
      const named = {
        vendor: 'acme',
        code,
        handshake: 'h',
        product: 'p',
        address: '10.0.0.1',
        item: null,
        paused: false,
        knownVendor: 'acme',
        knownCode: { vendor: 'acme', handshake: 'h' },
      };
      await tx.denials.add({ ...named, device: `d-${String(i).padStart(5, '0')}` }, testStart);
    }
  });
}

describe('the reader', () => {
  it('sees a unit of work as soon as it is answered', async () => {
    expect(await site.reader.query('ledgerHeight', {})).toBe(0);
    await site.store.transact((tx) => tx.ledger.append({ kind: 'test', actor: 'system', data: {} }));
    expect(await site.reader.query('ledgerHeight', {})).toBe(1);
  });

  it('answers questions that wait for each other in any number', async () => {
    await deny(10);
    const answers = await Promise.all(
      Array.from({ length: 200 }, () => site.reader.page('denials', denials, first(3))),
    );
    expect(answers.every(({ items, total }) => items.length === 3 && total === 10)).toBe(true);
  });

  it('streams every row once and in order, however many there are', async () => {
    await deny(3_000);
    await deny(3_000, 'password_wrong');
    const codes: string[] = [];
    for await (const { code, device } of site.reader.stream('denials', denials, 'device'))
      codes.push(`${device} ${code}`);
    expect(codes).toHaveLength(6_000);
    expect(codes.map((text) => text.slice(0, 7))).toEqual(codes.map((text) => text.slice(0, 7)).sort());
    expect(new Set(codes).size).toBe(6_000);
  });

  it('reads no further than its consumer takes', async () => {
    await deny(2_000);
    const rows = site.reader.stream('denials', denials, 'device')[Symbol.asyncIterator]();
    await rows.next();
    // What was not read yet can still go.
    site.tamper('DELETE FROM denial WHERE device > ?', 'd-01000');
    let count = 1;
    while ((await rows.next()).done !== true) count += 1;
    expect(count).toBe(1_001);
  });

  it('holds no snapshot between portions, so the log can be emptied under a slow export', async () => {
    await deny(1_200);
    const rows = site.reader.stream('denials', denials)[Symbol.asyncIterator]();
    await rows.next();
    await deny(50, 'password_wrong');
    const [busy] = site.rows('PRAGMA wal_checkpoint(TRUNCATE)');
    expect(busy?.busy).toBe(0);
    await rows.return?.();
  });

  it('refuses an order and a place that are none of the list', async () => {
    await expect(site.reader.page('denials', denials, { ...first(1), sort: 'nothing' })).rejects.toThrow(CursorError);
    await expect(site.reader.page('denials', denials, { ...first(1), after: ['x'] })).rejects.toMatchObject({
      part: 'cursor',
    });
  });

  it('cannot write', async () => {
    const { openReadConnection } = await import('../../../../dls/store/sqlite/read-connection.ts');
    const db = openReadConnection(databaseFile(site.folder));
    for (const sql of [
      "INSERT INTO meta VALUES ('a', 'b')",
      'DELETE FROM ledger',
      'CREATE TABLE t (a)',
      'PRAGMA user_version = 9',
    ]) {
      expect(() => db.all(sql)).toThrow();
    }
    expect(site.rows('SELECT * FROM meta WHERE key = ?', 'a')).toEqual([]);
    db.close();
  });

  it('refuses what comes after its end', async () => {
    const reader = openReader({ file: databaseFile(site.folder) });
    await reader.query('ledgerHeight', {});
    await reader.close();
    await expect(reader.query('ledgerHeight', {})).rejects.toMatchObject({ code: 'shutting_down' });
  });

  it('fails each question while there is no database, and answers again when there is one', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'causeway-reader-'));
    const file = join(folder, 'causeway.db');
    const reader = openReader({ file });
    await expect(reader.query('ledgerHeight', {})).rejects.toMatchObject({ name: 'StoreError' });
    site.tamper('VACUUM INTO ?', file);
    expect(await reader.query('ledgerHeight', {})).toBe(0);
    await reader.close();
    await rm(folder, { recursive: true });
  });

  it('takes the place of its thread as an argument, as bundles need it', async () => {
    const worker = new URL('../../../../dls/store/sqlite/reader-worker.ts', import.meta.url);
    const reader = openReader({ file: databaseFile(site.folder), worker });
    expect(await reader.query('ledgerHeight', {})).toBe(0);
    await reader.close();
  });
});
