import { inflateSync } from 'node:zlib';

/** A picture of 8-bit RGBA pixels, row by row from the top. */
export type Pixels = { readonly width: number; readonly height: number; readonly rgba: Buffer };

const CHANNELS: Readonly<Record<number, number>> = { 2: 3, 6: 4 };

/** Reads a PNG of 8 bits a channel, with or without alpha, not interlaced (PNG specification, third edition). */
export function readPng(png: Buffer): Pixels {
  const { width, height, channels, data } = readChunks(png);
  const stride = width * channels;
  const raw = inflateSync(data);
  const rgba = Buffer.alloc(width * height * 4, 255);
  let above: Buffer = Buffer.alloc(stride);
  for (let row = 0; row < height; row += 1) {
    const start = row * (stride + 1);
    const line = Buffer.from(raw.subarray(start + 1, start + 1 + stride));
    unfilter(line, above, { filter: raw[start] ?? 0, channels });
    for (let column = 0; column < width; column += 1) {
      line.copy(rgba, (row * width + column) * 4, column * channels, (column + 1) * channels);
    }
    above = line;
  }
  return { width, height, rgba };
}

function readChunks(png: Buffer) {
  const width = png.readUInt32BE(16);
  const height = png.readUInt32BE(20);
  const channels = CHANNELS[png[25] ?? -1];
  if (png[24] !== 8 || channels === undefined || png[28] !== 0) throw new Error('this kind of PNG is not read here');
  const parts: Buffer[] = [];
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at);
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') parts.push(png.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  return { width, height, channels, data: Buffer.concat(parts) };
}

function unfilter(line: Buffer, above: Buffer, { filter, channels }: { filter: number; channels: number }): void {
  for (let index = 0; index < line.length; index += 1) {
    const left = index < channels ? 0 : (line[index - channels] ?? 0);
    const up = above[index] ?? 0;
    const corner = index < channels ? 0 : (above[index - channels] ?? 0);
    const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter];
    if (guess === undefined) throw new Error(`PNG has no filter ${filter}`);
    line[index] = ((line[index] ?? 0) + guess) & 255;
  }
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  return a <= b && a <= c ? left : b <= c ? up : corner;
}
