import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { causeway, must, root } from '../support/commands.ts';

const run = promisify(execFile);

describe('the sample license', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'causeway-sample-license-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const make = async (name: string) => {
    const file = join(folder, name);
    const places = ['--data-dir', join(folder, 'site'), '--vendor', join(folder, 'vendor'), '--out', file];
    const { stdout } = await run(process.execPath, [join(root, 'build/sample-license.ts'), ...places]);
    return { file, stdout };
  };

  it('is for the site of this machine, which takes it', async () => {
    const { file, stdout } = await make('first.cwlic');
    expect(stdout).toContain(file);
    const said = await must(causeway(['import', '--data-dir', join(folder, 'site'), file]));
    expect(said).toContain('3 items on 200001-default');
  });

  it('can be made again by the same vendor', async () => {
    const { file } = await make('second.cwlic');
    const said = await must(causeway(['import', '--data-dir', join(folder, 'site'), file]));
    expect(said).toContain('License file 2 of sample-vendor');
  });
});
