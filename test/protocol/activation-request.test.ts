import { expect, test } from 'vitest';
import { signed, site } from '../../build/vectors/keys.ts';
import { verifyActivationRequest, verifyPreviousKey } from '../../protocol/activation-request.ts';
import { casesOf, refusalOf, trustedKeys, vectorKeys } from '../vectors/vector-file.ts';

const [plain, changed] = casesOf('activation-request', true);

test('tells which site asks, with which key, on which machine', async () => {
  const { request, signing, previous } = await verifyActivationRequest(plain!.text);
  expect(request.iss).toBe('6f1c9c3e-2a54-4e0b-9d53-0c7f3a1b2c4d');
  expect(request.machines).toEqual([{ kind: 'linux-machine-id', hash: '0123456789abcdef0123456789abcdef' }]);
  expect(signing).toEqual(trustedKeys('site')[0]);
  expect(previous).toBeNull();
});

test('after a change of keys the old key vouches for the new one', async () => {
  const { signing, previous } = await verifyActivationRequest(changed!.text);
  expect(signing).toEqual(trustedKeys('nextSite')[0]);
  expect(previous?.kid).toBe(vectorKeys.site?.kid);
  const old = await verifyPreviousKey(previous!.token, trustedKeys('stranger', 'site'), signing.thumbprint);
  expect(old).toEqual(trustedKeys('site')[0]);
});

test('a key that the site never had vouches for nothing', async () => {
  const { signing, previous } = await verifyActivationRequest(changed!.text);
  const verified = verifyPreviousKey(previous!.token, trustedKeys('vendor'), signing.thumbprint);
  expect(await refusalOf(() => verified)).toMatchObject({ outcome: 'signature_invalid' });
});

test('the old key vouches for one new key and no other', async () => {
  const { previous } = await verifyActivationRequest(changed!.text);
  const verified = verifyPreviousKey(previous!.token, trustedKeys('site'), vectorKeys.stranger!.thumbprint);
  expect(await refusalOf(() => verified)).toMatchObject({ outcome: 'signature_invalid', field: 'prev' });
});

test('another token of the old key does not vouch for a new key', async () => {
  const token = signed('lease+jwt', { iss: vectorKeys.nextSite!.thumbprint }, site);
  const verified = verifyPreviousKey(token, trustedKeys('site'), vectorKeys.nextSite!.thumbprint);
  expect(await refusalOf(() => verified)).toMatchObject({ outcome: 'signature_invalid' });
});
