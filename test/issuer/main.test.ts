import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import Database from 'better-sqlite3';
import type { JWK } from 'jose';
import { describe, expect, it } from 'vitest';
import { verifyCard } from '../../protocol/card.ts';
import { verifyLicense } from '../../protocol/license.ts';
import { issuer, must, root, temporaryFolder } from '../support/commands.ts';
import { usageOrder } from './support/desk.ts';
import {
  activationRequest,
  createTestSite,
  decodeJws,
  deviceUuid,
  itemLine,
  makeBundle,
  makeChain,
  usageLine,
} from './support/test-site.ts';

/** A folder with a vendor made by real commands, the card's sealing key, and a licensed site. */
async function makeVendor(path: string, env: Record<string, string> = {}) {
  const run = (...args: string[]) => issuer(args, { cwd: path, env });
  await must(run('init', '--vendor', 'acme-vision', '--name', 'Acme Vision Ltd', '--dir', 'V'));
  await must(run('card', '--dir', 'V', '--out', 'card.cwcard'));
  const read = (name: string) => readFileSync(join(path, name), 'utf8').trim();
  const { keys } = decodeJws(read('card.cwcard')).payload.jwks as { keys: JWK[] };
  const card = { vendor: 'acme-vision', sealing: keys.find(({ use }) => use === 'enc')! };
  const site = await createTestSite();
  writeFileSync(join(path, 'site.cwreq'), activationRequest(site));
  writeFileSync(join(path, 'order.json'), JSON.stringify(usageOrder));
  await must(run('issue', '--dir', 'V', '--order', 'order.json', '--request', 'site.cwreq', '--out', 'site.cwlic'));
  return { run, read, card, site, write: (name: string, text: string) => writeFileSync(join(path, name), text) };
}

describe('the commands of a vendor', () => {
  it('carry a license out and usage back in, with encrypted keys', async () => {
    await using folder = temporaryFolder();
    const { run, read, write, card, site } = await makeVendor(folder.path, {
      CAUSEWAY_ISSUER_PASSPHRASE: 'correct horse',
    });
    const { signing } = await verifyCard(read('card.cwcard'), null);
    await expect(verifyLicense(read('site.cwlic'), signing)).resolves.toMatchObject({ aud: site.uuid, serial: 1 });
    const chain = await makeChain(site, card, [
      [itemLine(), usageLine(deviceUuid(1), 5)],
      [usageLine(deviceUuid(1), 12)],
    ]);
    for (const [index, { file }] of chain.entries()) write(`${index + 1}.cwsync`, file);
    await must(run('ingest', '--dir', 'V', '2.cwsync', '1.cwsync', '--ack', 'site.cwack', '--time'));
    expect(decodeJws(read('site.cwack')).payload).toMatchObject({ aud: site.uuid, seq: 2, digest: chain[1]!.digest });
    await must(run('usage', '--dir', 'V', '--csv', 'usage.csv'));
    expect(read('usage.csv').split('\n').at(-1)).toMatch(/,12$/);
    expect((await issuer(['issue', '--dir', 'V'], { cwd: folder.path })).code).toBe(2);
    const locked = await issuer(['ingest', '--dir', 'V', '1.cwsync'], {
      cwd: folder.path,
      env: { CAUSEWAY_ISSUER_PASSPHRASE: '' },
    });
    expect(locked).toMatchObject({ code: 1, stderr: expect.stringMatching(/^login_required: /) });
  });

  it('never date two statements alike, also when they run at once', async () => {
    await using folder = temporaryFolder();
    const { run, read } = await makeVendor(folder.path);
    const names = ['a', 'b', 'c'];
    await Promise.all(
      names.map((name) =>
        must(run('issue', '--dir', 'V', '--order', 'order.json', '--request', 'site.cwreq', '--out', name)),
      ),
    );
    const licenses = ['site.cwlic', ...names].map((name) => decodeJws(read(name)).payload);
    expect(new Set(licenses.map(({ iat }) => iat)).size).toBe(4);
    expect(licenses.map(({ serial }) => serial).toSorted()).toEqual([1, 2, 3, 4]);
  });

  it('take relative paths from where the user stands when they run through npm', async () => {
    await using folder = temporaryFolder();
    const args = [
      '--prefix',
      root,
      'run',
      '-s',
      'issuer',
      '--',
      'init',
      '--vendor',
      'acme',
      '--name',
      'Acme',
      '--dir',
      'V',
    ];
    const { INIT_CWD: _, ...env } = process.env;
    const child = spawn('npm', args, { cwd: folder.path, env, stdio: 'ignore' });
    expect(await ended(child)).toBe(0);
    expect(readdirSync(folder.path)).toEqual(['V']);
  });

  it('book a bundle whole or not at all when they are killed', async () => {
    await using folder = temporaryFolder();
    const { run, write, card, site } = await makeVendor(folder.path);
    const lines = Array.from({ length: 8_000 }, (_, index) => usageLine(deviceUuid(index), 3));
    const [first, second] = await makeChain(site, card, [lines, lines.map((line) => ({ ...line, count: 4 }))]);
    write('1.cwsync', first!.file);
    write('2.cwsync', second!.file);
    const began = performance.now();
    await must(run('inspect', '1.cwsync', '--dir', 'V'));
    const span = 2 * (performance.now() - began);
    for (let turn = 1; turn <= 4; turn += 1) {
      const command = [join(root, 'issuer/main.ts'), 'ingest', '--dir', 'V', '2.cwsync', '1.cwsync'];
      const child = spawn(process.execPath, command, { cwd: folder.path, stdio: 'ignore' });
      await Promise.race([after((span * turn) / 4), ended(child)]);
      child.kill('SIGKILL');
      await ended(child);
      const db = new Database(join(folder.path, 'V/issuer.db'));
      const [booked, rows, total] = [
        'SELECT count(*) FROM bundle WHERE booked_at IS NOT NULL',
        'SELECT count(*) FROM usage',
        'SELECT total(count) FROM usage',
      ].map((sql) => Number(db.prepare(sql).pluck().get()));
      db.close();
      expect({ rows, total }).toEqual(
        [
          { rows: 0, total: 0 },
          { rows: 8_000, total: 24_000 },
          { rows: 8_000, total: 32_000 },
        ][booked!],
      );
    }
    await must(run('ingest', '--dir', 'V', '1.cwsync', '2.cwsync'));
    await must(run('usage', '--dir', 'V', '--csv', 'usage.csv'));
    const counts = readFileSync(join(folder.path, 'usage.csv'), 'utf8').trim().split('\n').slice(1);
    expect(counts.length).toBe(8_000);
    expect(counts.every((row) => row.endsWith(',4'))).toBe(true);
  });

  it('let two ingest at once without losing a bundle', async () => {
    await using folder = temporaryFolder();
    const { run, read, write, card, site } = await makeVendor(folder.path);
    const other = await makeBundle(site, card, { lines: [usageLine(deviceUuid(1), 5)] });
    const next = await makeBundle(site, card, { seq: 2, prev: other.digest, lines: [usageLine(deviceUuid(2), 6)] });
    write('1.cwsync', other.file);
    write('2.cwsync', next.file);
    await Promise.all(['1.cwsync', '2.cwsync'].map((name) => must(run('ingest', '--dir', 'V', name))));
    await must(run('ingest', '--dir', 'V', '1.cwsync', '2.cwsync', '--ack', 'a'));
    expect(decodeJws(read('a')).payload).toMatchObject({ seq: 2, digest: next.digest });
  });
});

function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((done) => child.once('close', done));
}
