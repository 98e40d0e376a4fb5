import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { chromium } from 'playwright-core';
import { makeIcns, makeIco, type Pictures } from './icons/icon-files.ts';

/**
 * `npm run icons`: draws every icon from the one vector picture of the console with the system's Chromium, into files that
 * are committed: packagers would fetch converters otherwise.
 */
const root = resolve(import.meta.dirname, '..');
const folder = join(root, 'build/icons');
const source = readFileSync(join(root, 'renderer/public/icon.svg'), 'utf8');

/** Sides in pixels; Linux desktops take those that are there as they are. */
const sizes = [16, 24, 32, 48, 64, 96, 128, 256, 512, 1024];

const pictures = await draw();
for (const name of ['png', 'tray']) mkdirSync(join(folder, name), { recursive: true });
for (const size of sizes.filter((side) => side <= 512)) write(`png/${size}x${size}.png`, size);
write('tray/icon.png', 256);
write('tray/tray.png', 24);
write('tray/tray@2x.png', 48);
writeFileSync(join(folder, 'icon.ico'), makeIco(pictures));
writeFileSync(join(folder, 'icon.icns'), makeIcns(pictures));
process.stdout.write(`${sizes.length} sizes drawn into build/icons\n`);

async function draw(): Promise<Pictures> {
  const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
  const browser = await chromium.launch({ executablePath, args: ['--headless', '--no-sandbox', '--disable-gpu'] });
  try {
    const page = await browser.newPage();
    const drawn = new Map<number, Buffer>();
    for (const size of sizes) {
      await page.setViewportSize({ width: size, height: size });
      const picture = source.replace('<svg ', `<svg width="${size}" height="${size}" style="display:block" `);
      await page.setContent(`<body style="margin:0">${picture}</body>`);
      drawn.set(size, await page.screenshot({ omitBackground: true }));
    }
    return drawn;
  } finally {
    await browser.close();
  }
}

function write(name: string, size: number): void {
  writeFileSync(join(folder, name), pictures.get(size) ?? Buffer.alloc(0));
}
