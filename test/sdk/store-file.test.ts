import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it } from 'vitest';
import { openLicense } from '../../sdk/index.ts';
import { fileStore } from '../../sdk/store-file.ts';
import { openAt } from './support/open.ts';
import { problem, startSite, type TestSite } from './support/site.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const text = (content: Uint8Array | null) => (content === null ? null : new TextDecoder().decode(content));

async function temporary(): Promise<{ readonly path: string; [Symbol.asyncDispose](): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'causeway-sdk-'));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

describe('a folder as a store', () => {
  it('reads what was written and added, also after it was opened again', async () => {
    await using folder = await temporary();
    const store = await fileStore(join(folder.path, 'made', 'here'));
    expect(await store.read('state')).toBeNull();
    await store.write('state', bytes('one'));
    await store.write('state', bytes('two'));
    await store.append('journal-1', bytes('a'));
    await store.append('journal-1', bytes('b'));
    await store.close();
    const again = await fileStore(join(folder.path, 'made', 'here'));
    await again.append('journal-1', bytes('c'));
    expect([text(await again.read('state')), text(await again.read('journal-1'))]).toEqual(['two', 'abc']);
    expect([...(await again.list())].sort()).toEqual(['journal-1', 'state']);
    await again.remove('journal-1');
    expect(await again.list()).toEqual(['state']);
    await again.close();
  });

  it('keeps what is in it from other users', async () => {
    await using folder = await temporary();
    const store = await fileStore(join(folder.path, 'state'));
    await store.write('state', bytes('x'));
    expect((await stat(join(folder.path, 'state'))).mode & 0o077).toBe(0);
    expect((await stat(join(folder.path, 'state', 'state'))).mode & 0o077).toBe(0);
    await store.close();
  });

  it('belongs to one at a time', async () => {
    await using folder = await temporary();
    const store = await fileStore(folder.path);
    await expect(fileStore(folder.path)).rejects.toMatchObject({ code: 'EBUSY' });
    await store.close();
    await (await fileStore(folder.path)).close();
  });

  it('is locked elsewhere when its path is too long for a socket', async () => {
    await using folder = await temporary();
    const long = join(folder.path, 'x'.repeat(120));
    const store = await fileStore(long);
    await expect(fileStore(long)).rejects.toMatchObject({ code: 'EBUSY' });
    expect(await readdir(long)).toEqual([]);
    await store.close();
  });

  it('keeps nothing of an addition that failed', async () => {
    await using folder = await temporary();
    const store = await fileStore(folder.path);
    await store.append('journal-1', bytes('good'));
    await expect(store.append('journal-1', { length: 3 } as Uint8Array<ArrayBuffer>)).rejects.toThrow();
    await store.append('journal-1', bytes(' better'));
    expect(text(await store.read('journal-1'))).toBe('good better');
    await store.close();
  });
});

describe('a license in a folder', () => {
  it('loses no use that was recorded when the app is killed at any moment', async () => {
    await using folder = await temporary();
    await using site = await startSite();
    site.plan.now = Math.floor(Date.now() / 1_000);
    site.plan.until = site.plan.now + 100 * 86_400;
    site.plan.delegationExp = site.plan.until + 86_400;
    site.plan.grants = [{ product: 'barcode-reader', features: ['1d', 'qr'], until: site.plan.until }];
    site.on('/v1/usage', () => problem(503, 'overloaded'));
    let resolved = 0;
    for (const lines of [1, 5, 60, 400, 900]) resolved += await recordUntil(folder.path, site, lines);
    site.on('/v1/usage', null);
    const { vendor, vendorKey, url } = site;
    const license = await openLicense({
      servers: [url],
      vendor,
      vendorKeys: [vendorKey.jwk],
      product: 'barcode-reader',
      storage: folder.path,
    });
    await license.report();
    const booked = [...site.booked.values()].flat().reduce((sum, { count }) => sum + Number(count), 0);
    expect(booked).toBeGreaterThanOrEqual(resolved);
    expect(booked - resolved).toBeLessThanOrEqual(5 * 8);
    expect(new Set(site.requests.flatMap(({ body }) => body.device ?? [])).size).toBe(1);
    await license.close();
  });

  it('reads a journal up to where it was torn', async () => {
    await using folder = await temporary();
    await using site = await startSite();
    site.on('/v1/usage', () => problem(503, 'overloaded'));
    const first = await openAt(site, { storage: folder.path });
    await first.license.record('qr');
    const journal = join(folder.path, (await readdir(folder.path)).find((name) => name.startsWith('journal-'))!);
    const whole = await readFile(journal);
    await first.license.record('qr', { count: 100 });
    const torn = await readFile(journal);
    await first.license.close();
    for (const length of [whole.length, whole.length + 3, torn.length - 1]) {
      await using copy = await temporary();
      for (const name of await readdir(folder.path))
        if (name !== 'lock') await writeFile(join(copy.path, name), await readFile(join(folder.path, name)));
      await writeFile(join(copy.path, journal.slice(folder.path.length)), torn);
      await truncate(join(copy.path, journal.slice(folder.path.length)), length);
      const { license } = await openAt(site, { storage: copy.path });
      expect([license.device, license.unreported]).toEqual([first.license.device, 1]);
      await license.close();
    }
  });

  it('is discarded on another machine, where a new device is made', async () => {
    await using folder = await temporary();
    await using site = await startSite();
    const first = await openAt(site, { storage: folder.path });
    await first.license.record('qr', { count: 5 });
    site.on('/v1/usage', () => problem(503, 'overloaded'));
    await first.license.close();
    const machine = async () => ({ identifier: '00000000000000000000000000000abc', productId: null });
    const { license } = await openAt(site, { storage: folder.path, ports: { machine } });
    expect(license.discarded).toBe(true);
    expect(license.device).not.toBe(first.license.device);
    expect(license.unreported).toBe(0);
    await license.close();
  });

  it('is taken over when the machine has an identifier that it had not before, and sealed to it', async () => {
    await using folder = await temporary();
    await using site = await startSite();
    const first = await openAt(site, { storage: folder.path, ports: { machine: async () => null } });
    await first.license.close();
    const second = await openAt(site, { storage: folder.path });
    expect(second.license.device).toBe(first.license.device);
    await second.license.close();
    const third = await openAt(site, { storage: folder.path, ports: { machine: async () => null } });
    expect(third.license.discarded).toBe(true);
    await third.license.close();
  });

  it('says nothing readable about device, lease and use', async () => {
    await using folder = await temporary();
    await using site = await startSite();
    const { license } = await openAt(site, { storage: folder.path });
    await license.record('qr');
    const key = String(site.requests.find(({ path }) => path === '/v1/leases')!.body.device);
    const names = (await readdir(folder.path)).filter((name) => name !== 'lock');
    const contents = await Promise.all(names.map((name) => readFile(join(folder.path, name), 'latin1')));
    expect(names.length).toBeGreaterThan(1);
    for (const secret of [key, license.device, 'it-1', 'acme-vision']) expect(contents.join()).not.toContain(secret);
    await license.close();
  });
});

/** Starts a recorder, kills it at the `lines`th use that it told, and answers how many it told in all. */
function recordUntil(folder: string, site: TestSite, lines: number): Promise<number> {
  const recorder = join(import.meta.dirname, 'support', 'recorder.ts');
  const child = spawn(process.execPath, [recorder, folder, site.url, JSON.stringify(site.vendorKey.jwk)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let told = 0;
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (line === 'counted') told += 1;
    if (told >= lines) child.kill('SIGKILL');
  });
  return new Promise((done) => child.on('close', () => done(told)));
}
