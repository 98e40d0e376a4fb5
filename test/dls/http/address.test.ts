import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isLoopback, limitKeyOf, normalizeAddress } from '../../../dls/http/address.ts';

describe('an address', () => {
  it.each([
    ['192.168.1.20', '192.168.1.20'],
    ['::ffff:192.168.1.20', '192.168.1.20'],
    ['::FFFF:c0a8:0114', '192.168.1.20'],
    ['0:0:0:0:0:ffff:192.168.1.20', '192.168.1.20'],
    ['2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
    ['fe80::1%eth0', 'fe80::1'],
    ['::1', '::1'],
    ['::', '::'],
    ['64:ff9b::1.2.3.4', '64:ff9b::102:304'],
    ['plant-7', 'plant-7'],
    ['fe80::zz', 'fe80::zz'],
    ['', ''],
  ])('%s is spelled %s', (given, spelled) => {
    expect(normalizeAddress(given)).toBe(spelled);
  });

  it('has one spelling, whichever way it is written', () => {
    fc.assert(
      fc.property(fc.ipV6(), (address) => {
        const once = normalizeAddress(address);
        expect(normalizeAddress(once)).toBe(once);
        expect(normalizeAddress(address.toUpperCase())).toBe(once);
      }),
    );
  });
});

describe('the key of a limit', () => {
  it.each([
    ['10.0.0.1', '10.0.0.1'],
    ['::ffff:10.0.0.1', '10.0.0.1'],
    ['2001:db8:1:2:aaaa:bbbb:cccc:dddd', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::1', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['not:an:address', 'not:an:address'],
  ])('of %s is %s', (address, key) => {
    expect(limitKeyOf(address)).toBe(key);
  });

  it('is the same for two IPv6 addresses exactly when their first 64 bits are', () => {
    const bits = fc.uint8Array({ minLength: 16, maxLength: 16 });
    fc.assert(
      fc.property(bits, bits, fc.nat(15), fc.integer({ min: 1, max: 255 }), (address, tail, at, flip) => {
        const other = Uint8Array.from(address);
        if (at < 8) other[at] = (other[at] ?? 0) ^ flip;
        else other.set(tail.subarray(8), 8);
        fc.pre(!isMapped(address) && !isMapped(other));
        expect(limitKeyOf(text(address)) === limitKeyOf(text(other))).toBe(at >= 8);
      }),
    );
  });
});

describe('loopback', () => {
  it.each(['127.0.0.1', '127.8.9.10', '::1', '::ffff:127.0.0.1', '0:0:0:0:0:0:0:1'])('is %s', (address) => {
    expect(isLoopback(address)).toBe(true);
  });

  it.each(['128.0.0.1', '10.0.0.1', '::2', '127.evil.example', '::ffff:10.0.0.1', ''])('is not %s', (address) => {
    expect(isLoopback(address)).toBe(false);
  });
});

function text(bytes: Uint8Array): string {
  return (Buffer.from(bytes).toString('hex').match(/.{4}/g) ?? []).join(':');
}

function isMapped(bytes: Uint8Array): boolean {
  return bytes.subarray(0, 10).every((byte) => byte === 0) && bytes[10] === 255 && bytes[11] === 255;
}
