import { describe, expect, it } from 'vitest';
import { decidePlacement, type Link, type Neighbours } from '../../../issuer/bundles/chain.ts';

function link(epoch: number, seq: number, more: Partial<Link> = {}): Link {
  return { epoch, seq, digest: `${epoch}.${seq}`, prev: seq === 1 ? null : `${epoch}.${seq - 1}`, ...more };
}

const nothing: Neighbours = { head: null, same: null, before: null, after: null };

describe('a bundle', () => {
  it('is booked when it is the very first', () => {
    expect(decidePlacement(link(1, 1), nothing)).toEqual({ kind: 'book' });
  });

  it('is booked when it follows a booked one', () => {
    const held = { head: link(1, 1), before: { ...link(1, 1), booked: true } };
    expect(decidePlacement(link(1, 2), { ...nothing, ...held })).toEqual({ kind: 'book' });
  });

  it('waits when the one before it is missing or waits itself', () => {
    expect(decidePlacement(link(1, 3), { ...nothing, head: link(1, 1) })).toEqual({ kind: 'wait' });
    const waiting = { ...link(1, 2), booked: false };
    expect(decidePlacement(link(1, 3), { ...nothing, before: waiting })).toEqual({ kind: 'wait' });
  });

  it('is a duplicate when the same one is held', () => {
    expect(decidePlacement(link(1, 2), { ...nothing, same: link(1, 2) })).toEqual({ kind: 'duplicate' });
  });

  it('is a fork when another one of its number is held', () => {
    const same = link(1, 2, { digest: 'other' });
    expect(decidePlacement(link(1, 2), { ...nothing, same })).toEqual({ kind: 'fork', seq: 2, digest: 'other' });
  });

  it('is a fork of the number before when it follows another bundle than the one held', () => {
    const before = { ...link(1, 2, { digest: 'other' }), booked: true };
    expect(decidePlacement(link(1, 3), { ...nothing, before })).toEqual({ kind: 'fork', seq: 2, digest: 'other' });
    const both = { ...nothing, before, same: link(1, 3, { digest: 'another' }) };
    expect(decidePlacement(link(1, 3), both)).toEqual({ kind: 'fork', seq: 2, digest: 'other' });
  });

  it('is a fork when the one held after it names another', () => {
    const after = link(1, 3, { prev: 'other' });
    expect(decidePlacement(link(1, 2), { ...nothing, after })).toEqual({ kind: 'fork', seq: 2, digest: 'other' });
  });

  it('of a higher epoch is taken on top of whatever is held', () => {
    expect(decidePlacement(link(2, 1, { prev: 'unknown' }), { ...nothing, head: link(1, 7) })).toEqual({
      kind: 'book',
    });
    expect(decidePlacement(link(4, 1), { ...nothing, head: link(2, 3) })).toEqual({ kind: 'book' });
  });

  it('of a higher epoch waits for the first of that epoch', () => {
    expect(decidePlacement(link(2, 2), { ...nothing, head: link(1, 7) })).toEqual({ kind: 'wait' });
  });

  it('of an epoch that is over is booked without the ones before it', () => {
    expect(decidePlacement(link(1, 9), { ...nothing, head: link(2, 1) })).toEqual({ kind: 'book' });
  });
});
