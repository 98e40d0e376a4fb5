import { describe, expect, it } from 'vitest';
import { decideFlags } from '../../../issuer/bundles/flags.ts';
import type { BundleHeader } from '../../../protocol/bundle.ts';

const hash = 'A'.repeat(43);
const otherHash = `${'A'.repeat(42)}E`;

function header(more: Partial<BundleHeader> = {}): BundleHeader {
  return {
    ...{ t: 'header', vendor: 'acme', site: '00000000-0000-4000-8000-000000000001', epoch: 1, seq: 2, prev: hash },
    ...{ made: 1_780_000_000, clock: { trusted: true, mark: 1_780_000_000 }, app: 'causeway/1.2.3' },
    ledger: { from: 10, to: 20, hashFrom: hash, hashTo: hash, rolledBack: false },
    ...more,
  };
}

const before = header({
  seq: 1,
  prev: null,
  ledger: { from: 0, to: 10, hashFrom: hash, hashTo: hash, rolledBack: false },
});

describe('a bundle', () => {
  it('that goes on where the one before ended is not flagged', () => {
    expect(decideFlags(header(), { head: { epoch: 1 }, before })).toEqual([]);
    expect(decideFlags(before, { head: null, before: null })).toEqual([]);
  });

  it('that begins an epoch is of a restored site', () => {
    const first = header({ epoch: 2, seq: 1 });
    expect(decideFlags(first, { head: { epoch: 1 }, before: null })).toEqual(['restored']);
    expect(decideFlags(first, { head: null, before: null })).toEqual(['restored']);
    expect(decideFlags(first, { head: { epoch: 3 }, before: null })).toEqual([]);
  });

  it('that says so is of a rolled-back site', () => {
    const ledger = { ...header().ledger, rolledBack: true };
    expect(decideFlags(header({ epoch: 2, seq: 1, ledger }), { head: { epoch: 1 }, before: null })).toEqual([
      'rolled-back',
    ]);
    expect(decideFlags(header({ ledger }), { head: { epoch: 1 }, before })).toEqual(['rolled-back']);
  });

  it('tells when the site does not trust its clock', () => {
    const clock = { trusted: false, mark: 1_780_000_000 };
    expect(decideFlags(header({ clock }), { head: { epoch: 1 }, before })).toEqual(['clock-untrusted']);
  });

  it.each([
    ['another hash at the height where the one before ended', { from: 10, hashFrom: otherHash }],
    ['a height below it', { from: 9 }],
  ])('shows a changed ledger by %s', (_, change) => {
    const ledger = { ...header().ledger, ...change };
    expect(decideFlags(header({ ledger }), { head: { epoch: 1 }, before })).toEqual(['ledger-broken']);
  });
});
