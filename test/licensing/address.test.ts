import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AddressRange, addressGroup, inRange, isLoopback, parseAddressRange } from '../../licensing/address.ts';

const range = (text: string) => parseAddressRange(text) as AddressRange;

describe('parseAddressRange', () => {
  it.each([
    '10.0.0.1',
    '0.0.0.0/0',
    '255.255.255.255/32',
    '::',
    '::1',
    'fe80::1%eth0',
    '2001:db8::/32',
    '1:2:3:4:5:6:7:8',
    '1::8',
    '1:2:3:4:5:6::8',
    '64:ff9b::10.0.0.1',
  ])('reads %s', (text) => {
    expect(parseAddressRange(text)).not.toBeNull();
  });

  it.each([
    '',
    '10.0.0',
    '10.0.0.256',
    '10.0.0.1/33',
    '10.0.0.1/',
    '10.0.0.1/8/8',
    '10.0.0.1/-1',
    '::/129',
    ':::',
    '1::2::3',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '1:2:3:4:5:6:7::8',
    'g::1',
    '12345::1',
    '::10.0.0.256',
    'kiosk-1',
    '10.0.0.*',
  ])('does not take %o for an address', (text) => {
    expect(parseAddressRange(text)).toBeNull();
  });

  it('takes IPv4 mapped into IPv6 for IPv4, ranges too', () => {
    expect(parseAddressRange('::ffff:10.0.0.1')).toEqual(parseAddressRange('10.0.0.1'));
    expect(parseAddressRange('::FFFF:0a00:0001')).toEqual(parseAddressRange('10.0.0.1'));
    expect(parseAddressRange('::ffff:10.0.0.0/104')).toEqual(parseAddressRange('10.0.0.0/8'));
    expect(parseAddressRange('::ffff:0.0.0.0/96')).toEqual(parseAddressRange('0.0.0.0/0'));
  });
});

describe('inRange', () => {
  it.each([
    ['10.0.0.0/8', '10.255.255.255', true],
    ['10.0.0.0/8', '11.0.0.0', false],
    ['10.1.2.0/25', '10.1.2.127', true],
    ['10.1.2.0/25', '10.1.2.128', false],
    ['10.1.2.3', '10.1.2.3', true],
    ['10.1.2.3', '10.1.2.4', false],
    ['0.0.0.0/0', '203.0.113.9', true],
    ['0.0.0.0/0', '::1', false],
    ['::/0', '10.0.0.1', false],
    ['::/0', 'fe80::1', true],
    ['10.0.0.0/8', '::ffff:10.9.9.9', true],
    ['::ffff:10.0.0.0/104', '10.9.9.9', true],
    ['2001:db8::/33', '2001:db8:7fff::1', true],
    ['2001:db8::/33', '2001:db8:8000::1', false],
    ['fe80::1', 'fe80::1%eth0', true],
    ['fe80::1', 'fe80::2', false],
  ])('%s holds %s: %s', (wide, address, holds) => {
    expect(inRange(range(wide), range(address))).toBe(holds);
  });

  it('holds exactly the IPv4 addresses with the same leading bits', () => {
    const bits = fc.integer({ min: 0, max: 0xffffffff });
    const text = (value: number) => [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join('.');
    fc.assert(
      fc.property(bits, bits, fc.integer({ min: 0, max: 32 }), (a, b, prefix) => {
        const same = Math.floor(a / 2 ** (32 - prefix)) === Math.floor(b / 2 ** (32 - prefix));
        expect(inRange(range(`${text(a)}/${prefix}`), range(text(b)))).toBe(same);
      }),
    );
  });
});

describe('addressGroup', () => {
  it('counts an IPv4 address by itself, mapped or not', () => {
    expect(addressGroup('10.0.0.1')).toBe('10.0.0.1');
    expect(addressGroup('::ffff:10.0.0.1')).toBe('10.0.0.1');
  });

  it('counts IPv6 addresses by their /64', () => {
    expect(addressGroup('2001:db8:1:2:3::4')).toBe(addressGroup('2001:db8:1:2:ffff::1'));
    expect(addressGroup('2001:db8:1:2::1')).not.toBe(addressGroup('2001:db8:1:3::1'));
  });

  it('leaves alone what is not an address', () => {
    expect(addressGroup('unix')).toBe('unix');
  });
});

describe('isLoopback', () => {
  it.each([
    ['127.0.0.1', true],
    ['127.255.0.1', true],
    ['128.0.0.1', false],
    ['::1', true],
    ['::ffff:127.0.0.1', true],
    ['::2', false],
    ['1::1', false],
    ['localhost', false],
  ])('%s: %s', (text, loopback) => {
    expect(isLoopback(text)).toBe(loopback);
  });
});
