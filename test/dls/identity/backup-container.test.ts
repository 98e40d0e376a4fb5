import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { type BackupHeader, openBackup, readBackupHeader, sealBackup } from '../../../dls/identity/backup-container.ts';
import { IdentityError } from '../../../dls/identity/identity-error.ts';
import { createRecoveryCode, deriveRecoveryKey, type RecoveryKey } from '../../../dls/identity/recovery-code.ts';

const facts = {
  site: '0b9f7f0e-6f0c-4a55-9d3b-8f6f3a1c2d4e',
  made: 1_780_000_000,
  epoch: 2,
  height: 1_000_017,
  app: 'causeway/1.2.3',
};
const code = createRecoveryCode();
const BLOCK = 65_536;

let recovery: RecoveryKey;
beforeAll(async () => {
  recovery = await deriveRecoveryKey(code, facts.site);
});

describe('a sealed backup', () => {
  it.each([0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK, 3 * BLOCK + 5])(
    'of %i bytes opens to the same bytes',
    async (size) => {
      const content = patterned(size);
      const sealed = await seal(content);
      expect((await open(sealed)).equals(content)).toBe(true);
    },
  );

  it('opens to the same bytes however its stream is cut into pieces', async () => {
    const content = patterned(2 * BLOCK + 77);
    const piece = fc.integer({ min: 1, max: 100_000 });
    await fc.assert(
      fc.asyncProperty(piece, piece, async (written, read) => {
        const sealed = await collect(sealBackup(pieces(content, written), { facts, recoveryKey: recovery.jwk }));
        expect((await collect(openBackup(pieces(sealed, read), keyFor()))).equals(content)).toBe(true);
      }),
      { numRuns: 12 },
    );
  });

  it('tells of what site and moment it is without the code', async () => {
    const header = await readBackupHeader(pieces(await seal(patterned(10)), 7));
    expect(header).toMatchObject({ typ: 'causeway-backup', version: 1, ...facts, recovery: recovery.thumbprint });
  });

  it('shows nothing of its content and differs each time', async () => {
    const content = Buffer.from('the same secret '.repeat(100));
    const [one, two] = await Promise.all([seal(content), seal(content)]);
    expect(one.includes('secret')).toBe(false);
    expect(one.equals(two)).toBe(false);
    const half = one.subarray(one.indexOf(10) + 1);
    expect(half.subarray(0, 16).equals(two.subarray(two.indexOf(10) + 1, two.indexOf(10) + 17))).toBe(false);
  });

  it('opens with no other code', async () => {
    await expect(open(await seal(patterned(10)), createRecoveryCode())).rejects.toMatchObject({ code: 'login_failed' });
  });

  it('is told apart from a file that is none', async () => {
    for (const text of ['', 'hello', '{"typ":"identity"}\n', `${'x'.repeat(70_000)}\n`, '[1]\n', 'null\n']) {
      await expect(open(Buffer.from(text))).rejects.toMatchObject({ code: 'file_unknown' });
      await expect(readBackupHeader(pieces(Buffer.from(text), 9))).rejects.toMatchObject({ code: 'file_unknown' });
    }
    await expect(open(Buffer.from('{"typ":"causeway-backup","version":2}\n'))).rejects.toMatchObject({
      message: expect.stringContaining('newer'),
    });
  });

  it('passes on a source that breaks', async () => {
    const broken = async function* () {
      yield Buffer.alloc(5);
      throw new Error('drive gone');
    };
    await expect(collect(sealBackup(broken(), { facts, recoveryKey: recovery.jwk }))).rejects.toThrow('drive gone');
  });
});

