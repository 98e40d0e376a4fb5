import { mkdtempDisposableSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readOpened } from '../../../electron/main/opened-files.ts';

describe('files that the user opened', () => {
  it('are given by name and content', async () => {
    using folder = mkdtempDisposableSync(join(tmpdir(), 'causeway-opened-'));
    const file = join(folder.path, 'plant.cwlic');
    writeFileSync(file, 'x');
    expect(await readOpened([file])).toEqual([{ name: 'plant.cwlic', content: new Uint8Array([120]) }]);
  });

  it.skipIf(process.platform === 'win32')('are no devices, which have no end', async () => {
    await expect(readOpened(['/dev/zero'])).rejects.toMatchObject({ reason: 'not_a_file' });
  });
});
