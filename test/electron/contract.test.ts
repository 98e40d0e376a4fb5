import { readFileSync } from 'node:fs';
import { Check } from 'typebox/value';
import { describe, expect, it } from 'vitest';
import { bridgeTypesFile, makeBridgeTypes } from '../../build/bridge-types.ts';
import { calls } from '../../electron/contract.ts';

describe('the contract between the desktop app and its page', () => {
  it('is what the types of the page are made from', () => {
    expect(readFileSync(bridgeTypesFile, 'utf8')).toBe(makeBridgeTypes());
  });

  it.each(['../site.cwsync', 'a/b', 'a\\b', 'C:', '', 'nul\0'])(
    'takes no name of a file that leads elsewhere: %j',
    (name) => {
      const input = { drive: '/media/stick', name, content: new Uint8Array(1) };
      expect(Check(calls.writeToDrive.input, input)).toBe(false);
      expect(Check(calls.writeToDrive.input, { ...input, name: 'site 1.cwsync' })).toBe(true);
    },
  );
});
