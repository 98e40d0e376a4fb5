import { createPublicKey, verify } from 'node:crypto';
import { afterEach, expect, test } from 'vitest';
import { keyBytes } from '../../protocol/jwk.ts';
import { verifyLease } from '../../protocol/lease.ts';
import { checkSignature, checkThroughWebCrypto, useSignatureCheck } from '../../protocol/signature.ts';
import { casesOf, trustedKeys } from '../vectors/vector-file.ts';

const lease = casesOf('lease', true)[0]!;

afterEach(() => useSignatureCheck(checkThroughWebCrypto));

test('another check can stand in for WebCrypto', async () => {
  const seen: number[] = [];
  useSignatureCheck((publicKey, message, signature) => {
    seen.push(publicKey.length, signature.length);
    const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), publicKey]);
    return verify(null, message, createPublicKey({ key: der, format: 'der', type: 'spki' }), signature);
  });
  await expect(verifyLease(lease.text, trustedKeys('site'))).resolves.toMatchObject({ iss: 'acme-vision' });
  expect(seen).toEqual([32, 64]);
});

test('what the check refuses is refused', async () => {
  useSignatureCheck(() => false);
  await expect(verifyLease(lease.text, trustedKeys('site'))).rejects.toMatchObject({ code: 'signature_invalid' });
});

test('a signature of another length is refused without asking', async () => {
  useSignatureCheck(() => true);
  expect(await checkSignature(keyBytes(trustedKeys('site')[0]!.jwk), new Uint8Array(1), new Uint8Array(63))).toBe(
    false,
  );
});
