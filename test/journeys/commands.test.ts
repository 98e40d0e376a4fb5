import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { type CommandResult, causeway, must, root, serve, temporaryFolder } from '../support/commands.ts';
import { deviceItem, meet } from './support/vendor-and-site.ts';

describe('the first command on a folder', () => {
  it('makes the folder and the identity that the site keeps', async () => {
    await using folder = temporaryFolder();
    const site = join(folder.path, 'new', 'site');
    const status = async () => JSON.parse(await must(causeway(['status', '--json', '--data-dir', site])));
    const first = await status();
    expect(first).toMatchObject({ setUp: false, epoch: 1, served: false });
    expect((await status()).site).toBe(first.site);
  });

  it('is refused with a reason where no folder can be made', async () => {
    await using folder = temporaryFolder();
    const file = join(folder.path, 'file');
    writeFileSync(file, '');
    const { code, stderr } = await causeway(['status', '--data-dir', join(file, 'site')]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^[a-z_]+: .+\. .+\n$/);
  });
});

describe('setup', () => {
  it('writes the recovery code for its owner alone, and once', async () => {
    await using folder = temporaryFolder();
    const [site, password, code] = ['site', 'password', 'code'].map((name) => join(folder.path, name)) as Three;
    writeFileSync(password, 'correct horse battery\n');
    const setup = ['setup', '--data-dir', site, '--password-file', password, '--recovery-out', code];
    const { user, recoveryFile } = JSON.parse(await must(causeway([...setup, '--json'])));
    expect({ user, recoveryFile }).toEqual({ user: 'admin', recoveryFile: code });
    expect(readFileSync(code, 'utf8')).toMatch(/^([0-9A-Z]{5}-){6}[0-9A-Z]{5}\n$/);
    if (process.platform !== 'win32') expect(statSync(code).mode & 0o777).toBe(0o600);
    const written = readFileSync(code);
    const again = await causeway(setup);
    expect(again).toMatchObject({ code: 1, stdout: '' });
    expect(again.stderr).toContain('request_conflict: ');
    expect(readFileSync(code)).toEqual(written);
  });

  it('shows the recovery code when no file is named, and logs the administrator in afterwards', async () => {
    await using folder = temporaryFolder();
    const [site, password] = ['site', 'password'].map((name) => join(folder.path, name)) as Three;
    writeFileSync(password, 'correct horse battery');
    const server = await serve(site, { args: ['--no-tls'] });
    const text = await must(causeway(['setup', '--data-dir', site, '--user', 'eva', '--password-file', password]));
    expect(text).toMatch(/Recovery code {3}([0-9A-Z]{5}-){6}[0-9A-Z]{5}\n/);
    expect(await login(server.console, 'eva', 'correct horse battery')).toBe(true);
    const made = await causeway(['reset-password', '--data-dir', site]);
    expect(made.stdout).toMatch(/^\S{20,}\n$/);
    expect(await login(server.console, 'eva', 'correct horse battery')).toBe(false);
    expect(await login(server.console, 'eva', made.stdout.trim())).toBe(true);
    await server.stop();
  });

  it('sets nothing up without a password, with a short one, or with a place that is not there', async () => {
    await using folder = temporaryFolder();
    const [site, password] = ['site', 'password'].map((name) => join(folder.path, name)) as Three;
    expect((await causeway(['setup', '--data-dir', site])).code).toBe(2);
    writeFileSync(password, 'short');
    const setup = ['setup', '--data-dir', site, '--password-file', password];
    expect(await causeway(setup)).toMatchObject({ code: 1, stderr: expect.stringMatching(/^request_malformed: /) });
    writeFileSync(password, 'correct horse battery');
    for (const option of ['--backup-to', '--recovery-out']) {
      const nowhere = await causeway([...setup, option, join(folder.path, 'nowhere', 'place')]);
      expect(nowhere).toMatchObject({ code: 1, stderr: expect.stringMatching(/^not_found: .*nowhere/) });
    }
    expect(JSON.parse(await must(causeway(['status', '--json', '--data-dir', site]))).setUp).toBe(false);
  });

  it('makes a folder for backups where its drive is, and says so', async () => {
    await using folder = temporaryFolder();
    const [site, password, place] = ['site', 'password', 'place'].map((name) => join(folder.path, name)) as Three;
    writeFileSync(password, 'correct horse battery');
    const made = await causeway(['setup', '--data-dir', site, '--password-file', password, '--backup-to', place]);
    expect(made).toMatchObject({ code: 0, stderr: `The folder ${place} was not there and has been made.\n` });
    expect(statSync(place).isDirectory()).toBe(true);
  });
});

