import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pureRooms, rooms, unspokenWords } from '../build/rooms.ts';

const root = resolve(import.meta.dirname, '..');

describe('rooms', () => {
  it('import only in the documented direction', () => {
    const wrong = importsOf(Object.keys(rooms)).filter(({ room, target }) => {
      if (target.startsWith('.')) return false;
      const { imports, packages } = rooms[room]!;
      if (target.startsWith('room:')) return target.slice(5) !== room && !imports.includes(target.slice(5));
      return !packages.some((name) => target === name || target.startsWith(name === 'node:' ? name : `${name}/`));
    });
    expect(wrong.map(({ file, target }) => `${file} imports ${target}`)).toEqual([]);
  });

  it('keep clock and randomness out of the pure ones', () => {
    const impure = /Date\.now\(|new Date\(\)|Math\.random|randomUUID|getRandomValues|performance\.now/;
    expect(sourcesOf(pureRooms).filter((file) => impure.test(code(file)))).toEqual([]);
  });

  it('are the only folders with code', () => {
    const known = new Set([...Object.keys(rooms), 'test', 'docs']);
    const folders = readdirSync(root, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && !generated.has(entry.name))
      .map((entry) => entry.name);
    expect(folders.filter((folder) => !known.has(folder))).toEqual([]);
  });

  it('have no folder or file of a name that says nothing', () => {
    const vague = /(^|[/-])(core|shared|common|lib|utils?|helpers?|misc)([/.-]|$)/;
    expect(sourcesOf(Object.keys(rooms)).filter((file) => vague.test(file))).toEqual([]);
  });

  it('speak the words of the trade', () => {
    const words = new RegExp(unspokenWords.join('|'), 'i');
    const spoken = sourcesOf(Object.keys(rooms)).filter(
      (file) => file !== 'build/rooms.ts' && words.test(identifiers(file)),
    );
    expect(spoken).toEqual([]);
  });

  it('keep every file below 300 lines of code', () => {
    const lines = (file: string) =>
      code(file)
        .split('\n')
        .filter((line) => !/^\s*($|\/\/|\*|\/\*)/.test(line)).length;
    expect(sourcesOf(Object.keys(rooms)).filter((file) => lines(file) > 300)).toEqual([]);
  });
});

const generated = new Set(['node_modules', 'dist', 'coverage', 'demo-data']);

type Import = { readonly room: string; readonly file: string; readonly target: string };

function importsOf(names: readonly string[]): readonly Import[] {
  const pattern = /(?:from\s+|import\s+|import\()\s*['"]([^'"]+)['"]/g;
  return sourcesOf(names).flatMap((file) => {
    const room = file.split('/')[0]!;
    // A text may show how to import, as the snippet for app developers does.
    const sources = code(file).replaceAll(/`[^`]*`/g, '``');
    return [...sources.matchAll(pattern)].map(([, target = '']) => ({ room, file, target: placeOf(file, target) }));
  });
}

/** A relative import becomes the room it leads to; `.` when it stays at the root (package.json). */
function placeOf(file: string, target: string): string {
  if (!target.startsWith('.')) return target;
  const place = relative(root, resolve(root, dirname(file), target)).split('/');
  return place.length === 1 ? '.' : `room:${place[0]}`;
}

function sourcesOf(names: readonly string[]): readonly string[] {
  return names.flatMap((name) => (existsSync(join(root, name)) ? walk(name) : []));
}

function walk(folder: string): readonly string[] {
  return readdirSync(join(root, folder)).flatMap((name) => {
    const path = `${folder}/${name}`;
    if (generated.has(name)) return [];
    if (statSync(join(root, path)).isDirectory()) return walk(path);
    return /\.(ts|tsx|mts|mjs)$/.test(name) && !name.endsWith('.d.ts') ? [path] : [];
  });
}

const code = (file: string): string => readFileSync(join(root, file), 'utf8');

/** The code without comments and texts. */
function identifiers(file: string): string {
  return code(file).replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$|'[^'\n]*'|`[^`]*`/gm, '');
}
