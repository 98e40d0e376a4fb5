import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CODES } from '../../protocol/codes.ts';
import { shotsOf } from '../support/screenshots/shots.ts';

const root = resolve(import.meta.dirname, '..', '..');
const pages = ['README.md', 'CONTRIBUTING.md', 'sdk/README.md', ...pagesUnder('docs')];

function pagesUnder(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name));
}

const textOf = (page: string): string => readFileSync(join(root, page), 'utf8');

/** Texts without code, in which brackets mean something else. */
const proseOf = (page: string): string => textOf(page).replaceAll(/```[\s\S]*?```|`[^`\n]*`/g, '');

type Link = { readonly page: string; readonly target: string };

function linksOf(page: string): readonly Link[] {
  return [...proseOf(page).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => ({ page, target }))
    .filter(({ target }) => !/^[a-z]+:/.test(target));
}

/** The names under which a page's headings can be linked to. */
function anchorsOf(page: string): ReadonlySet<string> {
  const headings = [...proseOf(page).matchAll(/^#+ (.+)$/gm)].map(([, title = '']) => title);
  return new Set(
    headings.map((title) =>
      title
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );
}

describe('the pages under docs', () => {
  it('link to files that are there', () => {
    const broken = pages.flatMap(linksOf).filter(({ page, target }) => {
      const [file = ''] = target.split('#');
      return file !== '' && !existsSync(join(root, dirname(page), file));
    });
    expect(broken).toEqual([]);
  });

  it('link to headings that are there', () => {
    const broken = pages.flatMap(linksOf).filter(({ page, target }) => {
      const [file = '', anchor] = target.split('#');
      if (anchor === undefined) return false;
      const named = file === '' ? page : relative(root, resolve(root, dirname(page), file));
      return named.endsWith('.md') && !anchorsOf(named).has(anchor);
    });
    expect(broken).toEqual([]);
  });

  it('say of every picture what it shows', () => {
    const silent = pages.filter((page) => /!\[\s*\]/.test(proseOf(page)));
    expect(silent).toEqual([]);
  });
});

describe('the screenshots', () => {
  const pictures = readdirSync(join(root, 'docs/screenshots')).filter((name) => name.endsWith('.webp'));

  it('are all in the gallery, in both themes', () => {
    const shown = linksOf('docs/screenshots/README.md').map(({ target }) => target);
    expect(shown.filter((target) => target.endsWith('.webp')).sort()).toEqual([...pictures].sort());
    const names = shotsOf({ stick: '' }).map(({ name }) => name);
    const missing = names.flatMap((name) => [`${name}-light.webp`, `${name}-dark.webp`]);
    expect(missing.filter((name) => !pictures.includes(name))).toEqual([]);
  });

  it('are small enough to be kept beside the code', () => {
    const bytes = pictures.reduce((sum, name) => sum + readFileSync(join(root, 'docs/screenshots', name)).length, 0);
    expect(bytes).toBeLessThan(3_500_000);
  });
});

describe('the page on refusals', () => {
  const named = new Set(
    [...textOf('docs/guide/trouble.md').matchAll(/^\| `([a-z_]+)`/gm)].map(([, code = '']) => code),
  );

  it('names every refusal of a device, and no code that there is not', () => {
    const denials = Object.entries(CODES).filter(([, { denial }]) => denial);
    expect(denials.map(([code]) => code).filter((code) => !named.has(code))).toEqual([]);
    expect([...named].filter((code) => !Object.hasOwn(CODES, code))).toEqual([]);
  });

  it('says the sentence and the next step of the registry', () => {
    // Cells may be padded, so that the table reads well as text too.
    const text = textOf('docs/guide/trouble.md').replaceAll(/ +/g, ' ');
    const other = Object.entries(CODES).filter(
      ([code, { meaning, next }]) => named.has(code) && !text.includes(`| \`${code}\` | ${meaning} | ${next} |`),
    );
    expect(other.map(([code]) => code)).toEqual([]);
  });

  it('is linked to from the guide', () => {
    expect(linksOf('docs/guide/README.md').map(({ target }) => target)).toContain('trouble.md');
  });
});
