import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeToDrive } from '../../../../electron/main/drives/write-to-drive.ts';
import { temporaryFolder } from '../../../support/commands.ts';

const content = new TextEncoder().encode('a sync bundle');

describe('writing to a drive', () => {
  it('puts the file on it and tells what it read back', async () => {
    await using folder = temporaryFolder();
    const written = await writeToDrive({ path: folder.path, free: 1e6 }, { name: 'a.cwsync', content });
    expect(written).toMatchObject({ path: join(folder.path, 'a.cwsync'), bytes: 13 });
    expect(await readFile(written.path)).toEqual(Buffer.from(content));
  });

  it('does not begin where there is too little room', async () => {
    await using folder = temporaryFolder();
    const write = writeToDrive({ path: folder.path, free: 65_000 }, { name: 'a.cwsync', content });
    await expect(write).rejects.toMatchObject({ name: 'DriveFullError', needed: 65_549, free: 65_000 });
    await expect(readFile(join(folder.path, 'a.cwsync'))).rejects.toThrow('ENOENT');
  });

  it('says so when the drive is gone', async () => {
    const write = writeToDrive({ path: '/media/not-there', free: 1e6 }, { name: 'a.cwsync', content });
    await expect(write).rejects.toMatchObject({ code: 'not_found' });
  });
});
