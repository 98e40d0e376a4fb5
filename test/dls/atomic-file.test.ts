import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { type FileHandle, link, open, rename } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type AtomicFiles, writeFileAtomic, writeStreamAtomic } from '../../dls/atomic-file.ts';
import { StorageError } from '../../dls/storage-error.ts';

const real: AtomicFiles = { open, rename, link, platform: process.platform };

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'atomic-'));
  file = join(folder, 'backup.cwbackup');
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('writing a file', () => {
  it('leaves the content under its name and nothing else in the folder', async () => {
    const written = await writeFileAtomic(file, 'hello');
    expect(readdirSync(folder)).toEqual(['backup.cwbackup']);
    expect(readFileSync(file, 'utf8')).toBe('hello');
    expect(written).toEqual({ bytes: 5, sha256: createHash('sha256').update('hello').digest() });
  });

  it.skipIf(process.platform === 'win32')('lets only the owner read it unless another mode is asked for', async () => {
    await writeFileAtomic(file, 'secret');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    await writeFileAtomic(file, 'export', { mode: 0o644 });
    expect(statSync(file).mode & 0o777).toBe(0o644 & ~process.umask());
  });

  it('replaces the file of that name', async () => {
    writeFileSync(file, 'old and longer');
    await writeFileAtomic(file, 'new');
    expect(readFileSync(file, 'utf8')).toBe('new');
  });

  it('replaces the file behind a symbolic link and keeps the link', async () => {
    writeFileSync(join(folder, 'real'), 'old');
    symlinkSync('real', file);
    await writeFileAtomic(file, 'new');
    expect(readFileSync(join(folder, 'real'), 'utf8')).toBe('new');
    expect(readdirSync(folder).sort()).toEqual(['backup.cwbackup', 'real']);
  });

  it('refuses a name that is taken when it must not replace', async () => {
    writeFileSync(file, 'old');
    await expect(writeFileAtomic(file, 'new', { replace: false })).rejects.toMatchObject({
      code: 'request_conflict',
      reason: 'exists',
    });
    expect(readFileSync(file, 'utf8')).toBe('old');
    expect(readdirSync(folder)).toHaveLength(1);
  });

  it('refuses a name that is taken while it writes when it must not replace', async () => {
    const source = async function* () {
      yield Buffer.from('mine');
      writeFileSync(file, 'theirs');
    };
    await expect(writeStreamAtomic(file, source(), { replace: false })).rejects.toMatchObject({ reason: 'exists' });
    expect(readFileSync(file, 'utf8')).toBe('theirs');
    expect(readdirSync(folder)).toHaveLength(1);
  });

  it('writes on a drive that knows no hard links', async () => {
    const files = { ...real, link: () => Promise.reject(errno('EPERM', 'link')) };
    await writeFileAtomic(file, 'new', { replace: false, files });
    expect(readFileSync(file, 'utf8')).toBe('new');
    expect(readdirSync(folder)).toHaveLength(1);
  });

  it('refuses a folder and a device under that name', async () => {
    mkdirSync(file);
    await expect(writeFileAtomic(file, 'x')).rejects.toMatchObject({ reason: 'not_a_file' });
    if (process.platform !== 'win32') {
      await expect(writeFileAtomic('/dev/null', 'x')).rejects.toMatchObject({ reason: 'not_a_file' });
      expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
    }
  });

  it('flushes the file before it gets its name and the folder after', async () => {
    const steps: string[] = [];
    await writeFileAtomic(file, 'x', { files: { ...observed(steps), platform: 'linux' } });
    expect(steps).toEqual([
      'open file',
      'write',
      'sync file',
      'close',
      'rename',
      'open folder',
      'sync folder',
      'close',
    ]);
  });

  it('tells how far it is', async () => {
    const seen: number[] = [];
    await writeStreamAtomic(file, [Buffer.alloc(3), Buffer.alloc(4)], { onProgress: (bytes) => seen.push(bytes) });
    expect(seen).toEqual([3, 7]);
  });

  it('finds a drive that gives back something else', async () => {
    const handleOf = async (...args: Parameters<typeof open>): Promise<FileHandle> => {
      const handle = await open(...args);
      const append = handle.appendFile.bind(handle);
      handle.appendFile = (data, options) => append(Buffer.from(data as Uint8Array).fill(0), options);
      return handle;
    };
    const write = (readBack: boolean) =>
      writeFileAtomic(file, 'precious', { readBack, files: { ...real, open: handleOf } });
    await expect(write(true)).rejects.toMatchObject({ reason: 'differs', code: 'internal_error' });
    expect(readdirSync(folder)).toEqual([]);
    await write(false);
    await expect(writeFileAtomic(file, 'precious', { readBack: true })).resolves.toMatchObject({ bytes: 8 });
  });

  it('removes what a killed writer of the same file left, and nothing of others', async () => {
    const left = `.backup.cwbackup.${2 ** 22 + 1}-0123456789ab.part`;
    const others = [
      `.backup.cwbackup.${process.pid}-0123456789ab.part`,
      `.other.${2 ** 22 + 1}-0123456789ab.part`,
      '.backup.cwbackup.part',
    ];
    for (const name of [left, ...others]) writeFileSync(join(folder, name), 'half');
    await writeFileAtomic(file, 'whole');
    expect(readdirSync(folder).sort()).toEqual(['backup.cwbackup', ...others].sort());
  });

  it('waits on Windows for a scanner that holds the old file', async () => {
    let held = 3;
    const files: AtomicFiles = {
      ...real,
      platform: 'win32',
      rename: (from, to) => (held-- > 0 ? Promise.reject(errno('EBUSY', 'rename')) : rename(from, to)),
    };
    await writeFileAtomic(file, 'new', { files });
    expect(readFileSync(file, 'utf8')).toBe('new');
  });
});

