import { open } from 'node:fs/promises';
import { MAX_FILE_BYTES } from '../../protocol/token.ts';
import { Refusal } from '../refusal.ts';
import { onFile } from './file-error.ts';

/**
 * Reads a file whole. Its size is looked at before memory is spent, and again while reading, for what grows or has no
 * size of its own.
 * @throws Refusal `too_large`, or `not_found` where there is no such file
 */
export async function readInputFile(path: string, limit: number = MAX_FILE_BYTES): Promise<Buffer> {
  return onFile(path, async () => {
    const handle = await open(path, 'r');
    try {
      const facts = await handle.stat();
      if (facts.isDirectory())
        throw new Refusal('not_found', { sentence: `${path} is a folder.`, next: 'Name a file.' });
      if (facts.size > limit) throw tooLarge(path, limit);
      return await readUpTo(handle.createReadStream({ autoClose: false }), path, { expected: facts.size, limit });
    } finally {
      await handle.close();
    }
  });
}

type Bounds = { readonly expected: number; readonly limit: number };

async function readUpTo(stream: AsyncIterable<Buffer>, path: string, { expected, limit }: Bounds): Promise<Buffer> {
  let content = Buffer.allocUnsafe(expected);
  let length = 0;
  for await (const chunk of stream) {
    const total = length + chunk.length;
    if (total > limit) throw tooLarge(path, limit);
    if (total > content.length)
      content = Buffer.concat([content.subarray(0, length)], Math.max(total, content.length * 2));
    chunk.copy(content, length);
    length = total;
  }
  return content.subarray(0, length);
}

function tooLarge(path: string, limit: number): Refusal {
  return new Refusal('too_large', {
    sentence: `${path} is larger than the ${limit / (1024 * 1024)} MiB that are accepted.`,
  });
}
