import { expect, test } from 'vitest';
import { machineHash } from '../../protocol/machine.ts';
import { readVectors } from '../vectors/vector-file.ts';

const vectors = readVectors<readonly { key: string; identifier: string; hash: string }[]>('machine-hash');

test.each(vectors)('hashes $identifier under $key', async ({ key, identifier, hash }) => {
  expect(await machineHash(key, identifier)).toBe(hash);
});

test('another key gives another hash, so that vendors cannot compare machines', async () => {
  expect(await machineHash('acme', 'one')).not.toBe(await machineHash('umbrella', 'one'));
});
