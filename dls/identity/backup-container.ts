import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
} from 'node:crypto';
import type { EpochSeconds } from '../../licensing/time.ts';
import { type PublicKey, parseSealingKey, thumbprint } from '../../protocol/jwk.ts';
import { ByteReader, blocksOf } from './byte-blocks.ts';
import { IdentityError } from './identity-error.ts';
import type { RecoveryKey } from './recovery-code.ts';

/** What a backup says about itself to everybody, without the recovery code. */
export type BackupFacts = {
  readonly site: string;
  readonly made: EpochSeconds;
  readonly epoch: number;
  /** The newest height of the ledger in it. */
  readonly height: number;
  /** The program that made it, such as `causeway/1.2.3`. */
  readonly app: string;
};

/** The first line of a backup, as JSON. Every byte of it is bound to the sealed part. */
export type BackupHeader = BackupFacts & {
  readonly typ: 'causeway-backup';
  readonly version: 1;
  /** RFC 7638 thumbprint of the recovery key that opens it. */
  readonly recovery: string;
  /** The ephemeral key of ECDH-ES. */
  readonly epk: PublicKey;
  /** Bytes in a block before it is sealed. */
  readonly block: number;
};

/** Gives the key of the recovery code at hand for the site that a backup names, see `deriveRecoveryKey`. */
export type KeyForSite = (site: string) => Promise<RecoveryKey>;

/**
 * Seals a stream to a recovery key: the header line, then blocks of 64 KiB, each with its own AES-256-GCM tag. The key comes
 * from ECDH-ES on P-256 and HKDF-SHA-256 over the header. Block number and end are part of each nonce, so blocks that are
 * missing, repeated, moved or cut off show. Needs the public half only, and the memory of one block.
 */
export async function* sealBackup(
  source: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  { facts, recoveryKey }: { readonly facts: BackupFacts; readonly recoveryKey: PublicKey },
): AsyncGenerator<Buffer> {
  const ephemeral = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { site, made, epoch, height, app } = facts;
  const header: BackupHeader = {
    typ: 'causeway-backup',
    version: 1,
    ...{ site, made, epoch, height, app },
    recovery: await thumbprint(recoveryKey),
    epk: parseSealingKey(ephemeral.publicKey.export({ format: 'jwk' })),
    block: BLOCK,
  };
  const line = Buffer.from(JSON.stringify(header), 'utf8');
  const key = keyOf(ephemeral.privateKey, recoveryKey, line);
  yield Buffer.concat([line, LINE_BREAK]);
  let number = 0;
  for await (const { bytes, last } of blocksOf(source, BLOCK)) {
    const cipher = createCipheriv('aes-256-gcm', key, nonceOf(number, last));
    yield Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
    number += 1;
  }
}

/** Reads what a backup says about itself. Nothing of it is proven before the backup is opened. Throws IdentityError. */
export async function readBackupHeader(source: AsyncIterable<Uint8Array>): Promise<BackupHeader> {
  const reader = new ByteReader(source);
  try {
    return (await readHeader(reader)).header;
  } finally {
    await reader.close();
  }
}

/**
 * Opens a backup with the key of its recovery code. Each block is proven before it is given out, but only the end proves that the
 * backup is whole: nothing of it may be used before. Throws IdentityError: `file_unknown` when it is no backup,
 * `login_failed` when the code is another site's, `signature_invalid` when it was cut or changed.
 */
export async function* openBackup(source: AsyncIterable<Uint8Array>, keyFor: KeyForSite): AsyncGenerator<Buffer> {
  const reader = new ByteReader(source);
  try {
    const { header, line } = await readHeader(reader);
    const recovery = await keyFor(header.site);
    if (recovery.thumbprint !== header.recovery) throw foreignCode();
    const key = keyOf(recovery.privateKey, header.epk, line);
    let number = 0;
    for await (const { bytes, last } of blocksOf(reader.rest(), header.block + TAG)) {
      yield openBlock(bytes, key, nonceOf(number, last));
      number += 1;
    }
  } finally {
    await reader.close();
  }
}

const BLOCK = 65_536;
const TAG = 16;
const LINE_BREAK = Buffer.from('\n');

function openBlock(sealed: Buffer, key: Buffer, nonce: Buffer): Buffer {
  if (sealed.byteLength < TAG) throw edited();
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG });
    decipher.setAuthTag(sealed.subarray(-TAG));
    return Buffer.concat([decipher.update(sealed.subarray(0, -TAG)), decipher.final()]);
  } catch (error) {
    throw edited(error);
  }
}

function keyOf(own: KeyObject, other: PublicKey, headerLine: Uint8Array): Buffer {
  const { kty, crv, x, y = '' } = other;
  const publicKey = createPublicKey({ format: 'jwk', key: { kty, crv, x, y } });
  const shared = diffieHellman({ privateKey: own, publicKey });
  const salt = createHash('sha256').update(headerLine).digest();
  return Buffer.from(hkdfSync('sha256', shared, salt, 'causeway-backup-1', 32));
}

/** The key is used for one backup only, so the number of the block is enough. */
function nonceOf(number: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUIntBE(number, 5, 6);
  nonce[11] = last ? 1 : 0;
  return nonce;
}

async function readHeader(reader: ByteReader): Promise<{ readonly header: BackupHeader; readonly line: Buffer }> {
  const line = await reader.line(4096);
  const header = line === null ? null : findHeader(line);
  if (line === null || header === null) {
    throw new IdentityError(
      'file_unknown',
      'This is not a backup of Causeway. Choose a file that "causeway backup" or the console made.',
    );
  }
  return { header, line };
}

function findHeader(line: Buffer): BackupHeader | null {
  let value: Record<string, unknown> | null;
  try {
    value = JSON.parse(line.toString('utf8'));
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null || value.typ !== 'causeway-backup') return null;
  if (value.version !== 1) {
    throw new IdentityError(
      'file_unknown',
      'This backup was made by a newer Causeway. Install that version and restore it there.',
    );
  }
  if (!isHeader(value)) throw edited();
  return value;
}

function isHeader(value: Record<string, unknown>): value is BackupHeader {
  const { site, made, epoch, height, app, recovery, epk, block } = value;
  const numbers = [made, epoch, height, block].every(
    (number) => Number.isSafeInteger(number) && (number as number) >= 0,
  );
  const texts = [site, app, recovery].every((text) => typeof text === 'string');
  return numbers && texts && (block as number) >= 1 && (block as number) <= 2 ** 24 && isSealingKey(epk);
}

function isSealingKey(value: unknown): value is PublicKey {
  try {
    parseSealingKey(value);
    return true;
  } catch {
    return false;
  }
}

function edited(cause?: unknown): IdentityError {
  const message =
    'This backup is damaged, cut off or was changed; nothing of it was used. Copy it again or choose another one.';
  return new IdentityError('signature_invalid', message, { cause });
}

function foreignCode(): IdentityError {
  return new IdentityError(
    'login_failed',
    'This recovery code does not open this backup. Use the code that was shown when the site of the backup was set up.',
  );
}
