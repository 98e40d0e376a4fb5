import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it } from 'vitest';
import { causeway, root, temporaryFolder } from '../support/commands.ts';

describe('the demo', () => {
  it('tells the whole loop once and leaves nothing behind', async () => {
    await using temporary = temporaryFolder();
    const { code, stdout, stderr } = await causeway(['demo', '--once'], { env: { TMPDIR: temporary.path } });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/gate-1: licensed/);
    expect(stdout).toMatch(/gate-3: refused, quota_exhausted\./);
    expect(stdout).toMatch(/grace stage/);
    expect(stdout).toMatch(/gate-3 asks again: licensed/);
    expect(stdout).toMatch(/acme-vision-[0-9a-f]{8}-e1-000001\.cwsync/);
    expect(stdout).toMatch(/reads 24 scans/);
    expect(stdout).toMatch(/The ledger verifies/);
    expect(readdirSync(temporary.path)).toEqual([]);
  });

  it('stays up to be looked at until Ctrl-C, then removes its folder', async () => {
    await using temporary = temporaryFolder();
    const child = spawn(process.execPath, [join(root, 'cli/causeway.mjs'), 'demo', '--json'], {
      env: { ...process.env, TMPDIR: temporary.path },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = new Promise((done) => child.on('close', done));
    const ready = await readyLine(child.stdout);
    expect(existsSync(ready.folder)).toBe(true);
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ user: ready.user, password: ready.password });
    const login = await fetch(`${ready.console}/admin/v1/session`, { method: 'POST', headers, body });
    expect(login.ok).toBe(true);
    const commanded = await causeway(['status', '--json', '--data-dir', join(ready.folder, 'site')]);
    expect(JSON.parse(commanded.stdout)).toMatchObject({ served: true, totals: { devices: 4 } });
    child.kill('SIGINT');
    expect(await ended).toBe(0);
    expect(readdirSync(temporary.path)).toEqual([]);
  });
});

type Ready = { readonly console: string; readonly user: string; readonly password: string; readonly folder: string };

async function readyLine(stdout: NodeJS.ReadableStream): Promise<Ready> {
  for await (const line of createInterface({ input: stdout })) {
    const told = JSON.parse(line) as Ready & { readonly event: string };
    if (told.event === 'ready') return told;
  }
  throw new Error('the demo ended before it was ready');
}
