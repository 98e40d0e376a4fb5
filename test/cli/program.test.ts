import { describe, expect, it } from 'vitest';
import { defaultDataFolder, serviceDataFolder } from '../../dls/data-folder.ts';
import { version } from '../../dls/version.ts';
import { run } from './support/run.ts';

/** The commands of protocol.md section 9 with the options that stand there. */
const commands: Readonly<Record<string, readonly string[]>> = {
  serve: ['--data-dir', '--host', '--port', '--console-host', '--console-port', '--no-tls', '--json'],
  setup: ['--password-file', '--recovery-out', '--backup-to'],
  activate: ['--out', '--new-keys'],
  import: ['<file...>', '--handshake', '--default'],
  export: ['--out', '--vendor', '--again'],
  'device-lease': ['<request>', '--out'],
  status: [],
  machine: [],
  verify: [],
  'confirm-clock': [],
  backup: ['--out'],
  restore: ['<file>', '--code-file', '--force'],
  token: ['--role'],
  'reset-password': [],
  demo: ['--once'],
  service: ['<action>', '--data-dir'],
};

describe('the help of causeway', () => {
  it('names every command', async () => {
    const { code, stdout } = await run(['--help']);
    expect(code).toBe(0);
    const named = [...stdout.matchAll(/^ {2}([a-z-]+)(?: \[options\].*| {3,}.*)$/gm)].map(([, name]) => name);
    expect(new Set(named.filter((name) => !['help', 'causeway'].includes(name!)))).toEqual(
      new Set(Object.keys(commands)),
    );
  });

  it.each(Object.entries(commands))('of %s has its options, a description and examples', async (name, options) => {
    const { code, stdout } = await run([name, '--help']);
    expect(code).toBe(0);
    for (const option of [...options, '--json']) expect(stdout).toContain(option);
    expect(stdout).toMatch(/\nExamples:\n {2}causeway |\nExamples:\n {2}TOKEN/);
    expect(stdout.split('\n')[2]!.length).toBeGreaterThan(40);
  });

  it.each(Object.keys(commands).filter((name) => name !== 'demo'))('of %s tells the default folder', async (name) => {
    const { stdout } = await run([name, '--help'], { columns: 300 });
    const folder = name === 'service' ? serviceDataFolder() : defaultDataFolder();
    expect(stdout).toMatch(/Options of every command:\n +--data-dir <folder>/);
    expect(stdout.replaceAll(/\s+/g, '')).toContain(folder.replaceAll(/\s+/g, ''));
  });
});

describe('causeway', () => {
  it('tells its version', async () => {
    expect(await run(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  });

  it.each([
    { args: [], says: 'Usage: causeway' },
    { args: ['stauts'], says: 'Did you mean status?' },
    { args: ['status', '--jsno'], says: 'Did you mean --json?' },
    { args: ['import'], says: "missing required argument 'file'" },
    { args: ['export'], says: "'--out <folder>' not specified" },
    { args: ['export', '--out', '.', '--again', '0'], says: 'whole number from 1' },
    { args: ['token', '--role', 'king'], says: 'admin, operator, viewer' },
    { args: ['serve', '--port', '65536'], says: 'whole number from 0 to 65535' },
    { args: ['serve', '--no-tls', '--host', '0.0.0.0'], says: 'loopback' },
    { args: ['import', 'a.cwlic', '--handshake', 'none', '--default'], says: 'not both' },
    { args: ['status', '--data-dir', ''], says: 'Name a folder' },
    { args: ['status', 'now'], says: 'too many arguments' },
  ])('ends with 2 when it is used wrongly: $args', async ({ args, says }) => {
    const { code, stdout, stderr } = await run(args);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(says);
  });
});
