import { expect, test } from 'vitest';
import { denial } from '../../build/vectors/payloads.ts';
import { encodeDenialProof, verifyDenialProof } from '../../protocol/denial-proof.ts';
import { casesOf, trustedKeys } from '../vectors/vector-file.ts';

test('tells who was refused what and when', async () => {
  const [row] = casesOf('denial-proof', true);
  expect(await verifyDenialProof(row!.text, trustedKeys('site'))).toEqual(denial);
});

test('is written in the order of the spec', () => {
  const { iat, code, product, sub, iss } = denial;
  const shuffled = { iat, code: code as 'quota_exhausted', product, sub, iss };
  expect(encodeDenialProof(shuffled)).toBe(JSON.stringify(denial));
});
