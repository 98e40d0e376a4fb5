import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeIssuer, type Target } from '../../build/packaging/bundles.ts';

const run = promisify(execFile);
let place: string;
let inputs: readonly string[];

beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), 'causeway-issuer-'));
  inputs = await makeIssuer(join(place, 'package'), { targets: [`${process.platform}-${process.arch}` as Target] });
  await run('npm', ['pack', './package', '--silent'], { cwd: place });
  const file = (await readdir(place)).find((name) => name.endsWith('.tgz')) ?? '';
  const options = ['--prefix', join(place, 'installed'), '--offline', '--no-audit', '--no-fund', '--ignore-scripts'];
  await run('npm', ['install', '--global', ...options, join(place, file)], { cwd: place });
});
afterAll(() => rm(place, { recursive: true, force: true }));

/** As a shell finds it, with the Node of these tests first. */
async function issuer(...args: readonly string[]): Promise<string> {
  const bin = process.platform === 'win32' ? join(place, 'installed') : join(place, 'installed/bin');
  const path = [bin, dirname(process.execPath), process.env.PATH].join(delimiter);
  const { stdout } = await run('causeway-issuer', args, {
    ...{ cwd: place, env: { PATH: path }, shell: process.platform === 'win32' },
  });
  return stdout;
}

describe('the installed vendor’s command', () => {
  it('makes a vendor and writes its card', async () => {
    await issuer('init', '--vendor', 'acme-vision', '--name', 'Acme', '--dir', join(place, 'vendor'));
    await issuer('card', '--dir', join(place, 'vendor'), '--out', join(place, 'acme.cwcard'));
    expect(await issuer('inspect', join(place, 'acme.cwcard'), '--dir', join(place, 'vendor'))).toContain(
      'acme-vision',
    );
  });

  it('holds nothing of the license server', () => {
    expect(inputs.filter((name) => /^(dls|cli|electron|renderer|test)\//.test(name))).toEqual([]);
  });
});
