import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { causeway, serve, temporaryFolder } from '../support/commands.ts';
import { licensedSite } from '../support/licensed-site.ts';
import { keyOf, type PlainClient, plainClient } from '../support/plain-device.ts';

/** A small file system of its own needs the right to mount; the tests skip themselves without it. */
const canMount = ((): boolean => {
  try {
    execFileSync('unshare', ['-m', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

const hasStrace = ((): boolean => {
  try {
    execFileSync('strace', ['-o', '/dev/null', 'true']);
    return true;
  } catch {
    return false;
  }
})();

const item = { id: 'it-1', product: 'reader', metric: 'device', quota: 100_000, features: ['qr'] };
let asked = 0;
const acquire = (client: PlainClient, name: string) =>
  client.post('/v1/leases', { device: keyOf(name), vendor: 'acme-vision', product: 'reader', org: '200001' });

describe.runIf(canMount)('a data folder without room', () => {
  it('answers storage_full, loses nothing, and goes on by itself when there is room again', async () => {
    await using folder = temporaryFolder();
    await using mounted = await mount(join(folder.path, 'small'));
    const site = await licensedSite(folder.path, [item], { data: join(mounted.path, 'site') });
    const server = await serve(site.data, { args: ['--host', '127.0.0.1', '--no-tls'] });
    const client = plainClient(server.device);
    expect(await acquire(client, 'first')).toMatchObject({ status: 201 });
    const ballast = join(mounted.path, 'ballast');
    fill(ballast);
    const answered: string[] = [];
    let refused = await acquire(client, 'first');
    while (refused.status < 500) {
      const name = `device ${asked++}`;
      refused = await acquire(client, name);
      if (refused.status === 201) answered.push(name);
    }
    expect(refused).toMatchObject({ status: 503, json: { code: 'storage_full', retryAfter: expect.any(Number) } });
    expect(refused.body).not.toContain(site.data);
    expect(await client.get('/v1/health')).toMatchObject({ status: 503, json: { status: 'degraded' } });
    rmSync(ballast);
    expect(await acquire(client, 'first')).toMatchObject({ status: 200 });
    expect(await client.get('/v1/health')).toMatchObject({ status: 200 });
    for (const name of answered) expect([name, (await acquire(client, name)).status]).toEqual([name, 200]);
    client.close();
    expect(await server.stop()).toBe(0);
  });

  it('refuses to start on a read-only folder with a sentence, and starts when it is not', async () => {
    await using folder = temporaryFolder();
    await using mounted = await mount(join(folder.path, 'small'));
    const site = await licensedSite(folder.path, [item], { data: join(mounted.path, 'site') });
    mounted.remount('ro');
    const refused = await causeway(['serve', '--data-dir', site.data, '--port', '0', '--console-port', '0']);
    expect(refused).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(/^storage_full: .+read-only/) });
    mounted.remount('rw');
    const server = await serve(site.data, { args: ['--host', '127.0.0.1', '--no-tls'] });
    const client = plainClient(server.device);
    expect(await acquire(client, 'first')).toMatchObject({ status: 201 });
    client.close();
    expect(await server.stop()).toBe(0);
  });
});

describe.runIf(hasStrace)('a data folder that becomes read-only while devices are served', () => {
  it('answers storage_full, and goes on by itself when it can be written again', async () => {
    await using folder = temporaryFolder();
    const site = await licensedSite(folder.path, [item]);
    const server = await serve(site.data, {
      args: ['--host', '127.0.0.1', '--no-tls'],
      prefix: [
        'strace',
        '-f',
        '-qq',
        '-o',
        '/dev/null',
        '-P',
        join(site.data, 'causeway.db-wal'),
        '-e',
        'inject=pwrite64:error=EROFS:when=40..60',
      ],
    });
    const client = plainClient(server.device);
    const answered: string[] = [];
    const refused: string[] = [];
    while (refused.length === 0 || answered.length < 40) {
      const name = `device ${asked++}`;
      const { status, json } = await acquire(client, name);
      if (status === 201) answered.push(name);
      else refused.push(String(json.code));
    }
    expect(new Set(refused)).toEqual(new Set(['storage_full']));
    for (const name of answered) expect([name, (await acquire(client, name)).status]).toEqual([name, 200]);
    client.close();
    execFileSync('pkill', ['-TERM', '-P', String(server.process.pid)]);
    await server.stop();
  });
});

type Mounted = { readonly path: string; remount(mode: 'ro' | 'rw'): void; [Symbol.asyncDispose](): Promise<void> };

async function mount(path: string): Promise<Mounted> {
  await mkdir(path, { recursive: true });
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=24m', 'tmpfs', path]);
  return {
    path,
    remount: (mode) => {
      execFileSync('mount', ['-o', `remount,${mode},size=24m`, path]);
    },
    [Symbol.asyncDispose]: async () => {
      execFileSync('umount', ['-l', path]);
    },
  };
}

/** Takes all the room there is. */
function fill(file: string): void {
  for (let size = 1 << 20; size >= 4_096; size >>= 1) {
    for (;;) {
      try {
        writeFileSync(file, Buffer.alloc(size), { flag: 'a' });
      } catch {
        break;
      }
    }
  }
}
