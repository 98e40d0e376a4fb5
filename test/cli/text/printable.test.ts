import { describe, expect, it } from 'vitest';
import { printable, printableAnswer } from '../../../cli/text/printable.ts';

describe('text out of files', () => {
  it('cannot command a terminal', () => {
    expect(printable('a\u001B[2Jb\u009Bc\rd\u202Ee')).toBe('a\uFFFD[2Jb\uFFFDc\uFFFDd\uFFFDe');
  });

  it('keeps letters of all scripts, line breaks and pictures', () => {
    expect(printable('Größe 数量 🚢\nnext')).toBe('Größe 数量 🚢\nnext');
  });

  it('is cleaned wherever it stands in an answer', () => {
    const answer = { name: 'a\u0007', list: [{ text: '\u001Bx' }], count: 3, none: null };
    expect(printableAnswer(answer)).toEqual({ name: 'a\uFFFD', list: [{ text: '\uFFFDx' }], count: 3, none: null });
  });
});
