import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchesDomain, matchesWildcard } from '../../licensing/wildcard.ts';

describe('matchesWildcard', () => {
  it.each([
    ['com.acme.*', 'com.acme.scan', true],
    ['com.acme.*', 'com.acme.', true],
    ['com.acme.*', 'com.acme', false],
    ['com.acme.*', 'org.com.acme.scan', false],
    ['*', '', true],
    ['', '', true],
    ['', 'a', false],
    ['scan', 'scanner', false],
    ['*scan*', 'my-scanner', true],
    ['a*b*c', 'aXbYbZc', true],
    ['a*b*c', 'aXbYcZ', false],
    ['**a', 'ba', true],
    ['scan.exe', 'SCAN.EXE', true],
    ['SCAN.EXE', 'scan.exe', true],
    ['a.c', 'abc', false],
  ])('%s matches %s: %s', (pattern, text, matches) => {
    expect(matchesWildcard(pattern, text)).toBe(matches);
  });

  it('agrees with a regular expression made of the same pattern', () => {
    const letters = fc.array(fc.constantFrom('a', 'b', '*'), { maxLength: 8 }).map((list) => list.join(''));
    const text = fc.array(fc.constantFrom('a', 'b'), { maxLength: 10 }).map((list) => list.join(''));
    fc.assert(
      fc.property(letters, text, (pattern, value) => {
        const expression = new RegExp(`^${pattern.replaceAll('*', '.*')}$`);
        expect(matchesWildcard(pattern, value)).toBe(expression.test(value));
      }),
    );
  });
});

describe('matchesDomain', () => {
  it.each([
    ['acme.example', 'acme.example', true],
    ['acme.example', 'scan.acme.example', true],
    ['acme.example', 'a.b.acme.example', true],
    ['acme.example', 'evilacme.example', false],
    ['acme.example', 'example', false],
    ['acme.example', 'acme.example.evil', false],
    ['ACME.example', 'scan.acme.EXAMPLE.', true],
    ['*.acme.example', 'scan.acme.example', true],
    ['*.acme.example', 'acme.example', false],
    ['*.acme.example', 'a.scan.acme.example', true],
    ['app-*.acme.example', 'app-7.acme.example', true],
    ['app-*.acme.example', 'web-7.acme.example', false],
    ['a*e', 'a.e', false],
  ])('%s is the domain of %s: %s', (entry, host, matches) => {
    expect(matchesDomain(entry, host)).toBe(matches);
  });
});