describe('token', () => {
  it('prints the token alone, and it works at once beside a running server', async () => {
    await using folder = temporaryFolder();
    const server = await serve(folder.path, { args: ['--no-tls'] });
    const token = await must(causeway(['token', '--role', 'viewer', '--data-dir', folder.path]));
    expect(token).toMatch(/^\S+\n$/);
    expect(await statusWith(server.console, 'status', token.trim())).toBe(200);
    expect(await statusWith(server.console, 'users', token.trim())).toBe(403);
    const told = await must(causeway(['token', '--role', 'admin', '--json', '--data-dir', folder.path]));
    expect(await statusWith(server.console, 'users', JSON.parse(told).token)).toBe(200);
    await server.stop();
  });
});

describe('import', () => {
  it('takes several files in the order in which they build on one another, and refuses each by its name', async () => {
    await using world = await meet();
    const first = await world.issue('b-first.cwlic', [deviceItem]);
    const renewed = await world.issue('a-renewed.cwlic', [{ ...deviceItem, quota: 5 }]);
    writeFileSync(world.on('photo.cwlic'), 'no license');
    const files = [renewed, world.on('photo.cwlic'), world.on('site.cwreq'), first, world.on('none.cwlic')];
    const { code, stdout, stderr } = await world.causeway('import', ...files);
    expect(code).toBe(1);
    const imported = stdout.split('\n').filter((line) => !line.startsWith(' ') && line !== '');
    expect(imported.map((line) => line.split(':')[0])).toEqual([first, renewed]);
    const refused = stderr.trimEnd().split('\n');
    expect(refused.map((line) => line.split(':').slice(0, 2).join(':'))).toEqual([
      `not_found: ${world.on('none.cwlic')}`,
      `file_unknown: ${world.on('photo.cwlic')}`,
      `file_unknown: ${world.on('site.cwreq')}`,
    ]);
    for (const line of refused) expect(line).toMatch(/^[a-z_]+: .+\. \p{Lu}.+\.$/u);
  });

  it('changes nothing in a preview', async () => {
    await using world = await meet();
    const license = await world.issue('plant.cwlic', [deviceItem]);
    expect(await world.told('import', license, '--preview')).toMatchObject({ alreadyImported: false });
    expect(await world.told('status')).toMatchObject({ items: [] });
    expect(await world.told('import', license)).toMatchObject({ alreadyImported: false });
    expect(await world.told('status')).toMatchObject({ items: [{ id: 'it-1', quota: 2 }] });
  });

  it('puts new items onto the handshake code that it names, or onto none', async () => {
    await using world = await meet();
    const first = await world.issue('plant.cwlic', [deviceItem]);
    expect(await world.told('import', first, '--handshake', '200001-line4')).toMatchObject({ codes: ['200001-line4'] });
    const more = await world.issue('more.cwlic', [deviceItem, { ...deviceItem, id: 'it-2' }]);
    await world.told('import', more, '--handshake', 'none');
    const { items } = await world.told('status');
    expect(items).toMatchObject([
      { id: 'it-1', codes: ['200001-line4'] },
      { id: 'it-2', codes: [] },
    ]);
  });

  it('reads no file that is larger than any that travels', async () => {
    await using folder = temporaryFolder();
    const large = join(folder.path, 'large.cwlic');
    writeFileSync(large, Buffer.alloc(64 * 1024 * 1024 + 1));
    const { code, stderr } = await causeway(['import', large, '--data-dir', join(folder.path, 'site'), '--json']);
    expect(code).toBe(1);
    expect(JSON.parse(stderr)).toMatchObject({ code: 'too_large', file: large });
    expect(existsSync(join(folder.path, 'site'))).toBe(false);
  });
});

