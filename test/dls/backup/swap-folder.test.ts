import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { finishRestore, swapFolder } from '../../../dls/backup/swap-folder.ts';

let folder: string;

const before = {
  'causeway.db': 'old',
  'causeway.db-wal': 'old',
  'identity.json': 'old',
  'bundles/a': 'old',
  'tls/tls.json': 'old',
};
const staged = { 'causeway.db': 'new', 'identity.json': 'new', 'bundles/b': 'new' };
const untouched = { 'backups/x': 'kept', 'lock.db': 'kept' };

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'causeway-swap-'));
  await fill(folder, { ...before, ...untouched });
  await fill(join(folder, 'restoring'), { ...staged, 'lock.db': 'of the staged site' });
});

afterEach(() => rm(folder, { recursive: true, force: true }));

describe('swapFolder', () => {
  it('puts the restored files in place and the replaced ones aside', async () => {
    expect(await swapFolder(folder, 'replaced')).toBe(join(folder, 'replaced'));
    await expectSwapped();
  });

  it('leaves nothing aside in a folder that was empty', async () => {
    for (const name of Object.keys(before))
      await rm(join(folder, name.split('/')[0] ?? ''), { recursive: true, force: true });
    expect(await swapFolder(folder, 'replaced')).toBeNull();
    expect(await contentOf(folder)).toEqual({ ...staged, ...untouched });
  });

  it('is completed at the next start wherever it was cut short', async () => {
    const steps = await countSteps();
    expect(steps).toBeGreaterThan(6);
    for (let step = 0; step < steps; step += 1) {
      await rm(folder, { recursive: true });
      await fill(folder, { ...before, ...untouched });
      await fill(join(folder, 'restoring'), staged);
      await expect(swapFolder(folder, 'replaced', cutAfter(step))).rejects.toThrow('cut');
      await finishRestore(folder);
      await expectSwapped();
    }
  });
});

describe('finishRestore', () => {
  it('removes what a restore left that was never decided, and nothing else', async () => {
    await finishRestore(folder);
    expect(await contentOf(folder)).toEqual({ ...before, ...untouched });
  });

  it('does nothing in a folder in which nothing was restored', async () => {
    await rm(join(folder, 'restoring'), { recursive: true });
    await finishRestore(folder);
    expect(await contentOf(folder)).toEqual({ ...before, ...untouched });
  });
});

async function expectSwapped(): Promise<void> {
  const aside = Object.fromEntries(Object.entries(before).map(([name, text]) => [`replaced/${name}`, text]));
  expect(await contentOf(folder)).toEqual({ ...staged, ...untouched, ...aside });
}

function cutAfter(steps: number): (from: string, to: string) => Promise<void> {
  let left = steps;
  return async (from, to) => {
    if (left === 0) throw new Error('cut');
    await rename(from, to);
    left -= 1;
  };
}

async function countSteps(): Promise<number> {
  let steps = 0;
  await swapFolder(folder, 'replaced', async (from, to) => {
    await rename(from, to);
    steps += 1;
  });
  return steps;
}

async function fill(root: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, name)), { recursive: true });
    await writeFile(join(root, name), text);
  }
}

async function contentOf(root: string): Promise<Readonly<Record<string, string>>> {
  const entries = (await readdir(root, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const files = entries.map(async ({ parentPath, name }) => {
    const path = join(parentPath, name);
    return [path.slice(root.length + 1), await readFile(path, 'utf8')] as const;
  });
  return Object.fromEntries(await Promise.all(files));
}
