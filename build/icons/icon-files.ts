import { readPng } from './png-pixels.ts';

/** PNG pictures by their side in pixels. */
export type Pictures = ReadonlyMap<number, Buffer>;

export const icoSizes: readonly number[] = [16, 24, 32, 48, 64, 128, 256];

/** A Windows icon: bitmaps, which every tool of Windows reads, and the largest as PNG. */
export function makeIco(pictures: Pictures): Buffer {
  const images = icoSizes.map((size) => ({
    size,
    data: size < 256 ? makeBitmap(pictureOf(pictures, size)) : pictureOf(pictures, size),
  }));
  const head = Buffer.alloc(6 + images.length * 16);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(images.length, 4);
  let offset = head.length;
  for (const [index, { size, data }] of images.entries()) {
    const at = 6 + index * 16;
    // 256 is written as 0.
    head[at] = head[at + 1] = size & 255;
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(data.length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += data.length;
  }
  return Buffer.concat([head, ...images.map(({ data }) => data)]);
}

/** A bitmap as it stands in icons: 32 bits a pixel from the bottom row up, and a mask that alpha makes needless. */
function makeBitmap(png: Buffer): Buffer {
  const { width, height, rgba } = readPng(png);
  const maskStride = Math.ceil(width / 32) * 4;
  const bitmap = Buffer.alloc(40 + width * height * 4 + maskStride * height);
  bitmap.writeUInt32LE(40, 0);
  bitmap.writeInt32LE(width, 4);
  // Picture and mask together.
  bitmap.writeInt32LE(height * 2, 8);
  bitmap.writeUInt16LE(1, 12);
  bitmap.writeUInt16LE(32, 14);
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      const from = ((height - 1 - row) * width + column) * 4;
      const to = 40 + (row * width + column) * 4;
      for (const [channel, source] of [2, 1, 0, 3].entries()) bitmap[to + channel] = rgba[from + source] ?? 0;
    }
  }
  return bitmap;
}

/** Kinds of pictures in an icon of macOS, with their side in pixels. */
const icnsKinds: readonly (readonly [kind: string, size: number])[] = [
  ['ic11', 32],
  ['ic12', 64],
  ['ic07', 128],
  ['ic13', 256],
  ['ic08', 256],
  ['ic14', 512],
  ['ic09', 512],
  ['ic10', 1024],
];

/** An icon of macOS: pictures one after the other, each with its kind and length. */
export function makeIcns(pictures: Pictures): Buffer {
  const parts = icnsKinds.map(([kind, size]) => block(kind, pictureOf(pictures, size)));
  return block('icns', Buffer.concat(parts));
}

function block(kind: string, data: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.write(kind, 'latin1');
  head.writeUInt32BE(data.length + 8, 4);
  return Buffer.concat([head, data]);
}

function pictureOf(pictures: Pictures, size: number): Buffer {
  const found = pictures.get(size);
  if (found === undefined) throw new Error(`there is no picture of ${size} pixels`);
  return found;
}
