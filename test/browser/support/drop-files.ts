import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Page } from 'playwright-core';

/** Drops files on the window as a file manager does. */
export async function dropFiles(page: Page, files: readonly string[]): Promise<void> {
  const contents = await Promise.all(
    files.map(async (file) => ({ name: basename(file), base64: (await readFile(file)).toString('base64') })),
  );
  const transfer = await page.evaluateHandle((given) => {
    const data = new DataTransfer();
    for (const { name, base64 } of given) {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      data.items.add(new File([bytes], name));
    }
    return data;
  }, contents);
  for (const type of ['dragenter', 'dragover', 'drop']) {
    await page.dispatchEvent('#page', type, { dataTransfer: transfer });
  }
}

/**
 * Drops what stands at paths as the system does it: folders too, and files that are read when somebody asks for them.
 * A drop counts only after the page has said, over a frame or two, that it takes what hovers; on a busy machine it may be
 * given up before, and is done again.
 */
export async function dropPaths(page: Page, paths: readonly string[]): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  const data = { items: [], files: [...paths], dragOperationsMask: 1 };
  const send = (type: 'dragEnter' | 'dragOver' | 'drop') =>
    devtools.send('Input.dispatchDragEvent', { type, x: 300, y: 300, data });
  await page.evaluate(() => window.addEventListener('drop', () => document.body.setAttribute('data-dropped', '')));
  const dropped = page.locator('body[data-dropped]').waitFor({ state: 'attached' });
  for (let isDropped = false; !isDropped; ) {
    await send('dragEnter');
    await page.getByText('Drop to look at what is inside').waitFor();
    await send('dragOver');
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    await send('drop');
    isDropped = await Promise.race([dropped.then(() => true), setTimeout(5_000, false)]);
  }
  await devtools.detach();
}