describe('a write that fails', () => {
  it.each([
    ['ENOSPC', 'storage_full', 'full', /Free space/],
    ['EDQUOT', 'storage_full', 'full', /Free space/],
    ['EFBIG', 'storage_full', 'too_large', /exFAT/],
    ['EROFS', 'storage_full', 'read_only', /write protection/],
    ['EACCES', 'storage_full', 'not_allowed', /right to that folder/],
    ['EIO', 'storage_full', 'drive_failed', /plugged in/],
    ['EMFILE', 'internal_error', 'other', /EMFILE/],
  ])('with %s says %s and leaves the old file alone in the folder', async (code, told, reason, next) => {
    writeFileSync(file, 'old');
    const source = [Buffer.alloc(10, 1), Buffer.alloc(10, 2)];
    for (const step of ['open', 'write', 'sync', 'rename'] as const) {
      const failure = await writeStreamAtomic(file, source, { files: failing(step, code) }).catch(
        (error: unknown) => error,
      );
      expect(failure).toBeInstanceOf(StorageError);
      expect(failure).toMatchObject({ code: told, reason, path: file, message: expect.stringMatching(next) });
      expect(readdirSync(folder)).toEqual(['backup.cwbackup']);
      expect(readFileSync(file, 'utf8')).toBe('old');
    }
  });

  it('passes on the error of the source as it is', async () => {
    const broken = new Error('the backup could not be made');
    const source = async function* () {
      yield Buffer.from('half');
      throw broken;
    };
    await expect(writeStreamAtomic(file, source())).rejects.toBe(broken);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('names a folder that does not exist', async () => {
    const missing = join(folder, 'nowhere', 'x');
    await expect(writeFileAtomic(missing, 'x')).rejects.toMatchObject({ code: 'not_found', reason: 'folder_missing' });
    expect(existsSync(join(folder, 'nowhere'))).toBe(false);
  });

  it.runIf(process.platform === 'linux')('names a place that the kernel keeps closed', async () => {
    await expect(writeFileAtomic('/sys/backup', 'x')).rejects.toMatchObject({ code: 'storage_full' });
  });

  it.skipIf(process.platform === 'win32' || process.getuid?.() === 0)(
    'names a folder that is not its own',
    async () => {
      chmodSync(folder, 0o500);
      await expect(writeFileAtomic(file, 'x')).rejects.toMatchObject({ reason: 'not_allowed' });
      chmodSync(folder, 0o700);
    },
  );
});

describe('a drive that cannot flush folders', () => {
  it.each(['EINVAL', 'ENOTSUP', 'EPERM'])('(%s) still takes the file', async (code) => {
    const files: AtomicFiles = {
      ...real,
      platform: 'linux',
      open: (path, ...rest) => (path === folder ? Promise.reject(errno(code, 'fsync')) : open(path, ...rest)),
    };
    await writeFileAtomic(file, 'x', { files });
    expect(readFileSync(file, 'utf8')).toBe('x');
  });

  it('is told when it fails in earnest', async () => {
    const files: AtomicFiles = {
      ...real,
      platform: 'linux',
      open: (path, ...rest) => (path === folder ? Promise.reject(errno('EIO', 'fsync')) : open(path, ...rest)),
    };
    await expect(writeFileAtomic(file, 'x', { files })).rejects.toMatchObject({ reason: 'drive_failed' });
  });
});

function errno(code: string, syscall: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`${code}: ${syscall}`), { code, syscall });
}

/** The real file system, which fails at one step. */
function failing(step: 'open' | 'write' | 'sync' | 'rename', code: string): AtomicFiles {
  const fail = () => Promise.reject(errno(code, step));
  return {
    ...real,
    open: async (...args) => {
      if (step === 'open') return fail();
      const handle = await open(...args);
      const append = handle.appendFile.bind(handle);
      let writes = 0;
      if (step === 'write') handle.appendFile = (...rest) => (writes++ === 0 ? append(...rest) : fail());
      if (step === 'sync') handle.sync = fail;
      return handle;
    },
    rename: step === 'rename' ? fail : rename,
  };
}

/** The real file system, which tells what was asked of it. */
function observed(steps: string[]): AtomicFiles {
  return {
    ...real,
    open: async (path, ...rest) => {
      const what = path === folder ? 'folder' : 'file';
      steps.push(`open ${what}`);
      const handle = await open(path, ...rest);
      const [append, sync, close] = [
        handle.appendFile.bind(handle),
        handle.sync.bind(handle),
        handle.close.bind(handle),
      ];
      handle.appendFile = (...args) => {
        steps.push('write');
        return append(...args);
      };
      handle.sync = () => {
        steps.push(`sync ${what}`);
        return sync();
      };
      handle.close = () => {
        steps.push('close');
        return close();
      };
      return handle;
    },
    rename: (from, to) => {
      steps.push('rename');
      return rename(from, to);
    },
  };
}
