import { expect, test } from 'vitest';
import { verifyCard } from '../../protocol/card.ts';
import { casesOf, refusalOf, trustedKeys } from '../vectors/vector-file.ts';

const [first, later] = casesOf('vendor-card', true);

test('tells who the vendor is and its keys by their use', async () => {
  const { card, signing, sealing, signer } = await verifyCard(first!.text, null);
  expect(card).toMatchObject({ iss: 'acme-vision', name: 'ACME Vision', iat: 1_780_000_000 });
  expect(signing).toEqual(trustedKeys('vendor'));
  expect(sealing).toEqual(trustedKeys('sealing'));
  expect(signer).toEqual(trustedKeys('vendor')[0]);
});

test('brings new keys when a key that is trusted vouches for them', async () => {
  const { signing, signer } = await verifyCard(later!.text, trustedKeys('vendor'));
  expect(signing).toEqual(trustedKeys('nextVendor', 'vendor'));
  expect(signer).toEqual(trustedKeys('vendor')[0]);
});

test('a card does not vouch for itself where the vendor is known', async () => {
  expect(await refusalOf(() => verifyCard(first!.text, trustedKeys('stranger')))).toMatchObject({
    outcome: 'signature_invalid',
  });
  expect(await refusalOf(() => verifyCard(first!.text, []))).toMatchObject({ outcome: 'signature_invalid' });
});

test('inside a license file a damaged card is a damaged license file', async () => {
  expect(await refusalOf(() => verifyCard('a.b', null, 'license_malformed'))).toMatchObject({
    outcome: 'license_malformed',
  });
});
