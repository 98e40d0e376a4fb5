import { createPublicKey, diffieHellman, generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRecoveryCode, deriveRecoveryKey, parseRecoveryCode } from '../../../dls/identity/recovery-code.ts';
import { parseSealingKey, thumbprint } from '../../../protocol/jwk.ts';

const site = '0b9f7f0e-6f0c-4a55-9d3b-8f6f3a1c2d4e';
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

describe('a recovery code', () => {
  it('has seven groups of five characters that nobody confuses', () => {
    for (let n = 0; n < 200; n += 1)
      expect(createRecoveryCode()).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}(-[0-9A-HJKMNP-TV-Z]{5}){6}$/);
  });

  it('carries 140 bits: 28 characters take every value', () => {
    const codes = Array.from({ length: 1000 }, () => createRecoveryCode().replaceAll('-', ''));
    expect(new Set(codes).size).toBe(1000);
    for (let at = 0; at < 35; at += 1) {
      if (at % 5 !== 4) expect(new Set(codes.map((code) => code[at])).size).toBe(32);
    }
  });

  it('is read as people type it', () => {
    const code = createRecoveryCode();
    const typed = [
      code.toLowerCase(),
      code.replaceAll('-', ' '),
      code.replaceAll('-', ''),
      ` ${code}\r\n`,
      code.replaceAll('-', '\u2013'),
    ];
    for (const text of [...typed, code.replaceAll('0', 'o'), code.replaceAll('1', 'l'), code.replaceAll('1', 'I')]) {
      expect(parseRecoveryCode(text)).toBe(code);
    }
  });

  it('shows every wrong character, and in which group', () => {
    const place = fc.record({ group: fc.nat(6), at: fc.nat(4), symbol: fc.constantFrom(...alphabet, 'U', '*', 'Ä') });
    fc.assert(
      fc.property(place, ({ group, at, symbol }) => {
        const code = createRecoveryCode();
        const index = group * 6 + at;
        fc.pre(code[index] !== symbol);
        const wrong = code.slice(0, index) + symbol + code.slice(index + 1);
        expect(() => parseRecoveryCode(wrong)).toThrow(`group ${group + 1} `);
      }),
      { numRuns: 500 },
    );
  });

  it('shows any two characters of a group that changed places', () => {
    fc.assert(
      fc.property(fc.nat(6), fc.nat(4), fc.nat(4), (group, one, two) => {
        const characters = [...createRecoveryCode()];
        const [a, b] = [group * 6 + one, group * 6 + two];
        fc.pre(characters[a] !== characters[b]);
        [characters[a], characters[b]] = [characters[b]!, characters[a]!];
        expect(() => parseRecoveryCode(characters.join(''))).toThrow(`group ${group + 1} `);
      }),
      { numRuns: 500 },
    );
  });

  it('shows groups that changed places', () => {
    const groups = createRecoveryCode().split('-');
    expect(() => parseRecoveryCode([groups[1], groups[0], ...groups.slice(2)].join('-'))).toThrow('group 1 ');
    expect(() => parseRecoveryCode([...groups.slice(0, 5), groups[6], groups[5]].join('-'))).toThrow('group 6 ');
  });

  it.each(['', 'BV5WF-YDJDB', `${createRecoveryCode()}-00000`])(
    'of another length is refused with both lengths: %j',
    (text) => {
      expect(() => parseRecoveryCode(text)).toThrow(/7 groups of 5 characters; this one has \d+/);
    },
  );
});

describe('the key of a recovery code', () => {
  it('is the same every time, however the code was typed', async () => {
    const code = createRecoveryCode();
    const [one, two] = await Promise.all([deriveRecoveryKey(code, site), deriveRecoveryKey(code.toLowerCase(), site)]);
    expect(two.jwk).toEqual(one.jwk);
    expect(two.privateKey.export({ format: 'jwk' })).toEqual(one.privateKey.export({ format: 'jwk' }));
  });

  it('never changes between versions of Causeway', async () => {
    const key = await deriveRecoveryKey('BV5WF-YDJDB-RPHB3-RYFEK-1A2EV-4A6P7-YXTBK', site);
    expect(key.thumbprint).toBe('f8fv2ueoWAaL6GZ8VnSeSLS6nNtyfasjgKot3aXnD_g');
    expect(key.jwk).toEqual({
      kty: 'EC',
      crv: 'P-256',
      x: '1i2ZZOfii1cRVs-q5VefT6k_EUb5N4oOtitufUISloI',
      y: 'dZK5VHRlIsy4kvGFtM_-PnUgWMj46bsgDF17Qxe5ViU',
      use: 'enc',
    });
  });

  it('differs by code and by site', async () => {
    const code = createRecoveryCode();
    const keys = await Promise.all([
      deriveRecoveryKey(code, site),
      deriveRecoveryKey(code, site.replace('0', '1')),
      deriveRecoveryKey(createRecoveryCode(), site),
    ]);
    expect(new Set(keys.map((key) => key.thumbprint)).size).toBe(3);
  });

  it('is a P-256 key whose public half belongs to its private half', async () => {
    const key = await deriveRecoveryKey(createRecoveryCode(), site);
    expect(parseSealingKey(key.jwk)).toEqual(key.jwk);
    expect(key.thumbprint).toBe(await thumbprint(key.jwk));
    const other = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const publicKey = createPublicKey({ format: 'jwk', key: { ...key.jwk } });
    const shared = diffieHellman({ privateKey: key.privateKey, publicKey: other.publicKey });
    expect(shared).toEqual(diffieHellman({ privateKey: other.privateKey, publicKey }));
  });

  it('is not made from a code with a typing error', async () => {
    await expect(deriveRecoveryKey('BV5WF-YDJDB-RPHB3-RYFEK-1A2EV-4A6P7-YXTBJ', site)).rejects.toMatchObject({
      code: 'request_malformed',
      message: expect.stringContaining('group 7'),
    });
  });
});
