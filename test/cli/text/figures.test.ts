import { describe, expect, it } from 'vitest';
import { countText, numberText, sizeText, spanText } from '../../../cli/text/figures.ts';

describe('figures', () => {
  it('group thousands', () => {
    expect([0, 999, 1_000, 1_234_567].map(numberText)).toEqual(['0', '999', '1,000', '1,234,567']);
  });

  it('count in one and many', () => {
    expect(countText(0, 'device')).toBe('0 devices');
    expect(countText(1, 'device')).toBe('1 device');
    expect(countText(2_000, 'device')).toBe('2,000 devices');
    expect(countText(2, 'copy', 'copies')).toBe('2 copies');
  });

  it('show sizes in the unit that people read', () => {
    expect([1, 512, 999].map(sizeText)).toEqual(['1 byte', '512 bytes', '999 bytes']);
    expect([1_000, 1_440, 12_400].map(sizeText)).toEqual(['1.0 kB', '1.4 kB', '12 kB']);
    expect([2_400_000, 3e9, 4e12].map(sizeText)).toEqual(['2.4 MB', '3.0 GB', '4.0 TB']);
  });

  it('show spans in their largest unit', () => {
    expect([1, 119].map(spanText)).toEqual(['1 second', '119 seconds']);
    expect([120, 7_199].map(spanText)).toEqual(['2 minutes', '119 minutes']);
    expect([7_200, 172_799].map(spanText)).toEqual(['2 hours', '47 hours']);
    expect(spanText(172_800)).toBe('2 days');
  });
});
