import { execFileSync } from 'node:child_process';
import {
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type BackupEntry, packEntries, unpackEntries } from '../../../dls/identity/backup-archive.ts';
import { sealBackup } from '../../../dls/identity/backup-container.ts';
import { openBackupFile, readBackupFile, writeBackup } from '../../../dls/identity/backup-file.ts';
import { IdentityError } from '../../../dls/identity/identity-error.ts';
import { createRecoveryCode, deriveRecoveryKey, type RecoveryKey } from '../../../dls/identity/recovery-code.ts';

const facts = {
  site: '0b9f7f0e-6f0c-4a55-9d3b-8f6f3a1c2d4e',
  made: 1_780_000_000,
  epoch: 1,
  height: 7,
  app: 'causeway/1.2.3',
};
const code = createRecoveryCode();
let recovery: RecoveryKey;
beforeAll(async () => {
  recovery = await deriveRecoveryKey(code, facts.site);
});

let place: string;
let path: string;
let folder: string;
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'backup-'));
  path = join(place, 'site.cwbackup');
  folder = join(place, 'restored');
});
afterEach(() => rmSync(place, { recursive: true }));

const database = Buffer.alloc(300_000, 'database ');

function entries(): BackupEntry[] {
  const file = join(place, 'source.db');
  writeFileSync(file, database);
  return [
    { name: 'identity.json', size: 8, open: () => [Buffer.from('{"a":1}\n')] },
    { name: 'empty', size: 0, open: () => [] },
    { name: 'causeway.db', size: statSync(file).size, open: () => createReadStream(file) },
  ];
}

describe('a backup', () => {
  it.skipIf(process.platform === 'win32')('is no device and no pipe', async () => {
    execFileSync('mkfifo', [path]);
    for (const file of ['/dev/zero', path]) {
      await expect(readBackupFile(file)).rejects.toMatchObject({ reason: 'not_a_file' });
    }
  });

  it('brings its files back, byte for byte, and says before the code of what site they are', async () => {
    const written = await writeBackup(path, { facts, recoveryKey: recovery.jwk, entries: entries() });
    expect(statSync(path).size).toBe(written.bytes);
    expect(await readBackupFile(path)).toMatchObject(facts);
    expect(await openBackupFile({ path, folder, code })).toEqual(['identity.json', 'empty', 'causeway.db']);
    expect(readdirSync(folder).sort()).toEqual(['causeway.db', 'empty', 'identity.json']);
    expect(readFileSync(join(folder, 'causeway.db')).equals(database)).toBe(true);
    expect(readFileSync(join(folder, 'identity.json'), 'utf8')).toBe('{"a":1}\n');
    if (process.platform !== 'win32') {
      expect(statSync(folder).mode & 0o777).toBe(0o700);
      expect(statSync(join(folder, 'identity.json')).mode & 0o777).toBe(0o600);
    }
  });

  it('tells how far it is, up to the end, both ways', async () => {
    const writing: [number, number][] = [];
    const reading: [number, number][] = [];
    const onProgress = (list: [number, number][]) => (done: number, total: number) => void list.push([done, total]);
    await writeBackup(path, { facts, recoveryKey: recovery.jwk, entries: entries(), onProgress: onProgress(writing) });
    await openBackupFile({ path, folder, code, onProgress: onProgress(reading) });
    expect(writing.at(-1)).toEqual([300_008, 300_008]);
    expect(reading.at(-1)).toEqual([statSync(path).size, statSync(path).size]);
    for (const list of [writing, reading]) {
      expect(list.length).toBeGreaterThan(2);
      expect(list.map(([done]) => done)).toEqual(list.map(([done]) => done).toSorted((a, b) => a - b));
    }
  });

  it.each([
    ['grows', 2, [Buffer.from('ab'), Buffer.from('c')]],
    ['shrinks', 4, [Buffer.from('abc')]],
  ])('of a file that %s meanwhile is not made', async (_, size, chunks) => {
    const changing = [{ name: 'causeway.db', size, open: () => chunks }];
    await expect(writeBackup(path, { facts, recoveryKey: recovery.jwk, entries: changing })).rejects.toThrow(
      'changed while',
    );
    expect(readdirSync(place)).toEqual([]);
  });

  it.each(['../evil', '/etc/passwd', '.hidden', 'a/b', 'a\\b', '', 'x'.repeat(65), 'C:evil'])(
    'never holds a file named %j',
    async (name) => {
      const input = { facts, recoveryKey: recovery.jwk, entries: [{ name, size: 0, open: () => [] }] };
      await expect(writeBackup(path, input)).rejects.toThrow('cannot hold');
    },
  );

  it('goes only into a folder of its own', async () => {
    await writeBackup(path, { facts, recoveryKey: recovery.jwk, entries: entries() });
    mkdirSync(folder);
    writeFileSync(join(folder, 'precious'), 'x');
    await expect(openBackupFile({ path, folder, code })).rejects.toMatchObject({ reason: 'exists' });
    expect(readdirSync(folder)).toEqual(['precious']);
  });

  it('that is not there is named', async () => {
    for (const act of [openBackupFile({ path, folder, code }), readBackupFile(path)]) {
      await expect(act).rejects.toMatchObject({ code: 'not_found', message: expect.stringContaining(path) });
    }
    expect(existsSync(folder)).toBe(false);
  });

  it('that was changed or cut leaves no file at all', async () => {
    await writeBackup(path, { facts, recoveryKey: recovery.jwk, entries: entries() });
    const intact = readFileSync(path);
    await fc.assert(
      fc.asyncProperty(fc.nat(intact.length - 1), fc.boolean(), async (at, cut) => {
        const bytes = Buffer.from(intact);
        bytes[at] = (bytes[at] ?? 0) ^ 1;
        writeFileSync(path, cut ? intact.subarray(0, at) : bytes);
        await expect(openBackupFile({ path, folder, code })).rejects.toBeInstanceOf(IdentityError);
        expect(existsSync(folder)).toBe(false);
      }),
      { numRuns: 12 },
    );
  });

  it('with the wrong code leaves no file at all', async () => {
    await writeBackup(path, { facts, recoveryKey: recovery.jwk, entries: entries() });
    await expect(openBackupFile({ path, folder, code: createRecoveryCode() })).rejects.toMatchObject({
      code: 'login_failed',
    });
    await expect(openBackupFile({ path, folder, code: 'x' })).rejects.toMatchObject({ code: 'request_malformed' });
    expect(existsSync(folder)).toBe(false);
  });

  it('whose sealed content is not a list of files leaves no file at all', async () => {
    const sealed: Uint8Array[] = [];
    const content = [Buffer.from('{"name":"causeway.db","size":2}\nok{"name":"../evil","size":1}\nx{"end":2}\n')];
    for await (const part of sealBackup(content, { facts, recoveryKey: recovery.jwk })) sealed.push(part);
    writeFileSync(path, Buffer.concat(sealed));
    await expect(openBackupFile({ path, folder, code })).rejects.toMatchObject({ code: 'signature_invalid' });
    expect(readdirSync(place)).toEqual(['site.cwbackup']);
  });
});