describe('a backup that was changed', () => {
  it('is refused wherever a bit was flipped', async () => {
    const content = patterned(2 * BLOCK + 300);
    const sealed = await seal(content);
    const headerEnd = sealed.indexOf(10);
    // The header and the edges of the blocks are where something could go wrong.
    const spots = [
      headerEnd,
      headerEnd + 1,
      headerEnd + BLOCK + 16,
      headerEnd + BLOCK + 17,
      sealed.length - 1,
      sealed.length - 17,
    ];
    const at = fc.oneof(fc.nat(headerEnd), fc.nat(sealed.length - 1), fc.constantFrom(...spots));
    await fc.assert(
      fc.asyncProperty(at, fc.integer({ min: 1, max: 255 }), async (index, flip) => {
        const bytes = Buffer.from(sealed);
        bytes[index] = (bytes[index] ?? 0) ^ flip;
        await expect(open(bytes)).rejects.toBeInstanceOf(IdentityError);
      }),
      { numRuns: 150 },
    );
  });

  it('is refused wherever it was cut off', async () => {
    const sealed = await seal(patterned(2 * BLOCK + 300));
    const start = sealed.indexOf(10) + 1;
    const edges = [
      0,
      start - 1,
      start,
      start + 1,
      start + BLOCK + 16,
      start + 2 * (BLOCK + 16),
      sealed.length - 1,
      sealed.length - 16,
    ];
    for (const length of edges) await expect(open(sealed.subarray(0, length))).rejects.toBeInstanceOf(IdentityError);
    await fc.assert(
      fc.asyncProperty(fc.nat(sealed.length - 1), async (length) => {
        await expect(open(sealed.subarray(0, length))).rejects.toBeInstanceOf(IdentityError);
      }),
      { numRuns: 40 },
    );
  });

  it('is refused when blocks were left out, repeated or moved, or something was added', async () => {
    const sealed = await seal(patterned(3 * BLOCK));
    const start = sealed.indexOf(10) + 1;
    const head = sealed.subarray(0, start);
    const [a, b, c] = [0, 1, 2].map((n) => sealed.subarray(start + n * (BLOCK + 16), start + (n + 1) * (BLOCK + 16)));
    const whole = [head, a!, b!, c!];
    expect((await open(Buffer.concat(whole))).length).toBe(3 * BLOCK);
    for (const order of [
      [a, b],
      [a],
      [],
      [b, c],
      [a, c],
      [b, a, c],
      [a, b, b, c],
      [a, b, c, c],
      [a, b, c, Buffer.alloc(1)],
      [a, b, c, Buffer.alloc(16)],
    ]) {
      await expect(open(Buffer.concat([head, ...order.map((block) => block!)]))).rejects.toMatchObject({
        code: 'signature_invalid',
      });
    }
  });

  it('is refused with the blocks of another backup to the same key', async () => {
    const [one, two] = await Promise.all([seal(patterned(100)), seal(patterned(100))]);
    const mixed = Buffer.concat([one.subarray(0, one.indexOf(10) + 1), two.subarray(two.indexOf(10) + 1)]);
    await expect(open(mixed)).rejects.toMatchObject({ code: 'signature_invalid' });
  });

  it.each([
    ['made', (header: BackupHeader) => ({ ...header, made: header.made + 1 })],
    ['epoch', (header: BackupHeader) => ({ ...header, epoch: 9 })],
    ['app', (header: BackupHeader) => ({ ...header, app: 'causeway/9.9.9' })],
    ['a new field', (header: BackupHeader) => ({ ...header, note: 'x' })],
    ['block', (header: BackupHeader) => ({ ...header, block: 1 })],
    ['block', (header: BackupHeader) => ({ ...header, block: 2 ** 40 })],
    ['epk', (header: BackupHeader) => ({ ...header, epk: { ...header.epk, y: header.epk.x } })],
    ['spelling', (header: BackupHeader) => Object.fromEntries(Object.entries(header).reverse())],
  ])('is refused with another %s in its header', async (_, change) => {
    const sealed = await seal(patterned(100));
    const end = sealed.indexOf(10);
    const header = change(JSON.parse(sealed.subarray(0, end).toString()) as BackupHeader);
    const bytes = Buffer.concat([Buffer.from(JSON.stringify(header)), sealed.subarray(end)]);
    await expect(open(bytes)).rejects.toMatchObject({ code: 'signature_invalid' });
  });
});

function seal(content: Buffer): Promise<Buffer> {
  return collect(sealBackup([content], { facts, recoveryKey: recovery.jwk }));
}

/** The key of a code, derived once: it costs what it costs on purpose. */
function keyFor(by = code): (site: string) => Promise<RecoveryKey> {
  return (site) => (by === code && site === facts.site ? Promise.resolve(recovery) : deriveRecoveryKey(by, site));
}

function open(sealed: Buffer, by = code): Promise<Buffer> {
  return collect(openBackup(pieces(sealed, 50_000), keyFor(by)));
}

async function* pieces(bytes: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function collect(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts);
}

/** Bytes in which every stretch differs from every other. */
function patterned(size: number): Buffer {
  const bytes = Buffer.alloc(size);
  for (let at = 0; at + 4 <= size; at += 4) bytes.writeUInt32LE(at, at);
  return bytes;
}
