import { describe, expect, it } from 'vitest';
import { createFormat } from '../../../renderer/parts/format.ts';

const english = createFormat('en-GB');
const german = createFormat('de-DE');

describe('a share', () => {
  it('is written with a space in every language', () => {
    expect([english.percent(0.98), german.percent(0.98)]).toEqual(['98\u00A0%', '98\u00A0%']);
  });

  it('that is small is not said to be none', () => {
    expect([english.percent(0.002), english.percent(0)]).toEqual(['< 1\u00A0%', '0\u00A0%']);
  });
});

describe('a large figure', () => {
  it('is shortened to what still tells it from its quota, with a sign that is no metre', () => {
    expect([english.short(4_027_648), english.short(4_350_000)]).toEqual(['4.03M', '4.35M']);
    expect(english.compact(3_000_000)).toBe('3M');
  });

  it('fits the cell of a map in every language', () => {
    expect([0, 155, 6_695, 12_345, 1_250_000].map(german.tiny)).toEqual(['0', '155', '6,7k', '12k', '1,3M']);
  });
});

describe('a size', () => {
  it('has a decimal only where it says something', () => {
    const sizes = [512, 1_536, 1_033_421, 21_495_808];
    expect(sizes.map(english.bytes)).toEqual(['512 B', '1.5 KiB', '1,009 KiB', '20.5 MiB']);
  });
});

describe('the signs of a number', () => {
  it('between thousands and before fractions are two, as a field for numbers needs them', () => {
    expect([german.groupSign, german.decimalSign]).toEqual(['.', ',']);
    expect([english.groupSign, english.decimalSign]).toEqual([',', '.']);
  });
});
