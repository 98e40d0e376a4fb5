import { expect, test } from 'vitest';
import { delegation } from '../../build/vectors/payloads.ts';
import { verifyDelegation } from '../../protocol/delegation.ts';
import { casesOf, trustedKeys } from '../vectors/vector-file.ts';

test('names the key of the site, what it may grant and who says so', async () => {
  const [row] = casesOf('delegation', true);
  const verified = await verifyDelegation(row!.text, trustedKeys('nextVendor', 'vendor'));
  expect(verified.delegation).toEqual(delegation);
  expect(verified.siteKey).toEqual(trustedKeys('site')[0]);
  expect(verified.signer).toEqual(trustedKeys('vendor')[0]);
});
