import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FolderBusyError, lockFolder } from '../../../dls/store/sqlite/folder-lock.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'causeway-lock-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the lock of a data folder', () => {
  it('is held by one, and can be taken after it was given back', () => {
    const unlock = lockFolder(folder);
    expect(() => lockFolder(folder)).toThrow(FolderBusyError);
    unlock();
    lockFolder(folder)();
  });

  it('ends with the process that held it, whatever ended that', async () => {
    const holder = fork(join(import.meta.dirname, 'support', 'lock-holder.ts'), [folder], { stdio: 'ignore' });
    await once(holder, 'message');
    expect(() => lockFolder(folder)).toThrow(FolderBusyError);
    holder.kill('SIGKILL');
    await once(holder, 'close');
    lockFolder(folder)();
  });
});