describe('the files inside', () => {
  it('come back in order with whatever bytes they had', async () => {
    const name = fc.stringMatching(/^[a-z][a-z0-9._-]{0,20}$/);
    const files = fc.uniqueArray(fc.tuple(name, fc.uint8Array({ maxLength: 300 })), {
      selector: ([text]) => text,
      maxLength: 6,
    });
    await fc.assert(
      fc.asyncProperty(files, async (given) => {
        const packed = packEntries(
          given.map(([text, bytes]) => ({ name: text, size: bytes.length, open: () => [bytes] })),
        );
        const found: [string, Uint8Array][] = [];
        for await (const entry of unpackEntries(packed)) found.push([entry.name, await bytesOf(entry.bytes)]);
        expect(found).toEqual(given);
      }),
    );
  });

  it.each([
    ['nothing', ''],
    ['no end', '{"name":"a","size":1}\nx'],
    ['too few bytes', '{"name":"a","size":9}\nx{"end":1}\n'],
    ['another number at the end', '{"name":"a","size":1}\nx{"end":2}\n'],
    ['something after the end', '{"end":0}\nx'],
    ['a name twice', '{"name":"a","size":1}\nx{"name":"a","size":1}\ny{"end":2}\n'],
    ['a name with a folder', '{"name":"../a","size":1}\nx{"end":1}\n'],
    ['a negative size', '{"name":"a","size":-1}\n{"end":1}\n'],
    ['a size that is none', '{"name":"a","size":"1"}\nx{"end":1}\n'],
    ['no JSON', 'x\n'],
    ['null', 'null\n'],
  ])('are refused with %s', async (_, text) => {
    const read = async (): Promise<void> => {
      for await (const entry of unpackEntries(one(Buffer.from(text)))) await bytesOf(entry.bytes);
    };
    await expect(read()).rejects.toMatchObject({ code: 'signature_invalid' });
  });
});

async function* one(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

async function bytesOf(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const part of stream) parts.push(part);
  return Uint8Array.from(Buffer.concat(parts));
}
