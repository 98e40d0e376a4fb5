import { ByteReader } from './byte-blocks.ts';
import { IdentityError } from './identity-error.ts';

/** A file that goes into a backup. */
export type BackupEntry = {
  /** Letters, digits and `. _ -`, not beginning with a dot; no folder. */
  readonly name: string;
  readonly size: number;
  readonly open: () => Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
};

/** A file that comes out of a backup. Its bytes must be read before the next one is asked for. */
export type UnpackedEntry = { readonly name: string; readonly size: number; readonly bytes: AsyncIterable<Uint8Array> };

/** Writes files one after the other: a line of JSON, then the bytes; at the end a line with their number. */
export async function* packEntries(entries: readonly BackupEntry[]): AsyncGenerator<Uint8Array> {
  for (const { name, size, open } of entries) {
    if (!isEntryName(name)) throw new Error(`A backup cannot hold a file of the name ${JSON.stringify(name)}.`);
    yield lineOf({ name, size });
    let written = 0;
    for await (const chunk of open()) {
      written += chunk.byteLength;
      if (written > size) break;
      yield chunk;
    }
    if (written !== size) throw new Error(`${name} changed while it was backed up.`);
  }
  yield lineOf({ end: entries.length });
}

/** Reads what `packEntries` wrote. Throws IdentityError `signature_invalid` for anything else. */
export async function* unpackEntries(source: AsyncIterable<Uint8Array>): AsyncGenerator<UnpackedEntry> {
  const reader = new ByteReader(source);
  const names = new Set<string>();
  try {
    for (;;) {
      const next = parseLine(await reader.line(1024));
      if ('end' in next) {
        if (next.end !== names.size) throw notWhole();
        // Only what reads to the end of the stream has seen the last block of the backup proven.
        for await (const chunk of reader.rest()) if (chunk.byteLength > 0) throw notWhole();
        return;
      }
      if (names.has(next.name)) throw notWhole();
      names.add(next.name);
      let read = 0;
      const bytes = counted(reader.take(next.size), (count) => {
        read += count;
      });
      yield { ...next, bytes };
      if (read !== next.size) throw notWhole();
    }
  } finally {
    await reader.close();
  }
}

async function* counted(bytes: AsyncIterable<Uint8Array>, add: (count: number) => void): AsyncGenerator<Uint8Array> {
  for await (const chunk of bytes) {
    add(chunk.byteLength);
    yield chunk;
  }
}

function parseLine(line: Buffer | null): { readonly end: number } | { readonly name: string; readonly size: number } {
  if (line === null) throw notWhole();
  let value: { readonly end?: unknown; readonly name?: unknown; readonly size?: unknown } | null;
  try {
    value = JSON.parse(line.toString('utf8'));
  } catch (error) {
    throw notWhole(error);
  }
  const { end, name, size } = value ?? {};
  if (isCount(end)) return { end };
  if (typeof name === 'string' && isEntryName(name) && isCount(size)) return { name, size };
  throw notWhole();
}

function isEntryName(name: string): boolean {
  return /^[A-Za-z0-9_-][A-Za-z0-9._-]{0,63}$/.test(name);
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function lineOf(value: object): Buffer {
  return Buffer.from(`${JSON.stringify(value)}\n`, 'utf8');
}

function notWhole(cause?: unknown): IdentityError {
  return new IdentityError('signature_invalid', 'The files in this backup are not whole. Choose another backup.', {
    cause,
  });
}
