import { stripVTControlCharacters } from 'node:util';

export type Column = {
  readonly head: string;
  /** Numbers stand on the right. */
  readonly align?: 'left' | 'right';
};

/** Lines of an aligned table with its heading; no line ends with blanks. */
export function tableLines(columns: readonly Column[], rows: readonly (readonly string[])[]): readonly string[] {
  const head = columns.map((column) => column.head);
  const widths = columns.map((_, index) => Math.max(...[head, ...rows].map((row) => widthOf(row[index] ?? ''))));
  return [head, ...rows].map((row) =>
    columns
      .map(({ align }, index) => pad(row[index] ?? '', widths[index] ?? 0, align))
      .join('  ')
      .trimEnd(),
  );
}

/** Lines of names and values, the values below each other. */
export function pairLines(pairs: readonly (readonly [name: string, value: string])[]): readonly string[] {
  const width = Math.max(0, ...pairs.map(([name]) => widthOf(name)));
  return pairs.map(([name, value]) => `${pad(name, width)}  ${value}`.trimEnd());
}

function pad(text: string, width: number, align: Column['align'] = 'left'): string {
  const blanks = ' '.repeat(Math.max(0, width - widthOf(text)));
  return align === 'right' ? `${blanks}${text}` : `${text}${blanks}`;
}

/** Places on the screen: what a person sees as one character counts once. */
function widthOf(text: string): number {
  return [...segmenter.segment(stripVTControlCharacters(text))].length;
}

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
