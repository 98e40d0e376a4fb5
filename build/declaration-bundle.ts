import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/**
 * Makes one declaration file of those that tsc emitted for an entry of exports: everything that the exported names need, in
 * full, and nothing else. Knows the form in which tsc writes declarations, not the whole language.
 * @param entry the emitted file of the entry, which holds nothing but `export … from`
 * @throws Error when a public type needs a package, or two things would have the same name
 */
export async function bundleDeclarations(entry: string): Promise<string> {
  const modules = new Map<string, Module>();
  const taken = new Map<string, string>();
  const parts: string[] = [];

  async function load(path: string): Promise<Module> {
    const known = modules.get(path) ?? readModule(await readFile(path, 'utf8'), path);
    modules.set(path, known);
    return known;
  }

  async function take(name: string, path: string): Promise<void> {
    const { declared, imported } = await load(path);
    const from = imported.get(name);
    if (from !== undefined) {
      if (!from.path.startsWith('/')) throw new Error(`${name} in ${path} needs the package ${from.path}`);
      if (from.name !== name) throw new Error(`${name} in ${path} is imported under another name`);
      return take(name, from.path);
    }
    const text = declared.get(name);
    if (text === undefined || taken.get(name) === path) return;
    if (taken.has(name)) throw new Error(`${name} is declared in ${path} and in ${taken.get(name)}`);
    taken.set(name, path);
    for (const word of new Set(withoutComments(text).match(/[A-Za-z_$][\w$]*/g))) {
      if (word !== name && (declared.has(word) || imported.has(word))) await take(word, path);
    }
    parts.push(text);
  }

  const { reexported } = await load(entry);
  for (const { name, path } of reexported) await take(name, path);
  const names = (type: boolean): string =>
    reexported
      .filter((one) => one.type === type)
      .map(({ name }) => name)
      .sort()
      .join(', ');
  return `${parts.join('\n')}\nexport { ${names(false)} };\nexport type { ${names(true)} };\n`;
}

type Module = {
  /** Text of each statement, comments included, without `export`. */
  readonly declared: ReadonlyMap<string, string>;
  /** Path of a file, or name of a package. */
  readonly imported: ReadonlyMap<string, { readonly name: string; readonly path: string }>;
  readonly reexported: readonly { readonly name: string; readonly path: string; readonly type: boolean }[];
};

function readModule(source: string, path: string): Module {
  const declared = new Map<string, string>();
  const imported = new Map<string, { name: string; path: string }>();
  const reexported: { name: string; path: string; type: boolean }[] = [];
  for (const statement of statementsOf(source)) {
    const moved = /^(import|export) (type )?(?:\* as (\w+)|\{([^}]*)\}) from ["']([^"']+)["'];/m.exec(statement);
    if (moved === null) {
      const name = /^(?:export )?(?:declare )?(?:abstract )?(?:type|interface|class|const|function) (\w+)/m.exec(
        statement,
      )?.[1];
      if (name !== undefined) declared.set(name, ambient(statement));
      continue;
    }
    const [, verb, type, space, list = '', from = ''] = moved;
    const target = from.startsWith('.') ? resolve(dirname(path), from.replace(/\.ts$/, '.d.ts')) : from;
    const names =
      space === undefined
        ? list
            .split(',')
            .map((one) => one.trim())
            .filter(Boolean)
        : [space];
    for (const one of names) {
      const [name = '', alias = name] = one.replace(/^type /, '').split(' as ');
      if (verb === 'import') imported.set(alias, { name, path: target });
      else reexported.push({ name, path: target, type: type !== undefined || one.startsWith('type ') });
    }
  }
  return { declared, imported, reexported };
}

/** Statements begin at a keyword in the first column; the comment right before one belongs to it. */
function statementsOf(source: string): readonly string[] {
  const begin = /^(?:\/\*\*(?:(?!\*\/)[\s\S])*\*\/\n)?(?=(?:export|import|declare|type|interface) )/gm;
  const starts = [...source.matchAll(begin)].map(({ index }) => index);
  return starts.map((start, index) => source.slice(start, starts[index + 1]).trimEnd());
}

function ambient(statement: string): string {
  const bare = statement.replace(/^export (?=declare|type|interface)/m, '').replace(/^export /m, 'declare ');
  return bare.replace(/^declare (?=type|interface)/m, '');
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
}
