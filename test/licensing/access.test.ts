import { describe, expect, it } from 'vitest';
import { isListed, passesAccess } from '../../licensing/access.ts';

const visitor = {
  uuid: 'aaaaaaaa-bbbb-8ccc-8ddd-eeeeeeeeeeee',
  names: ['Kiosk-7', null],
  address: '10.0.0.7',
};

describe('passesAccess', () => {
  it('lets everybody pass without rules', () => {
    expect(passesAccess({ allow: [], deny: [] }, visitor)).toBe(true);
  });

  it('lets only those pass that the allow list names, when it has entries', () => {
    expect(passesAccess({ allow: ['10.0.0.0/24'], deny: [] }, visitor)).toBe(true);
    expect(passesAccess({ allow: ['10.0.1.0/24'], deny: [] }, visitor)).toBe(false);
  });

  it('refuses those that the deny list names', () => {
    expect(passesAccess({ allow: [], deny: ['kiosk-*'] }, visitor)).toBe(false);
    expect(passesAccess({ allow: [], deny: ['office-*'] }, visitor)).toBe(true);
  });

  it('refuses a device that both lists name: deny wins', () => {
    expect(passesAccess({ allow: [visitor.uuid], deny: ['10.0.0.7'] }, visitor)).toBe(false);
  });
});

describe('isListed', () => {
  it.each([
    ['its UUID', visitor.uuid],
    ['its UUID in upper case', visitor.uuid.toUpperCase()],
    ['its friendly name', 'kiosk-7'],
    ['its friendly name with *', 'KIOSK-*'],
    ['its address', '10.0.0.7'],
    ['its address mapped into IPv6', '::ffff:10.0.0.7'],
    ['a range', ' 10.0.0.0/8 '],
  ])('finds a device by %s', (_, entry) => {
    expect(isListed(['x', entry], visitor)).toBe(true);
  });

  it.each(['aaaaaaaa-bbbb-8ccc-8ddd-eeeeeeeeeeef', 'kiosk', '10.0.0.8', 'fe80::/10'])(
    'does not find it by %s',
    (entry) => {
      expect(isListed([entry], visitor)).toBe(false);
    },
  );

  it('finds a device by the name on record and by the one it sends', () => {
    expect(isListed(['a'], { ...visitor, names: [null, 'a'] })).toBe(true);
    expect(isListed(['a'], { ...visitor, names: ['a', 'b'] })).toBe(true);
  });

  it('does not take a name that looks like an address for that address', () => {
    expect(isListed(['192.0.2.1'], { ...visitor, names: ['192.0.2.1'] })).toBe(false);
  });

  it('finds nobody by address whose address is unknown', () => {
    expect(isListed(['0.0.0.0/0'], { ...visitor, address: 'unix' })).toBe(false);
  });
});
