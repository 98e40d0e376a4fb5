import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportBundle, readBundle } from '../../dls/operations/export-bundle.ts';
import { verifyLedger } from '../../dls/operations/verify.ts';
import { bundlesFolder } from '../../dls/site/folder-layout.ts';
import { makeSite } from '../support/site.ts';
import { createVendor, makeItem, makeLicense, openBundle, testStart } from '../support/vendor.ts';

const rounds = 50;
const vendor = createVendor();
let outside: string;
let folder: string;
let files: string;

beforeAll(async () => {
  outside = await mkdtemp(join(tmpdir(), 'causeway-kill-'));
  folder = join(outside, 'data');
  files = join(outside, 'files.json');
  const site = await makeSite({ folder });
  const licenses = Array.from({ length: 600 }, (_, index) => {
    const items = [makeItem(`it-${index % 7}`, { quota: index + 1 })];
    return makeLicense(vendor, { site: site.identity.current, serial: index + 1, items });
  });
  await site.stop();
  await writeFile(files, JSON.stringify(licenses));
});

afterAll(() => rm(outside, { recursive: true, force: true }));

describe('a server that is killed while it imports and exports', () => {
  it('loses no bundle that it made, gives no number twice, and imports each file whole or not at all', async () => {
    const told = new Map<number, string>();
    for (let round = 0; round < rounds; round += 1) {
      for (const [seq, digest] of await runAndKill(round)) {
        expect(told.get(seq) ?? digest).toBe(digest);
        told.set(seq, digest);
      }
      await checkSite(told);
    }
    expect(told.size).toBeGreaterThan(0);
  });
});

/** Kills the process after some of its steps; the round decides how deep into the next one. */
async function runAndKill(round: number): Promise<readonly (readonly [seq: number, digest: string])[]> {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, '../support/gap-child.ts'), folder, files, String(testStart)],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const lines = await linesUntil(child, 1 + (round % 3));
  for (let turn = 0; turn < (round * 37) % 400; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  child.kill('SIGKILL');
  await once(child, 'exit');
  return lines.flatMap((line) => {
    const [, seq, digest] = /^made (\d+) (\S+)$/.exec(line) ?? [];
    return seq === undefined || digest === undefined ? [] : [[Number(seq), digest] as const];
  });
}

/** What the process says; resolves with a list that goes on growing once it has said `count` lines. */
async function linesUntil(child: ChildProcess, count: number): Promise<readonly string[]> {
  const lines: string[] = [];
  let rest = '';
  await new Promise<void>((resolve, reject) => {
    child.once('exit', () => reject(new Error('the process ended by itself')));
    child.stdout?.on('data', (chunk: Buffer) => {
      const parts = (rest + chunk.toString('utf8')).split('\n');
      rest = parts.pop() ?? '';
      lines.push(...parts);
      if (lines.length >= count) resolve();
    });
  });
  return lines;
}

async function checkSite(told: ReadonlyMap<number, string>): Promise<void> {
  const site = await makeSite({ folder });
  try {
    expect(await verifyLedger(site)).toMatchObject({ ok: true });
    const rows = site.rows('SELECT seq, digest, prev FROM bundle ORDER BY seq');
    const kept = new Map(rows.map(({ seq, digest }) => [Number(seq), String(digest)]));
    for (const [seq, digest] of told) expect(kept.get(seq)).toBe(digest);
    for (const [index, { seq, prev }] of rows.entries()) {
      expect(seq).toBe(index + 1);
      expect(prev).toBe(rows[index - 1]?.digest ?? null);
    }
    const last = rows.at(-1);
    if (last !== undefined) {
      const { bytes } = await readBundle(site, { vendor: vendor.id, seq: Number(last.seq) });
      expect((await openBundle(vendor, bytes, [site.identity.current.current])).digest).toBe(last.digest);
    }
    const imported = site.rows("SELECT count(*) AS count FROM ledger WHERE kind = 'license-imported'");
    expect(site.rows('SELECT count(*) AS count FROM license')).toEqual(imported);
    if (site.snapshot.current.vendors.size === 0) return;
    await exportBundle(site, { actor: 'command' });
    expect(await readdir(bundlesFolder(folder))).toHaveLength(rows.length + 1);
  } finally {
    await site.stop();
  }
}
