import { execFile, spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeBundles, type Target } from '../../build/packaging/bundles.ts';
import { version } from '../../dls/version.ts';
import { root } from '../support/commands.ts';

/** The folder that packages put beside the app, alone in another place, run by a plain Node. */
let place: string;
let inputs: readonly string[];
const server = (): string => join(place, 'server');
const data = (): string => join(place, 'data');

beforeAll(async () => {
  spawnSync(process.execPath, [join(root, 'build/renderer.ts'), '--if-stale'], { cwd: root, stdio: 'inherit' });
  place = await mkdtemp(join(tmpdir(), 'causeway-installed-'));
  inputs = await makeBundles(
    { server: server(), app: join(place, 'app') },
    { targets: [`${process.platform}-${process.arch}` as Target] },
  );
});
afterAll(() => rm(place, { recursive: true, force: true }));

async function causeway(...args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [join(server(), 'causeway.js'), ...args], {
    cwd: place,
    env: { PATH: process.env.PATH },
  });
  return stdout;
}

describe('the installed server', () => {
  it('tells its version', async () => {
    expect(await causeway('--version')).toBe(`${version}\n`);
  });

  it('offers the commands of a site and not the demo, which needs the vendor’s command', async () => {
    const help = await causeway('--help');
    expect(help).toContain('serve');
    expect(help).not.toContain('demo');
    const foreign = inputs.filter((name) => /^(issuer|test|cli\/demo)\//.test(name));
    expect(foreign).toEqual([]);
  });

  it('sets a site up, serves devices and console, and works on it beside the running server', async () => {
    await writeFile(join(place, 'password'), 'correct horse battery staple\n');
    const setUp = await causeway('setup', '--data-dir', data(), '--password-file', join(place, 'password'), '--json');
    expect(JSON.parse(setUp)).toMatchObject({ user: 'admin' });

    const listen = ['--port', '0', '--console-port', '0', '--no-tls', '--json'];
    const running = spawn(process.execPath, [join(server(), 'causeway.js'), 'serve', '--data-dir', data(), ...listen], {
      cwd: place,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = new Promise<number | null>((done) => running.once('close', done));
    const line = await new Promise<string>((done) => createInterface({ input: running.stdout }).once('line', done));
    const ready = JSON.parse(line) as { readonly device: string; readonly console: string };
    const health = await fetch(`${ready.device}/v1/health`);
    expect(await health.json()).toMatchObject({ status: 'ok', version });
    const page = await fetch(ready.console);
    expect(await page.text()).toContain('<div id="root">');
    expect(JSON.parse(await causeway('status', '--data-dir', data(), '--json'))).toMatchObject({ served: true });
    // Each of them is a thread with a program of its own.
    expect(JSON.parse(await causeway('verify', '--data-dir', data(), '--json'))).toMatchObject({ ok: true });
    running.kill('SIGTERM');
    expect(await ended).toBe(0);
  });

  it('holds the native code of its machine alone, and the notices of all it is made of', () => {
    const prebuilds = join(server(), 'node_modules/better-sqlite3/prebuilds');
    expect(readdirSync(prebuilds)).toEqual([`${process.platform}-${process.arch}.node`]);
    expect(existsSync(join(server(), 'node_modules/better-sqlite3/deps'))).toBe(false);
    const notices = readFileSync(join(server(), 'NOTICES.txt'), 'utf8');
    for (const name of ['better-sqlite3', 'fastify', 'react', 'jose'])
      expect(notices).toMatch(new RegExp(`^${name} \\d`, 'm'));
  });
});
