import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Where the benchmark keeps its data: on the disk of the checkout, never on a memory file system. */
export const benchFolder = (): string =>
  mkdtempSync(join(resolve(import.meta.dirname, '..', '..'), 'node_modules', '.bench-'));

/** How often the disk takes 4 KiB and confirms it, one after the other: what a commit for each request would cost. */
export function measureDisk(): { readonly fdatasyncPerSecond: number } {
  const folder = benchFolder();
  const file = openSync(join(folder, 'probe'), 'w');
  try {
    const page = Buffer.alloc(4_096, 1);
    const count = 500;
    const started = performance.now();
    for (let index = 0; index < count; index++) {
      writeSync(file, page, 0, page.length, index * page.length);
      fdatasyncSync(file);
    }
    return { fdatasyncPerSecond: count / ((performance.now() - started) / 1_000) };
  } finally {
    closeSync(file);
    rmSync(folder, { recursive: true, force: true });
  }
}
