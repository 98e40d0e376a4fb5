import type { Sealer } from './seal.ts';

const LENGTH_BYTES = 4;
/** No frame that was written is longer; a longer length is damage. */
const LONGEST_FRAME = 256 * 1024 * 1024;

/** One piece of a log: its length, then the sealed bytes. */
export async function encodeFrame(sealer: Sealer, label: string, value: unknown): Promise<Uint8Array<ArrayBuffer>> {
  const sealed = await sealer.seal(label, new TextEncoder().encode(JSON.stringify(value)));
  const frame = new Uint8Array(LENGTH_BYTES + sealed.length);
  new DataView(frame.buffer).setUint32(0, sealed.length);
  frame.set(sealed, LENGTH_BYTES);
  return frame;
}

/**
 * Reads the frames of a log in order and stops at the first that is torn or damaged: a crash leaves a torn one at the end,
 * and nothing in it was ever said to be durable.
 * @param labelOf the label of the nth frame
 */
export async function readFrames(
  sealer: Sealer,
  log: Uint8Array<ArrayBuffer>,
  labelOf: (index: number) => string,
): Promise<unknown[]> {
  const values: unknown[] = [];
  const view = new DataView(log.buffer, log.byteOffset, log.byteLength);
  let at = 0;
  while (at + LENGTH_BYTES <= log.length) {
    const length = view.getUint32(at);
    const end = at + LENGTH_BYTES + length;
    if (length > LONGEST_FRAME || end > log.length) break;
    const opened = await sealer.open(labelOf(values.length), log.subarray(at + LENGTH_BYTES, end));
    if (opened === null) break;
    values.push(JSON.parse(new TextDecoder().decode(opened)));
    at = end;
  }
  return values;
}
