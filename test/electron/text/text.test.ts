import { describe, expect, it } from 'vitest';
import { de } from '../../../electron/text/de.ts';
import { en } from '../../../electron/text/en.ts';
import { fillIn, textsFor } from '../../../electron/text/text.ts';

describe('the texts of the shell', () => {
  it('are in the language of the system, and English where it is another', () => {
    expect([textsFor('de-AT'), textsFor('en-GB'), textsFor('fr'), textsFor('den')]).toEqual([de, en, en, en]);
  });

  it('have the same places for values in both languages', () => {
    const places = (text: string): readonly string[] =>
      [...text.matchAll(/\{\w+\}/g)].map(([place]) => place).toSorted();
    for (const key of Object.keys(en) as (keyof typeof en)[])
      expect([key, places(de[key])]).toEqual([key, places(en[key])]);
  });

  it('show values in their places', () => {
    expect(fillIn('{name} has {free}', { name: 'STICK', free: 7 })).toBe('STICK has 7');
  });
});
