import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';

type Package = { readonly version?: string; readonly optionalDependencies?: Readonly<Record<string, string>> };

it('the lockfile names the programs of every platform, without which npm ci refuses to begin', () => {
  const text = readFileSync(join(resolve(import.meta.dirname, '..'), 'package-lock.json'), 'utf8');
  const { packages } = JSON.parse(text) as { readonly packages: Readonly<Record<string, Package>> };
  const named = new Set(Object.keys(packages).map((place) => place.split('node_modules/').at(-1)));
  const missing = Object.values(packages).flatMap(({ optionalDependencies = {} }) =>
    Object.keys(optionalDependencies).filter((name) => !named.has(name)),
  );
  expect(missing).toEqual([]);
});
