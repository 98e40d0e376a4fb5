import { readFileSync, readlinkSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type ImportAnswer, writeAnswer } from '../../cli/import-file.ts';
import { temporaryFolder } from '../support/commands.ts';

const answer: ImportAnswer = {
  kind: 'device-request',
  summary: 'a lease',
  alreadyImported: false,
  changes: [],
  request: '0b9f7f0e-6f0c-4a55-9d3b-8f6f3a1c2d4e',
  answer: '{"typ":"device-lease"}',
  name: 'line4.cwdev',
};

describe('the answer to a device', () => {
  it('goes beside the request, again into the same file', async () => {
    await using folder = temporaryFolder();
    for (const _ of [1, 2]) {
      expect(await writeAnswer(join(folder.path, 'request.cwdev'), answer)).toBe(join(folder.path, 'line4.cwdev'));
    }
  });

  it('leaves another lease of that name alone', async () => {
    await using folder = temporaryFolder();
    const usual = join(folder.path, 'line4.cwdev');
    writeFileSync(usual, 'another');
    const written = await writeAnswer(join(folder.path, 'request.cwdev'), answer);
    expect(written).toBe(join(folder.path, 'line4-0b9f7f0e.cwdev'));
    expect(readFileSync(usual, 'utf8')).toBe('another');
  });

  it.skipIf(process.platform === 'win32')('leaves a device of that name alone, without reading it', async () => {
    await using folder = temporaryFolder();
    const usual = join(folder.path, 'line4.cwdev');
    symlinkSync('/dev/zero', usual);
    const written = await writeAnswer(join(folder.path, 'request.cwdev'), answer);
    expect(written).toBe(join(folder.path, 'line4-0b9f7f0e.cwdev'));
    expect(readlinkSync(usual)).toBe('/dev/zero');
  });
});