describe('export', () => {
  it('leaves nothing but whole bundles, one of each vendor, and knows what it cannot write', async () => {
    await using world = await meet();
    await must(world.causeway('import', world.on('acme.cwcard')));
    mkdirSync(world.on('out'));
    const { bundles } = await world.told('export', '--out', world.on('out'));
    expect(bundles).toHaveLength(1);
    expect(readdirSync(world.on('out'))).toEqual((bundles as { name: string }[]).map(({ name }) => name));
    const refused: readonly (readonly [string[], string])[] = [
      [['--out', world.on('nowhere/deeper')], 'not_found'],
      [['--out', world.on('acme.cwcard')], 'request_conflict'],
      [['--out', world.on('out'), '--vendor', 'nobody'], 'vendor_unknown'],
      [['--out', world.on('out'), '--again', '2'], 'not_found'],
    ];
    for (const [args, refusal] of refused) {
      const { code, stderr } = await world.causeway('export', ...args);
      expect([code, stderr.split(':')[0]]).toEqual([1, refusal]);
    }
    expect(readdirSync(world.on('out'))).toHaveLength(1);
  });
});

describe('machine', () => {
  it('shows the identifiers of this machine raw and hashed', async () => {
    await using folder = temporaryFolder();
    const { identifiers } = JSON.parse(await must(causeway(['machine', '--json', '--data-dir', folder.path])));
    for (const { kind, identifier, hash } of identifiers) {
      expect(kind).toMatch(/^(windows-machine-guid|windows-product-id|mac-platform-uuid|linux-machine-id)$/);
      expect(hash).toMatch(/^[0-9a-f]{32}$/);
      const { stdout } = await causeway(['machine', '--data-dir', folder.path]);
      expect(stdout).toContain(identifier);
      expect(stdout).toContain(hash);
    }
  });
});

describe('verify', () => {
  it('names the height from which an edited ledger does not fit, and ends with 1', async () => {
    await using world = await meet();
    await must(world.causeway('import', world.on('acme.cwcard')));
    expect(await world.told('verify')).toMatchObject({ ok: true, firstBad: null });
    const db = new Database(join(world.site, 'causeway.db'));
    db.prepare("UPDATE ledger SET actor = 'user:mallory' WHERE height = 2").run();
    db.close();
    const { code, stdout, stderr } = await world.causeway('verify', '--json');
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ ok: false, firstBad: { height: 2 } });
    expect(JSON.parse(stderr).detail).toContain('height 2');
    expect((await world.causeway('verify')).stderr).toMatch(/^[a-z_]+: The ledger does not fit at height 2: /);
  });
});

describe('commands at the same time', () => {
  it('wait for one another where no server runs', async () => {
    await using folder = temporaryFolder();
    await must(causeway(['status', '--data-dir', folder.path]));
    const tokens = await Promise.all(
      Array.from({ length: 3 }, () => must(causeway(['token', '--role', 'viewer', '--data-dir', folder.path]))),
    );
    expect(new Set(tokens).size).toBe(3);
  });
});

describe.runIf(process.getuid?.() === 0)('a server of another account', () => {
  it('is not commanded, and its console is named', async () => {
    await using folder = temporaryFolder();
    chmodSync(folder.path, 0o755);
    const server = await serve(folder.path, { args: ['--no-tls'] });
    const { code, stdout, stderr } = await asNobody(['status', '--data-dir', folder.path]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^role_forbidden: /);
    expect(stderr).toContain(server.console);
    await server.stop();
  });
});

