import { describe, expect, it } from 'vitest';
import { matchesMachine, mismatchSince, refusesNewCodes } from '../../licensing/machine-match.ts';
import { item, NOW, vendor } from './given.ts';

const linux = (hash: string) => ({ kind: 'linux-machine-id', hash });
const product = { kind: 'windows-product-id', hash: 'p' };

describe('matchesMachine', () => {
  it('fits every machine when none is named', () => {
    expect(matchesMachine([], [linux('a')])).toBe(true);
    expect(matchesMachine([], [])).toBe(true);
  });

  it('needs one of the hashes', () => {
    expect(matchesMachine([linux('x'), linux('a')], [linux('a')])).toBe(true);
    expect(matchesMachine([linux('x')], [linux('a')])).toBe(false);
    expect(matchesMachine([linux('x')], [])).toBe(false);
  });

  it('does not mix kinds', () => {
    expect(matchesMachine([{ kind: 'mac-platform-uuid', hash: 'a' }], [linux('a')])).toBe(false);
  });

  it('is never satisfied by a Windows Product ID alone', () => {
    expect(matchesMachine([product], [product])).toBe(false);
    expect(matchesMachine([product, linux('a')], [product])).toBe(false);
    expect(matchesMachine([product, linux('a')], [product, linux('a')])).toBe(true);
  });
});

describe('mismatchSince', () => {
  it('runs from the first detection', () => {
    expect(mismatchSince(false, null, NOW)).toBe(NOW);
    expect(mismatchSince(false, NOW - 5, NOW)).toBe(NOW - 5);
    expect(mismatchSince(true, NOW - 5, NOW)).toBeNull();
  });
});

describe('refusesNewCodes', () => {
  it('refuses them to an organization with a license that does not match', () => {
    const by = vendor({ items: [item(), item({ id: 'it-2', organization: '300001', mismatchSince: NOW })] });
    expect(refusesNewCodes(by, '300001')).toBe(true);
    expect(refusesNewCodes(by, '200001')).toBe(false);
  });
});
