/** A stretch of a stream; `last` only on the one at its end, which may be shorter and is empty for an empty stream. */
export type Block = { readonly bytes: Buffer; readonly last: boolean };

/** Cuts a stream into blocks of `size` bytes. The bytes of a block are good until the next one is asked for. */
export async function* blocksOf(
  source: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  size: number,
): AsyncGenerator<Block> {
  const block = Buffer.allocUnsafeSlow(size);
  let filled = 0;
  for await (const chunk of source) {
    let from = 0;
    while (from < chunk.byteLength) {
      if (filled === size) {
        yield { bytes: block, last: false };
        filled = 0;
      }
      const part = chunk.subarray(from, from + size - filled);
      block.set(part, filled);
      filled += part.byteLength;
      from += part.byteLength;
    }
  }
  yield { bytes: block.subarray(0, filled), last: true };
}

/** Reads a stream by lines and by counts of bytes in turn. Closing it closes the stream. */
export class ByteReader {
  readonly #source: AsyncIterator<Uint8Array>;
  #held: Uint8Array = new Uint8Array(0);

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** The bytes up to the next line break, which is read too; `null` when there is none within `most` bytes. */
  async line(most: number): Promise<Buffer | null> {
    const parts: Uint8Array[] = [];
    let length = 0;
    while (length <= most) {
      const end = this.#held.indexOf(10);
      if (end !== -1) {
        parts.push(this.#held.subarray(0, end));
        this.#held = this.#held.subarray(end + 1);
        return length + end <= most ? Buffer.concat(parts) : null;
      }
      parts.push(this.#held);
      length += this.#held.byteLength;
      if (!(await this.#more())) return null;
    }
    return null;
  }

  /** The next `count` bytes, or as many as there are. */
  async *take(count: number): AsyncGenerator<Uint8Array> {
    let left = count;
    while (left > 0) {
      if (this.#held.byteLength === 0 && !(await this.#more())) return;
      const part = this.#held.subarray(0, left);
      this.#held = this.#held.subarray(part.byteLength);
      left -= part.byteLength;
      yield part;
    }
  }

  /** All that is left. */
  async *rest(): AsyncGenerator<Uint8Array> {
    yield* this.take(Number.POSITIVE_INFINITY);
  }

  async close(): Promise<void> {
    await this.#source.return?.();
  }

  async #more(): Promise<boolean> {
    const { value, done } = await this.#source.next();
    this.#held = done === true ? new Uint8Array(0) : value;
    return done !== true;
  }
}
