import { createPublicKey, sign, verify } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { IdentityError } from '../../../dls/identity/identity-error.ts';
import {
  changePassphrase,
  createIdentity,
  encodeIdentity,
  findSiteKey,
  hasIdentity,
  listSiteKeys,
  openIdentity,
  openIdentityText,
  restoreIdentity,
  rotateSiteKey,
  type SiteIdentity,
} from '../../../dls/identity/site-identity.ts';
import { thumbprint } from '../../../protocol/jwk.ts';

const now = 1_780_000_000;
const passphrase = 'low tide at six';

let folder: string;
let file: string;
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'identity-')), 'data');
  file = join(folder, 'identity.json');
});
afterEach(() => rmSync(join(folder, '..'), { recursive: true }));

describe('a new site', () => {
  it('has a UUID, an Ed25519 key and a 32-byte secret, and finds them again', async () => {
    const made = await createIdentity(folder, { now });
    expect(made.site).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(made.current.jwk).toEqual({
      kty: 'OKP',
      crv: 'Ed25519',
      x: expect.stringMatching(/^[\w-]{43}$/),
      use: 'sig',
    });
    expect(made.leaseSecret).toHaveLength(32);
    expect(factsOf(await openIdentity(folder))).toEqual(factsOf(made));
  });

  it('names its key by the RFC 7638 thumbprint', async () => {
    const { current } = await createIdentity(folder, { now });
    expect(current.thumbprint).toBe(await thumbprint(current.jwk));
    expect(current.kid).toBe(current.thumbprint.slice(0, 8));
  });

  it('shares nothing with another new site', async () => {
    const [one, two] = await Promise.all([
      createIdentity(join(folder, '1'), { now }),
      createIdentity(join(folder, '2'), { now }),
    ]);
    expect(one.site).not.toBe(two.site);
    expect(one.current.thumbprint).not.toBe(two.current.thumbprint);
    expect(one.leaseSecret).not.toEqual(two.leaseSecret);
  });

  it('never takes the place of the identity that a folder has', async () => {
    const first = await createIdentity(folder, { now });
    await expect(createIdentity(folder, { now })).rejects.toMatchObject({ reason: 'exists' });
    expect((await openIdentity(folder)).site).toBe(first.site);
  });

  it.skipIf(process.platform === 'win32')('keeps its file and folder to their owner', async () => {
    await createIdentity(folder, { now });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    chmodSync(file, 0o644);
    await openIdentity(folder);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['identity.json']);
  });
});

describe('a folder', () => {
  it('is known to have an identity or not', async () => {
    expect(await hasIdentity(folder)).toBe(false);
    await createIdentity(folder, { now });
    expect(await hasIdentity(folder)).toBe(true);
  });

  it('without identity is refused with the way back', async () => {
    await expect(openIdentity(folder)).rejects.toMatchObject({
      code: 'not_found',
      message: expect.stringContaining('causeway restore'),
    });
  });

  it('whose identity cannot be read is refused by name, and not as missing', async () => {
    mkdirSync(file, { recursive: true });
    await expect(openIdentity(folder)).rejects.toMatchObject({ reason: 'not_a_file' });
    expect(await hasIdentity(folder)).toBe(true);
    writeFileSync(join(folder, 'plain'), '');
    await expect(hasIdentity(join(folder, 'plain'))).rejects.toMatchObject({ name: 'StorageError' });
  });
});

describe('a change of keys', () => {
  it('brings a new key, keeps the UUID and secret, and keeps every old key able to sign', async () => {
    const first = await createIdentity(folder, { now });
    const second = await rotateSiteKey(folder, { now: now + 10 });
    const third = await rotateSiteKey(folder, { now: now + 20 });
    const opened = await openIdentity(folder);
    expect(factsOf(opened)).toEqual(factsOf(third));
    expect(opened.site).toBe(first.site);
    expect(opened.leaseSecret).toEqual(first.leaseSecret);
    const order = [third.current, second.current, first.current].map((key) => key.thumbprint);
    expect(listSiteKeys(opened).map((key) => key.thumbprint)).toEqual(order);
    expect(listSiteKeys(opened).map((key) => key.made)).toEqual([now + 20, now + 10, now]);
    for (const print of order) {
      const key = findSiteKey(opened, print);
      const signature = sign(null, Buffer.from('lease'), key!.privateKey);
      expect(
        verify(null, Buffer.from('lease'), createPublicKey({ format: 'jwk', key: { ...key!.jwk } }), signature),
      ).toBe(true);
    }
    expect(findSiteKey(opened, 'x'.repeat(43))).toBeUndefined();
  });

  it('stays sealed by the same passphrase', async () => {
    await createIdentity(folder, { now, passphrase });
    await rotateSiteKey(folder, { now: now + 10, passphrase });
    await expect(openIdentity(folder)).rejects.toMatchObject({ code: 'login_failed' });
    expect((await openIdentity(folder, { passphrase })).previous).toHaveLength(1);
  });

  it('does not seal a file by the way', async () => {
    await createIdentity(folder, { now });
    expect((await rotateSiteKey(folder, { now: now + 10, passphrase })).sealed).toBe(false);
    expect((await openIdentity(folder)).previous).toHaveLength(1);
  });
});

