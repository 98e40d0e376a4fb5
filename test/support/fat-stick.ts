import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from './commands.ts';

/** A small stick with a real FAT32 on it, in a file of its own. */
export type FatStick = AsyncDisposable & {
  /** Where it is plugged in. */
  readonly path: string;
  /** Pulls it out, whatever is being written. */
  pull(): void;
  /** Plugs it in again. */
  plug(options?: { readonly readOnly?: boolean }): Promise<void>;
};

const quiet = { stdio: 'ignore' } as const;

/** How this machine mounts FAT: by the kernel, by a program in user space (`fusefat`), or not at all. */
export const fatBy: 'kernel' | 'program' | null = ((): 'kernel' | 'program' | null => {
  try {
    execFileSync('mkfs.vfat', ['--help'], quiet);
  } catch {
    return tell('mkfs.vfat (package dosfstools) is missing');
  }
  if (process.getuid?.() !== 0) return tell('only root may mount');
  if (/\bvfat\b/.test(readFileSync('/proc/filesystems', 'utf8'))) return 'kernel';
  try {
    execFileSync('which', ['fusefat'], quiet);
    return readdirSync('/dev').includes('fuse') ? 'program' : tell('there is no /dev/fuse');
  } catch {
    return tell('the kernel knows no vfat and fusefat is missing');
  }
})();

function tell(why: string): null {
  console.warn(`SKIPPED: no test on a real FAT32 stick, because ${why}.`);
  return null;
}

/** Megabytes; FAT32 needs at least 33. */
const size = 34;

export async function fatStick(): Promise<FatStick> {
  const folder = temporaryFolder();
  const image = join(folder.path, 'stick.img');
  const path = join(folder.path, 'stick');
  let program: ChildProcess | null = null;
  let gone: Promise<unknown> = Promise.resolve();
  mkdirSync(path);
  writeFileSync(image, '');
  truncateSync(image, size * 1024 * 1024);
  execFileSync('mkfs.vfat', ['-F', '32', '-s', '1', image], quiet);
  const unmount = (): void => {
    try {
      execFileSync('umount', ['-l', path], quiet);
    } catch {
      // It was not mounted.
    }
  };
  const stick: FatStick = {
    path,
    pull: () => {
      if (program !== null && program.exitCode === null) gone = once(program, 'exit');
      program?.kill('SIGKILL');
      program = null;
      if (fatBy !== 'kernel') return;
      // As the system does, so that nothing is written into the folder beneath.
      unmount();
      rmSync(path, { recursive: true });
    },
    plug: async ({ readOnly = false } = {}) => {
      await gone;
      unmount();
      mkdirSync(path, { recursive: true });
      // As a system does with a stick that was pulled.
      repair(image);
      if (fatBy === 'kernel') {
        execFileSync('mount', ['-t', 'vfat', '-o', `loop,${readOnly ? 'ro' : 'rw'},sync`, image, path], quiet);
        return;
      }
      const started = spawn('fusefat', ['-f', '-o', readOnly ? 'ro' : 'rw+', image, path], quiet);
      let ended = false;
      started.once('exit', () => {
        ended = true;
      });
      program = started;
      while (!readFileSync('/proc/mounts', 'utf8').includes(` ${path} `)) {
        if (ended) throw new Error('fusefat ended by itself');
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
    [Symbol.asyncDispose]: async () => {
      stick.pull();
      await gone;
      unmount();
      rmSync(image, { force: true });
      await folder[Symbol.asyncDispose]();
    },
  };
  await stick.plug();
  return stick;
}

function repair(image: string): void {
  try {
    execFileSync('fsck.vfat', ['-a', image], quiet);
  } catch {
    // It ends with 1 when it repaired something.
  }
}
