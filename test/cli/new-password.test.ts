import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { askNewPassword, readPasswordFile } from '../../cli/new-password.ts';
import { UsageError } from '../../cli/refusal.ts';
import { temporaryFolder } from '../support/commands.ts';
import { keepingTerminal } from './support/run.ts';

describe('a new password', () => {
  it('is asked for twice and not shown', async () => {
    const { terminal, stderr } = keepingTerminal({ answers: ['secret words', 'secret words'] });
    expect(await askNewPassword(terminal, 'admin')).toBe('secret words');
    expect(stderr()).toBe('New password of admin: The same again: ');
  });

  it('is asked for again when the two differ, three times', async () => {
    const once = keepingTerminal({ answers: ['a', 'b', 'secret words', 'secret words'] });
    expect(await askNewPassword(once.terminal, 'admin')).toBe('secret words');
    expect(once.stderr()).toContain('The two differ.');
    const never = keepingTerminal({ answers: ['a', 'b', 'c', 'd', 'e', 'f'] });
    await expect(askNewPassword(never.terminal, 'admin')).rejects.toThrow(UsageError);
  });

  it('is not asked for where nobody is', async () => {
    expect(await askNewPassword(keepingTerminal().terminal, 'admin')).toBeNull();
  });

  it.each([
    ['secret words', 'secret words'],
    ['secret words\n', 'secret words'],
    ['secret words\r\n', 'secret words'],
    ['\uFEFFsecret words\n', 'secret words'],
    [' secret \n\n', ' secret \n'],
  ])('is read from a file without the one line break at its end: %j', async (content, password) => {
    await using folder = temporaryFolder();
    const file = join(folder.path, 'password');
    writeFileSync(file, content);
    expect(await readPasswordFile(file)).toBe(password);
  });

  it('is not read from a file that holds no password', async () => {
    await using folder = temporaryFolder();
    const file = join(folder.path, 'photo');
    writeFileSync(file, Buffer.alloc(5_000));
    await expect(readPasswordFile(file)).rejects.toMatchObject({ code: 'too_large', file });
    await expect(readPasswordFile(folder.path)).rejects.toMatchObject({ code: 'file_unknown' });
    await expect(readPasswordFile(join(folder.path, 'none'))).rejects.toMatchObject({ code: 'not_found' });
  });

  it.skipIf(process.platform === 'win32')('is read from a pipe, as shells give one', async () => {
    await using folder = temporaryFolder();
    const pipe = join(folder.path, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const [password] = await Promise.all([readPasswordFile(pipe), writeFile(pipe, 'correct horse battery staple\n')]);
    expect(password).toBe('correct horse battery staple');
  });

  it.skipIf(process.platform === 'win32')('is not read from what has no end', async () => {
    await expect(readPasswordFile('/dev/zero')).rejects.toMatchObject({ code: 'too_large' });
  });

  it.runIf(process.platform === 'linux')('is not read beyond the limit from a file without a size', async () => {
    await expect(readPasswordFile('/proc/self/smaps')).rejects.toMatchObject({ code: 'too_large' });
  });
});
