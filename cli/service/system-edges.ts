import { execFile } from 'node:child_process';
import { access, mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { launchd } from './launchd.ts';
import type { Command, Ran, ServiceEdges, ServiceManager } from './service-manager.ts';
import { systemd } from './systemd.ts';
import { taskScheduler } from './task-scheduler.ts';

/** How this system keeps a service; null: in a way that nobody taught us. */
export function findServiceManager(platform: NodeJS.Platform): ServiceManager | null {
  const managers: Partial<Record<NodeJS.Platform, ServiceManager>> = {
    linux: systemd,
    darwin: launchd,
    win32: taskScheduler,
  };
  return managers[platform] ?? null;
}

export const systemEdges: ServiceEdges = {
  run,
  writeFile: async (path, text, encoding) => {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text, { encoding, mode: 0o644 });
  },
  removeFile: (path) => rm(path, { force: true }),
  exists: (path) =>
    access(path).then(
      () => true,
      () => false,
    ),
  isAdministrator: async () =>
    process.platform === 'win32' ? (await run(['net', 'session'])).code === 0 : process.getuid?.() === 0,
};

/** A program that is not there ends like one that failed. */
function run([program, ...args]: Command): Promise<Ran> {
  return new Promise((resolve) => {
    execFile(program, args, { windowsHide: true }, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : 127;
      resolve({ code, stdout, stderr: stderr === '' && code === 127 ? (error?.message ?? '') : stderr });
    });
  });
}
