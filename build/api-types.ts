import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { consoleOpenApi } from '../dls/http/console/openapi.ts';
import { consoleRoutes } from '../dls/http/console/routes.ts';

const root = resolve(import.meta.dirname, '..');

/** Where the renderer's types of the console API stand; they are made, never written by hand. */
export const apiTypesFile = join(root, 'renderer', 'api', 'schema.gen.d.ts');

/** The types of the console API, made from its description with a generator that needs a TypeScript of its own. */
export async function makeApiTypes(): Promise<string> {
  const load = createRequire(join(import.meta.dirname, 'api-types', 'package.json'));
  const { default: describe, astToString } = load('openapi-typescript') as Generator;
  const nodes = await describe(consoleOpenApi('0', consoleRoutes), { alphabetize: false });
  return `// Made by "npm run api-types" from dls/http/console. Do not edit.\n${astToString(nodes)}`;
}

type Generator = {
  readonly default: (document: unknown, options: Readonly<Record<string, unknown>>) => Promise<readonly unknown[]>;
  readonly astToString: (nodes: readonly unknown[]) => string;
};

if (import.meta.filename === process.argv[1]) {
  const made = await makeApiTypes();
  const isSame = made === readFileOrNull(apiTypesFile);
  if (!isSame) writeFileSync(apiTypesFile, made);
  process.stdout.write(
    isSame ? 'The types of the console API are up to date.\n' : 'The types of the console API were written.\n',
  );
}

function readFileOrNull(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
