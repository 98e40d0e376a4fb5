import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeActivationRequest } from '../../../dls/identity/activation-request.ts';
import { createIdentity, rotateSiteKey } from '../../../dls/identity/site-identity.ts';
import { verifyActivationRequest, verifyPreviousKey } from '../../../protocol/activation-request.ts';

const now = 1_780_000_000;
const input = {
  machines: [{ kind: 'linux-machine-id', hash: 'e75bb23472ffa229239ec49295acd01c' }],
  version: '1.2.3',
  now: now + 5,
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'request-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('an activation request', () => {
  it('says who asks, by which key and on which machine, and no more', async () => {
    const identity = await createIdentity(folder, { now });
    const { request, signing, previous } = await verifyActivationRequest(makeActivationRequest(identity, input));
    expect(request).toEqual({
      iss: identity.site,
      iat: now + 5,
      jti: expect.stringMatching(/^[0-9a-f-]{36}$/),
      jwks: { keys: [identity.current.jwk] },
      machines: input.machines,
      app: 'causeway/1.2.3',
      protocol: [1],
    });
    expect(signing.thumbprint).toBe(identity.current.thumbprint);
    expect(previous).toBeNull();
  });

  it('never carries a raw identifier', async () => {
    const machines = [
      { kind: 'linux-machine-id', identifier: 'b08dfa6083e7567a1921a715000001fb', hash: input.machines[0]!.hash },
    ];
    const token = makeActivationRequest(await createIdentity(folder, { now }), { ...input, machines });
    expect(Buffer.from(token.split('.')[1]!, 'base64url').toString()).not.toContain(machines[0]!.identifier);
  });

  it('differs from the one before in its id', async () => {
    const identity = await createIdentity(folder, { now });
    const ids = await Promise.all(
      [0, 1].map(async () => (await verifyActivationRequest(makeActivationRequest(identity, input))).request.jti),
    );
    expect(new Set(ids).size).toBe(2);
  });

  it('after a key change carries the word of the old key for the new one', async () => {
    const old = await createIdentity(folder, { now });
    const identity = await rotateSiteKey(folder, { now: now + 1 });
    const { signing, previous } = await verifyActivationRequest(makeActivationRequest(identity, input));
    expect(signing.thumbprint).toBe(identity.current.thumbprint);
    expect(previous?.kid).toBe(old.current.kid);
    const known = await verifyPreviousKey(previous!.token, [old.current], signing.thumbprint);
    expect(known.thumbprint).toBe(old.current.thumbprint);
    await expect(verifyPreviousKey(previous!.token, [identity.current], signing.thumbprint)).rejects.toMatchObject({
      code: 'signature_invalid',
    });
  });

  it('after several key changes carries the word of the key that the vendor knows', async () => {
    const first = await createIdentity(folder, { now });
    const second = await rotateSiteKey(folder, { now: now + 1 });
    const identity = await rotateSiteKey(folder, { now: now + 2 });
    const byOf = async (knownKey?: string) =>
      (await verifyActivationRequest(makeActivationRequest(identity, { ...input, knownKey }))).previous?.kid;
    expect(await byOf(first.current.thumbprint)).toBe(first.current.kid);
    expect(await byOf()).toBe(second.current.kid);
    expect(await byOf('unknown')).toBe(second.current.kid);
    expect(await byOf(identity.current.thumbprint)).toBeUndefined();
  });
});
