import type { Code } from './codes.ts';
import { ProtocolError } from './error.ts';

/** The most that anything is unpacked to: 1 GiB (protocol.md section 2). */
export const MAX_UNPACKED_BYTES = 1024 ** 3;

/** How `bytes` are packed, and what is thrown when they are not. */
export type Packing = { readonly format: 'gzip' | 'deflate-raw'; readonly limit: number; readonly malformed: Code };

/**
 * Unpacks piece by piece, so that no more than one piece beyond the limit is ever held.
 * @throws ProtocolError `malformed`, or `too_large` at the first piece beyond the limit
 */
export async function* inflate(bytes: Uint8Array, packing: Packing): AsyncGenerator<Uint8Array> {
  const reader = unpackedStream(bytes, packing.format).getReader();
  let unpacked = 0;
  try {
    for (;;) {
      const { done, value } = await readPiece(reader, packing.malformed);
      if (done) return;
      unpacked += value.length;
      if (unpacked > packing.limit)
        throw new ProtocolError('too_large', { detail: 'Unpacked, the content is larger than what is accepted.' });
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** Packs bytes. */
export async function deflate(bytes: Uint8Array, format: 'gzip' | 'deflate-raw'): Promise<Uint8Array<ArrayBuffer>> {
  const packed = new Blob([bytes as Uint8Array<ArrayBuffer>]).stream().pipeThrough(new CompressionStream(format));
  return new Uint8Array(await new Response(packed).arrayBuffer());
}

function unpackedStream(bytes: Uint8Array, format: 'gzip' | 'deflate-raw'): ReadableStream<Uint8Array> {
  const packed = new Blob([bytes as Uint8Array<ArrayBuffer>]).stream();
  return packed.pipeThrough(new DecompressionStream(format)) as ReadableStream<Uint8Array>;
}

async function readPiece(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  malformed: Code,
): Promise<ReadableStreamReadResult<Uint8Array>> {
  try {
    return await reader.read();
  } catch (cause) {
    throw new ProtocolError(malformed, { detail: 'The packed content is damaged.', cause });
  }
}
