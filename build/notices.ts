import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { rooms } from './rooms.ts';

/** What a package that is delivered asks to be told of it. */
export type Notice = {
  readonly name: string;
  readonly version: string;
  /** As the package says, an SPDX expression. */
  readonly license: string;
  /** Its license file; '': it brings none along. */
  readonly text: string;
};

const root = resolve(import.meta.dirname, '..');

/** Rooms whose packages reach users. */
const delivered = ['licensing', 'protocol', 'dls', 'cli', 'renderer', 'electron'] as const;

/** Every package that is delivered, by name: those that the rooms may use and what these depend on. */
export function listNotices(): readonly Notice[] {
  const found = new Map<string, Notice>();
  const visit = (name: string, from: string): void => {
    const folder = findPackage(name, from);
    if (folder === null) return;
    const { version, license, dependencies = {} } = readManifest(folder);
    const key = `${name} ${version}`;
    if (found.has(key)) return;
    found.set(key, { name, version, license: licenseOf(license), text: licenseText(folder) });
    for (const dependency of Object.keys(dependencies)) visit(dependency, folder);
  };
  const direct = delivered.flatMap((room) => rooms[room]?.packages ?? []);
  for (const name of new Set(direct)) if (name !== 'node:') visit(name, root);
  return [...found.values()].toSorted((a, b) => a.name.localeCompare(b.name) || a.version.localeCompare(b.version));
}

type Manifest = {
  readonly version: string;
  readonly license?: string | { readonly type?: string };
  readonly dependencies?: Readonly<Record<string, string>>;
};

function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
}

/** Where Node finds a package from a folder; null: it is not installed, such as one of another platform. */
function findPackage(name: string, from: string): string | null {
  const folder = join(from, 'node_modules', name);
  if (existsSync(join(folder, 'package.json'))) return folder;
  return from === root || from === resolve(from, '..') ? null : findPackage(name, resolve(from, '..'));
}

function licenseOf(license: Manifest['license']): string {
  return (typeof license === 'string' ? license : license?.type) ?? 'see its text';
}

function licenseText(folder: string): string {
  const file = readdirSync(folder).find((name) => /^(licen[cs]e|copying)([.-].*)?$/i.test(name));
  return file === undefined ? '' : readFileSync(join(folder, file), 'utf8').trim();
}