describe('a passphrase', () => {
  it('opens the identity it sealed and shows no key to others', async () => {
    const made = await createIdentity(folder, { now, passphrase });
    const text = readFileSync(file, 'utf8');
    const { d } = made.current.privateKey.export({ format: 'jwk' });
    expect(text).not.toContain(d);
    expect(text).not.toContain(made.leaseSecret.toString('base64url'));
    expect(text).toContain(made.site);
    expect(factsOf(await openIdentity(folder, { passphrase }))).toEqual(factsOf(made));
    expect(made.sealed).toBe(true);
  });

  it.each([
    [undefined, /Set CAUSEWAY_PASSPHRASE/],
    ['', /Set CAUSEWAY_PASSPHRASE/],
    ['low tide at seven', /does not open/],
  ])('given as %j is refused in a sentence', async (given, message) => {
    await createIdentity(folder, { now, passphrase });
    await expect(openIdentity(folder, { passphrase: given })).rejects.toMatchObject({
      code: 'login_failed',
      message: expect.stringMatching(message),
    });
  });

  it('may be written with composed or combining characters', async () => {
    await createIdentity(folder, { now, passphrase: 'K\u00fcste' });
    await expect(openIdentity(folder, { passphrase: 'Ku\u0308ste' })).resolves.toMatchObject({ sealed: true });
  });

  it('is not needed for a file in clear, and can be set, changed and taken off', async () => {
    const made = await createIdentity(folder, { now });
    expect((await openIdentity(folder, { passphrase })).sealed).toBe(false);
    expect((await changePassphrase(folder, { next: passphrase })).sealed).toBe(true);
    await expect(openIdentity(folder)).rejects.toMatchObject({ code: 'login_failed' });
    await changePassphrase(folder, { passphrase, next: 'second' });
    await expect(openIdentity(folder, { passphrase })).rejects.toMatchObject({ code: 'login_failed' });
    expect((await changePassphrase(folder, { passphrase: 'second' })).sealed).toBe(false);
    expect(factsOf(await openIdentity(folder))).toEqual(factsOf(made));
  });
});

describe('a damaged identity file', () => {
  it.each(['', '{', 'null', '[]', '"causeway-identity"', '{"typ":"other"}', '{"typ":"causeway-identity","version":1}'])(
    'such as %j is refused with the way back',
    async (text) => {
      mkdirSync(folder, { recursive: true });
      writeFileSync(file, text);
      await expect(openIdentity(folder)).rejects.toMatchObject({
        code: 'internal_error',
        message: expect.stringContaining('causeway restore'),
      });
    },
  );

  it('of a newer Causeway is told apart from damage', async () => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, '{"typ":"causeway-identity","version":2}');
    await expect(openIdentity(folder)).rejects.toMatchObject({ message: expect.stringContaining('newer Causeway') });
  });

  it.each([
    ['in clear', undefined, 400],
    ['sealed', passphrase, 12],
  ])('%s is opened whole or not at all, whatever happened to it', async (_, secret, numRuns) => {
    const made = factsOf(await createIdentity(folder, { now, passphrase: secret }));
    const intact = readFileSync(file);
    const open = async (bytes: Uint8Array): Promise<void> => {
      const opened = await openIdentityText(Buffer.from(bytes).toString('utf8'), { passphrase: secret }).catch(
        (error) => error,
      );
      if (opened instanceof Error) expect(opened).toBeInstanceOf(IdentityError);
      else expect(factsOf(opened)).toEqual(made);
    };
    await fc.assert(fc.asyncProperty(mutation(intact), open), { numRuns });
  });

  it('with a private key that is not that of its public key is refused', async () => {
    const [one, two] = await Promise.all([createIdentity(folder, { now }), createIdentity(join(folder, '2'), { now })]);
    const mixed: SiteIdentity = { ...one, current: { ...one.current, jwk: two.current.jwk } };
    await restoreIdentity(folder, mixed);
    await expect(openIdentity(folder)).rejects.toMatchObject({ message: expect.stringContaining('damaged') });
  });

  it('whose cost of sealing was raised beyond reason is refused without paying it', async () => {
    await createIdentity(folder, { now, passphrase });
    const text = readFileSync(file, 'utf8').replace('"n": 65536', '"n": 1073741824');
    await expect(openIdentityText(text, { passphrase })).rejects.toMatchObject({ code: 'internal_error' });
  });
});

describe('a backup of an identity', () => {
  it('holds it in clear and brings it back into another folder, sealed or not', async () => {
    await createIdentity(folder, { now, passphrase });
    const made = await rotateSiteKey(folder, { now: now + 10, passphrase });
    const copy = await openIdentityText(await encodeIdentity(made));
    const other = join(folder, 'other');
    await createIdentity(other, { now });
    await restoreIdentity(other, copy, { passphrase: 'new machine' });
    expect(factsOf(await openIdentity(other, { passphrase: 'new machine' }))).toEqual(factsOf(made));
    expect(existsSync(join(other, 'identity.json'))).toBe(true);
  });
});

function factsOf({ sealed: _, ...identity }: SiteIdentity): unknown {
  const keys = listSiteKeys(identity as SiteIdentity).map((key) => [
    key.thumbprint,
    key.made,
    key.privateKey.export({ format: 'jwk' }),
  ]);
  return { site: identity.site, made: identity.made, secret: identity.leaseSecret.toString('hex'), keys };
}

/** A file after a bit flip, a cut, a doubled part or a changed character. */
function mutation(intact: Buffer): fc.Arbitrary<Uint8Array> {
  const at = fc.nat(intact.length - 1);
  return fc.oneof(
    fc.tuple(at, fc.integer({ min: 1, max: 255 })).map(([index, flip]) => {
      const bytes = Uint8Array.from(intact);
      bytes[index] = (bytes[index] ?? 0) ^ flip;
      return bytes;
    }),
    at.map((length) => intact.subarray(0, length)),
    fc.tuple(at, at).map(([from, to]) => Buffer.concat([intact.subarray(0, from), intact.subarray(to)])),
    fc.tuple(at, fc.constantFrom(...'0Aa"{}[],:-_ \n')).map(([index, character]) => {
      const bytes = Uint8Array.from(intact);
      bytes[index] = character.charCodeAt(0);
      return bytes;
    }),
  );
}