describe('a command that npm runs', () => {
  it('finds files where the user stands', async () => {
    await using folder = temporaryFolder();
    const here = join(folder.path, 'here');
    mkdirSync(here);
    const { code } = await npm(
      ['run', '-s', 'causeway', '--', 'activate', '--out', 'site.cwreq', '--data-dir', '.'],
      here,
    );
    expect(code).toBe(0);
    expect(readdirSync(here)).toEqual(expect.arrayContaining(['site.cwreq', 'identity.json']));
  });
});

describe.runIf(process.platform === 'linux' && existsSync('/usr/bin/script'))('on a terminal', () => {
  it('a password is asked for twice and never shown', async () => {
    await using folder = temporaryFolder();
    const { code, stdout } = await onTerminal(
      ['setup', '--data-dir', join(folder.path, 'site')],
      ['correct horse battery', 'correct horse batery', 'correct horse battery', 'correct horse battery'],
    );
    expect(code).toBe(0);
    expect(stdout.match(/New password of admin: /g)).toHaveLength(2);
    expect(stdout).toContain('The two differ.');
    expect(stdout).not.toContain('horse');
    expect(stdout).toContain('Recovery code');
  });

  it('colours are left out when NO_COLOR is set', async () => {
    await using folder = temporaryFolder();
    const status = ['status', '--data-dir', folder.path];
    expect((await onTerminal(status, [], { TERM: 'xterm-256color', NO_COLOR: '' })).stdout).toContain('\u001B[33m');
    expect((await onTerminal(status, [], { TERM: 'xterm-256color', NO_COLOR: '1' })).stdout).not.toContain('\u001B[3');
  });
});

type Three = [string, string, string];

function npm(args: readonly string[], cwd: string): Promise<CommandResult> {
  // As a user's shell has it, without what the npm that runs these tests handed on.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(npm_|INIT_CWD)/i.test(name)));
  return ended(spawn('npm', ['--prefix', root, ...args], { cwd, env, shell: process.platform === 'win32' }));
}

/** Runs a command on a terminal of its own and answers each question that it asks. */
function onTerminal(
  args: readonly string[],
  answers: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<CommandResult> {
  const command = [process.execPath, join(root, 'cli/causeway.mjs'), ...args].map((part) => `'${part}'`).join(' ');
  // A build server says by its environment that nobody looks at colours; a person's terminal has none of that.
  const { CI: _, NO_COLOR: _no, FORCE_COLOR: _force, ...own } = process.env;
  const child = spawn('script', ['-qec', command, '/dev/null'], { env: { ...own, ...env } });
  const waiting = [...answers];
  child.stdout.on('data', (text) => {
    if (/(: )$/.test(`${text}`) && waiting.length > 0) child.stdin.write(`${waiting.shift()}\r`);
  });
  return ended(child);
}

async function login(console: string, user: string, password: string): Promise<boolean> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${console}/admin/v1/session`, {
    ...{ method: 'POST', headers, body: JSON.stringify({ user, password }) },
  });
  await response.arrayBuffer();
  return response.ok;
}

async function statusWith(console: string, path: string, token: string): Promise<number> {
  const response = await fetch(`${console}/admin/v1/${path}`, { headers: { authorization: `Bearer ${token}` } });
  await response.arrayBuffer();
  return response.status;
}

function asNobody(args: readonly string[]): Promise<CommandResult> {
  const command = [join(root, 'cli/causeway.mjs'), ...args];
  return ended(spawn(process.execPath, command, { uid: 65_534, gid: 65_534, cwd: '/' }));
}

function ended(child: ChildProcessWithoutNullStreams): Promise<CommandResult> {
  return new Promise((done, fail) => {
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (text) => {
      stdout += text;
    });
    child.stderr.on('data', (text) => {
      stderr += text;
    });
    child.on('error', fail);
    child.on('close', (code) => done({ code, stdout, stderr }));
  });
}
