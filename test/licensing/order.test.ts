import { describe, expect, it } from 'vitest';
import type { RankedItem } from '../../licensing/acquire.ts';
import type { Metric, Term } from '../../licensing/item.ts';
import { orderItems } from '../../licensing/order.ts';
import { END, item, NOW, seat } from './given.ts';

type Entry = { readonly metric?: Metric; readonly held?: boolean; readonly lapsed?: boolean } & Partial<Term>;

function ranked(id: string, { metric = 'device', held, lapsed, ...term }: Entry = {}): RankedItem {
  const one = item({ id, metric, term });
  const heldUntil = lapsed ? NOW : NOW + 1;
  const own = held || lapsed ? seat({ item: id, heldUntil }) : null;
  return { item: one, term: one.terms[0] as Term, grace: false, seat: own };
}

const order = (items: RankedItem[], ordered = false) => orderItems(items, ordered, NOW).map(({ item: { id } }) => id);

describe('orderItems', () => {
  it('puts an item on which the device holds a seat first, before the administrator’s order', () => {
    const items = () => [ranked('a'), ranked('b', { held: true, end: END + 1 })];
    expect(order(items())).toEqual(['b', 'a']);
    expect(order(items(), true)).toEqual(['b', 'a']);
  });

  it('does not care for a seat that came free', () => {
    expect(order([ranked('a'), ranked('b', { lapsed: true })])).toEqual(['a', 'b']);
  });

  it('follows the administrator’s order when there is one', () => {
    const items = [ranked('c', { end: END + 1 }), ranked('a'), ranked('b', { end: END - 1 })];
    expect(order(items, true)).toEqual(['c', 'a', 'b']);
  });

  it('puts the closest end of term first', () => {
    expect(order([ranked('a', { end: END + 1 }), ranked('b'), ranked('c', { end: END - 1 })])).toEqual(['c', 'b', 'a']);
  });

  it('then puts fewest features first', () => {
    expect(order([ranked('a'), ranked('b', { features: ['qr'] })])).toEqual(['b', 'a']);
  });

  it('then puts narrowest versions first', () => {
    const wide = ranked('a', { versions: { from: '10', to: '12' } });
    expect(order([ranked('c'), wide, ranked('b', { versions: { from: '10', to: '11' } })])).toEqual(['b', 'a', 'c']);
  });

  it('then puts the least restrictive metric first', () => {
    const metrics: Metric[] = ['server', 'concurrent-instance', 'concurrent-device', 'device', 'usage', 'domain'];
    expect(order(metrics.map((metric, i) => ranked(`${i}`, { metric })))).toEqual(['5', '4', '3', '2', '1', '0']);
  });

  it('then goes by item id', () => {
    expect(order([ranked('b'), ranked('a'), ranked('B')])).toEqual(['B', 'a', 'b']);
  });
});
