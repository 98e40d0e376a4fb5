import { existsSync } from 'node:fs';
import { chmod, copyFile, mkdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

/** A system as packagers name it, with the architecture of its processor. */
export type RuntimeTarget = { readonly os: 'linux' | 'mac' | 'win'; readonly arch: 'x64' | 'arm64' };

const platforms = { linux: 'linux', mac: 'darwin', win: 'win32' } as const;

/** Where the Node of a target is put for the packager; its name stands in the configuration. */
export const runtimeFolder = join(root, 'dist/node');

/**
 * Puts the Node that runs the service where packages take it from. It comes from `CAUSEWAY_NODE_<OS>_<ARCH>`, from the pinned
 * package of this checkout, or is the Node that runs this, when that is of the target.
 */
export async function prepareNode(target: RuntimeTarget, folder: string = runtimeFolder): Promise<string> {
  const { os, arch } = target;
  const name = os === 'win' ? 'node.exe' : 'node';
  const to = join(folder, `${os}-${arch}`, name);
  await mkdir(dirname(to), { recursive: true });
  const from = findNode(target);
  await copyFile(from, to);
  await chmod(to, 0o755);
  const license = ['../LICENSE', 'LICENSE'].map((name) => join(dirname(from), name)).find((path) => existsSync(path));
  if (license !== undefined) await copyFile(license, join(dirname(to), 'LICENSE.txt'));
  return to;
}

function findNode({ os, arch }: RuntimeTarget): string {
  const variable = `CAUSEWAY_NODE_${os}_${arch}`.toUpperCase();
  const pinned = join(root, 'node_modules', `node-${os}-${arch}`, os === 'win' ? 'bin/node.exe' : 'bin/node');
  const isOwn = platforms[os] === process.platform && arch === process.arch;
  const places = [process.env[variable], pinned, isOwn ? process.execPath : undefined];
  const found = places.find((place) => place !== undefined && existsSync(place));
  if (found === undefined) {
    throw new Error(`There is no Node for ${os} on ${arch} here. Set ${variable} to the path of its "node" program.`);
  }
  return found;
}
