import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { controlPath } from '../../dls/data-folder.ts';
import { causeway, must, serve, temporaryFolder } from '../support/commands.ts';

const plain = { args: ['--no-tls'] };

describe('a server', () => {
  it('answers on both listeners and its socket when it says that it is ready', async () => {
    await using folder = temporaryFolder();
    const server = await serve(folder.path, plain);
    expect(await statusOf(`${server.device}/v1/health`)).toBe(200);
    expect(await statusOf(`${server.console}/admin/v1/status`)).toBe(401);
    const told = JSON.parse(await must(causeway(['status', '--json', '--data-dir', folder.path])));
    expect(told).toMatchObject({ site: server.site, served: true });
    expect(server.device).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(server.console).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    await server.stop();
  });

  it.each(['SIGTERM', 'SIGINT'] as const)('ends with 0 on %s and gives everything back', async (signal) => {
    await using folder = temporaryFolder();
    const server = await serve(folder.path, plain);
    expect(await server.stop(signal)).toBe(0);
    expect(existsSync(controlPath(folder.path))).toBe(false);
    expect(existsSync(join(folder.path, 'endpoint.json'))).toBe(false);
    expect((await causeway(['status', '--data-dir', folder.path])).code).toBe(0);
  });

  it('answers what is under way before it ends', async () => {
    await using folder = temporaryFolder();
    const server = await serve(folder.path, plain);
    const body = '{"device":"AAAAAAAAAAAAAAAAAAAAAA","vendor":"acme-vision","product":"barcode-reader","org":"1"}';
    const headers = { 'content-type': 'application/json', 'content-length': body.length };
    const asked = request(`${server.device}/v1/leases`, { method: 'POST', headers });
    const status = new Promise((done, fail) => {
      asked.on('response', (response) => done(response.resume().statusCode));
      asked.on('error', fail);
    });
    asked.write(body.slice(0, 10));
    // The server has begun to read this request once it answers another one that came later.
    expect(await statusOf(`${server.device}/v1/health`)).toBe(200);
    const ended = server.stop();
    await untilClosed(server.device);
    asked.end(body.slice(10));
    expect(await status).toBe(403);
    expect(await ended).toBe(0);
  });

  it('shows the set-up link until the site is set up, and not after', async () => {
    await using folder = temporaryFolder();
    const before = await serve(folder.path, plain);
    expect(before.stderr()).toContain(`${before.console}/setup#token=`);
    const password = join(folder.path, 'password');
    await must(causeway(['token', '--role', 'viewer', '--data-dir', folder.path]));
    writeFileSync(password, 'correct horse battery');
    await must(causeway(['setup', '--password-file', password, '--data-dir', folder.path]));
    expect(await before.stop()).toBe(0);
    const after = await serve(folder.path, plain);
    expect(after.stderr()).not.toContain('setup#token=');
    await after.stop();
  });

  it('refuses an address that this machine has not, and names both options that choose one', async () => {
    await using folder = temporaryFolder();
    const ports = ['--port', '0', '--console-port', '0'];
    const hosts = ['--host', '127.0.0.1', '--console-host', '203.0.113.9'];
    const refused = await causeway(['serve', '--data-dir', folder.path, ...ports, ...hosts]);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain('This machine has no address 203.0.113.9.');
    expect(refused.stderr).toMatch(/"--host" or "--console-host"/);
  });

  it('refuses a folder that another server uses, and a port that is taken', async () => {
    await using folder = temporaryFolder();
    await using other = temporaryFolder();
    const server = await serve(folder.path, plain);
    const second = await causeway(['serve', '--data-dir', folder.path, '--port', '0', '--console-port', '0']);
    expect(second.code).toBe(1);
    expect(second.stderr).toContain(`request_conflict: Another Causeway is using ${folder.path}.`);
    const { port } = new URL(server.device);
    const taken = ['serve', '--data-dir', other.path, '--host', '127.0.0.1', '--port', port, '--console-port', '0'];
    const third = await causeway([...taken, '--json']);
    expect(third.code).toBe(1);
    expect(third.stdout).toBe('');
    expect(JSON.parse(third.stderr.trim().split('\n').at(-1)!)).toMatchObject({ code: 'request_conflict' });
    expect(await statusOf(`${server.device}/v1/health`)).toBe(200);
    await server.stop();
  });

  it('does not mind the socket that a killed one left', async () => {
    await using folder = temporaryFolder();
    const killed = await serve(folder.path, plain);
    await killed.stop('SIGKILL');
    if (process.platform !== 'win32') expect(existsSync(controlPath(folder.path))).toBe(true);
    expect((await causeway(['status', '--data-dir', folder.path])).code).toBe(0);
    const server = await serve(folder.path, plain);
    expect(server.site).toBe(killed.site);
    expect(await server.stop()).toBe(0);
  });

  it('moves its socket when the path of the folder is too long for one', async () => {
    await using folder = temporaryFolder();
    const long = join(folder.path, 'x'.repeat(60), 'y'.repeat(60));
    mkdirSync(long, { recursive: true });
    const env = { XDG_RUNTIME_DIR: folder.path };
    const server = await serve(long, { ...plain, env });
    expect(existsSync(join(long, 'control.sock'))).toBe(false);
    const told = await must(causeway(['status', '--json', '--data-dir', long], { env }));
    expect(JSON.parse(told)).toMatchObject({ site: server.site, served: true });
    expect(await server.stop()).toBe(0);
  });

  it.runIf(process.platform !== 'win32')(
    'keeps its socket for its owner, and tells everybody its console',
    async () => {
      await using folder = temporaryFolder();
      const server = await serve(folder.path, plain);
      expect(statSync(controlPath(folder.path)).mode & 0o777).toBe(0o600);
      expect(statSync(join(folder.path, 'endpoint.json')).mode & 0o777).toBe(0o644);
      const endpoint = JSON.parse(readFileSync(join(folder.path, 'endpoint.json'), 'utf8'));
      expect(endpoint).toMatchObject({ console: server.console });
      await server.stop();
    },
  );

  it('says nothing but its ready line on stdout with --json', async () => {
    await using folder = temporaryFolder();
    const server = await serve(folder.path, plain);
    let more = '';
    server.process.stdout!.on('data', (text) => {
      more += text;
    });
    await server.stop();
    expect(more).toBe('');
  });
});

async function statusOf(url: string): Promise<number> {
  const response = await fetch(url);
  await response.arrayBuffer();
  return response.status;
}

/** No new connection is taken any more. */
async function untilClosed(url: string): Promise<void> {
  for (;;) {
    const taken = await statusOf(`${url}/v1/health`).then(
      () => true,
      () => false,
    );
    if (!taken) return;
  }
}
