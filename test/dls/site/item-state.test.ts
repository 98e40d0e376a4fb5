import { describe, expect, it } from 'vitest';
import { itemStateOf } from '../../../dls/site/item-state.ts';
import type { Item, Term } from '../../../licensing/item.ts';

const day = 86_400;
const start = 1_000 * day;
const end = 1_100 * day;
const vendor = { lock: null, termOffset: 0, acknowledgedAt: start };

const item = (more: Partial<Item> = {}, term: Partial<Term> = {}): Item =>
  ({
    ...{ vendor: 'acme', id: 'it-1', revoked: false, lock: null, mismatchSince: null, importedAt: start },
    terms: [{ start, end, graceDays: 7, syncDays: null, ...term }],
    ...more,
  }) as Item;

describe('the state of an item', () => {
  it.each([
    [start - 1, 'not-yet-valid'],
    [start, 'running'],
    [end - 1, 'running'],
    [end, 'grace'],
    [end + 7 * day - 1, 'grace'],
    [end + 7 * day, 'expired'],
  ])('at %i is %s by its term', (now, state) => {
    expect(itemStateOf(vendor, item(), now)).toBe(state);
  });

  it.each([
    [30 * day - 1, 'running'],
    [30 * day, 'grace'],
    [37 * day - 1, 'grace'],
    [37 * day, 'overdue'],
  ])('%i seconds after the last acknowledgement is %s with syncDays 30', (after, state) => {
    expect(itemStateOf(vendor, item({}, { syncDays: 30 }), start + after)).toBe(state);
  });

  it('is what the vendor said before it is what the time says', () => {
    const lock = { locked: true, iat: 5 };
    expect(itemStateOf(vendor, item({ lock }), end + 99 * day)).toBe('locked');
    expect(itemStateOf({ ...vendor, lock }, item(), start)).toBe('locked');
    expect(itemStateOf(vendor, item({ lock, revoked: true }), start)).toBe('revoked');
  });

  it('is a mismatch 30 days after the machine was found to be another', () => {
    const moved = item({ mismatchSince: start });
    expect(itemStateOf(vendor, moved, start + 30 * day - 1)).toBe('running');
    expect(itemStateOf(vendor, moved, start + 30 * day)).toBe('mismatch');
  });

  it('is judged by the time that the vendor told', () => {
    expect(itemStateOf({ ...vendor, termOffset: -100 * day }, item(), end + 7 * day)).toBe('running');
  });
});
