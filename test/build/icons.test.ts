import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { icoSizes } from '../../build/icons/icon-files.ts';
import { readPng } from '../../build/icons/png-pixels.ts';

const folder = resolve(import.meta.dirname, '../../build/icons');

describe('the icons of the packages', () => {
  it('are pictures of the sizes that their names say, with a corner that is clear and a middle that is not', () => {
    for (const name of readdirSync(join(folder, 'png'))) {
      const { width, height, rgba } = readPng(readFileSync(join(folder, 'png', name)));
      expect(`${width}x${height}.png`).toBe(name);
      expect(rgba[3]).toBeLessThan(128);
      expect(rgba[(Math.floor(height / 2) * width + Math.floor(width / 2)) * 4 + 3]).toBe(255);
    }
  });

  it('of Windows hold every size, each where the directory says', () => {
    const ico = readFileSync(join(folder, 'icon.ico'));
    const entries = Array.from({ length: ico.readUInt16LE(4) }, (_, index) => 6 + index * 16);
    expect(entries.map((at) => ico[at] || 256)).toEqual(icoSizes);
    for (const at of entries) {
      const image = ico.subarray(ico.readUInt32LE(at + 12));
      const isPng = image.toString('latin1', 1, 4) === 'PNG';
      expect(isPng ? image.readUInt32BE(16) : image.readInt32LE(4)).toBe(ico[at] || 256);
    }
    const last = entries.at(-1) ?? 0;
    expect(ico.readUInt32LE(last + 8) + ico.readUInt32LE(last + 12)).toBe(ico.length);
  });

  it('of macOS are blocks that fill the file', () => {
    const icns = readFileSync(join(folder, 'icon.icns'));
    expect([icns.toString('latin1', 0, 4), icns.readUInt32BE(4)]).toEqual(['icns', icns.length]);
    const kinds: string[] = [];
    let at = 8;
    for (; at < icns.length; at += icns.readUInt32BE(at + 4)) kinds.push(icns.toString('latin1', at, at + 4));
    expect(at).toBe(icns.length);
    expect(kinds).toContain('ic10');
  });
});
