import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeCsv } from '../../../../dls/http/console/csv.ts';

async function* from(rows: readonly (readonly (string | number)[])[]) {
  yield* rows;
}

async function textOf(rows: readonly (readonly (string | number)[])[]): Promise<string> {
  const pieces: string[] = [];
  for await (const piece of encodeCsv(['a', 'b'], from(rows))) pieces.push(piece);
  return pieces.join('');
}

/** A reader of RFC 4180 that knows nothing of the writer. */
function parse(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const character = text[i] as string;
    if (quoted) {
      if (character !== '"') cell += character;
      else if (text[i + 1] === '"') cell += text[++i];
      else quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === ',') {
      row.push(cell);
      cell = '';
    } else if (character === '\r' && text[i + 1] === '\n') {
      rows.push([...row, cell]);
      row = [];
      cell = '';
      i++;
    } else cell += character;
  }
  return rows;
}

describe('a CSV', () => {
  it('reads back as it was, whatever stands in its cells', async () => {
    const cell = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('=1+1', '"', ',', '\r\n', '+', '@SUM', '-1'));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, fc.integer({ min: 0 }))), async (rows) => {
        const read = parse(await textOf(rows));
        expect(read).toEqual([['a', 'b'], ...rows.map(([text, count]) => [harmless(text), String(count)])]);
      }),
    );
  });

  it('never lets a cell begin like a formula', async () => {
    for (const text of ['=1', '+1', '-1', '@a', '\t=1', '\r=1', '\n=1']) {
      expect(parse(await textOf([[text, 1]]))[1]?.[0]).toBe(`'${text}`);
    }
  });

  it('comes in pieces when it is long', async () => {
    const rows = Array.from({ length: 10_000 }, (_, i) => [`name ${i}`, i]);
    const pieces: string[] = [];
    for await (const piece of encodeCsv(['a', 'b'], from(rows))) pieces.push(piece);
    expect(pieces.length).toBeGreaterThan(3);
    expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThan(40_000);
    expect(parse(pieces.join(''))).toHaveLength(10_001);
  });
});

const harmless = (text: string): string => (/^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text);
