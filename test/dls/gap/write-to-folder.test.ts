import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeToFolder } from '../../../dls/gap/write-to-folder.ts';

let folder: string;
const file = { name: 'acme-vision-1a2b3c4d-e1-000001.cwsync', bytes: Buffer.from('the very bytes') };

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'causeway-stick-'));
});

afterEach(async () => {
  await chmod(folder, 0o700);
  await rm(folder, { recursive: true, force: true });
});

describe('writeToFolder', () => {
  it('writes the file and leaves nothing else', async () => {
    expect(await writeToFolder(folder, file)).toBe(join(folder, file.name));
    expect(await readdir(folder)).toEqual([file.name]);
    expect(await readFile(join(folder, file.name))).toEqual(file.bytes);
  });

  it('replaces what lies there under that name, such as a half file of a stick that was pulled', async () => {
    await writeFile(join(folder, file.name), 'the ve');
    await writeToFolder(folder, file);
    expect(await readFile(join(folder, file.name))).toEqual(file.bytes);
  });

  it('refuses a folder that is not there, naming the file', async () => {
    await expect(writeToFolder(join(folder, 'gone'), file)).rejects.toMatchObject({
      code: 'not_found',
      path: join(folder, 'gone', file.name),
    });
  });

  it('checks for room before it writes anything', async () => {
    const bytes = { byteLength: Number.MAX_SAFE_INTEGER } as Uint8Array;
    await expect(writeToFolder(folder, { ...file, bytes })).rejects.toMatchObject({
      code: 'storage_full',
      reason: 'full',
    });
    expect(await readdir(folder)).toEqual([]);
  });
});
