import { describe, expect, it } from 'vitest';
import { pairLines, tableLines } from '../../../cli/text/table.ts';

describe('a table', () => {
  it('aligns columns, numbers on the right, and ends no line with blanks', () => {
    const columns = [{ head: 'Item' }, { head: 'Used', align: 'right' }, { head: 'State' }] as const;
    const rows = [
      ['it-1', '7', 'running'],
      ['item-of-long-name', '1,200', ''],
    ];
    expect(tableLines(columns, rows)).toEqual([
      'Item                Used  State',
      'it-1                   7  running',
      'item-of-long-name  1,200',
    ]);
  });

  it('counts what is seen as one character once', () => {
    expect(tableLines([{ head: 'A' }, { head: 'B' }], [['e\u0301', 'x']])).toEqual(['A  B', 'e\u0301  x']);
    expect(pairLines([['\u001B[1mab\u001B[22m', 'x']])).toEqual(['\u001B[1mab\u001B[22m  x']);
  });

  it('puts values below each other', () => {
    expect(
      pairLines([
        ['Site', 'a'],
        ['Devices', 'b'],
      ]),
    ).toEqual(['Site     a', 'Devices  b']);
  });
});
