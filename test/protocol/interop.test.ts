import { execFileSync } from 'node:child_process';
import { createHash, createPublicKey, type JsonWebKey, verify } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

// Nothing of this project is imported here: a stranger with protocol.md in hand verifies a lease down to the vendor's key.

type Chain = {
  readonly vendor: JsonWebKey;
  readonly delegation: string;
  readonly lease: string;
  readonly payload: unknown;
};

/** The claims of a delegation or a lease that are looked at here. */
type Payload = {
  readonly iss: string;
  readonly iat: number;
  readonly exp: number;
  readonly cnf: { readonly jwk: JsonWebKey };
  readonly grants: readonly {
    readonly product: string;
    readonly features: readonly string[];
    readonly until: number;
  }[];
  readonly items: readonly { readonly product: string; readonly features: readonly string[]; readonly until: number }[];
};

const chain = JSON.parse(readFileSync(new URL('../vectors/lease-chain.json', import.meta.url), 'utf8')) as Chain;

test('node:crypto alone verifies a lease down to the vendor key', () => {
  const delegation = verified(chain.delegation, 'delegation+jwt', chain.vendor);
  const lease = verified(chain.lease, 'lease+jwt', delegation.cnf.jwk);
  expect(lease).toEqual(chain.payload);
  expect(delegation.iss).toBe(lease.iss);
  const item = lease.items[0]!;
  const grant = delegation.grants.find(({ product }) => product === item.product)!;
  expect(grant.features).toEqual(expect.arrayContaining([...item.features]));
  expect(item.until).toBeLessThanOrEqual(grant.until);
  expect(lease.iat).toBeGreaterThanOrEqual(delegation.iat);
  expect(lease.iat).toBeLessThan(delegation.exp);
});

test('node:crypto alone refuses the lease when a bit of it changes', () => {
  const delegation = verified(chain.delegation, 'delegation+jwt', chain.vendor);
  const [head, body, mark] = chain.lease.split('.');
  const edited = Buffer.from(JSON.stringify({ ...(chain.payload as object), exp: 1_811_536_000 })).toString(
    'base64url',
  );
  expect(body).not.toBe(edited);
  expect(() => verified(`${head}.${edited}.${mark}`, 'lease+jwt', delegation.cnf.jwk)).toThrow('signature');
});

test('the openssl command verifies a lease down to the vendor key', () => {
  const vendorKey = String(chain.vendor.x);
  expect(openssl(vendorKey, chain.delegation)).toContain('Signature Verified Successfully');
  const { cnf } = payloadOf(chain.delegation);
  expect(openssl(String(cnf.jwk.x), chain.lease)).toContain('Signature Verified Successfully');
  expect(() => openssl(vendorKey, chain.lease)).toThrow('Signature Verification Failure');
});

function payloadOf(token: string): Payload {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')) as Payload;
}

function verified(token: string, typ: string, jwk: JsonWebKey): Payload {
  const [head = '', body = '', mark = ''] = token.split('.');
  const header = JSON.parse(Buffer.from(head, 'base64url').toString('utf8'));
  const thumbprint = createHash('sha256').update(`{"crv":"Ed25519","kty":"OKP","x":"${jwk.x}"}`).digest('base64url');
  expect(header).toEqual({ alg: 'EdDSA', typ, kid: thumbprint.slice(0, 8) });
  const key = createPublicKey({ key: jwk, format: 'jwk' });
  const good = verify(null, Buffer.from(`${head}.${body}`, 'ascii'), key, Buffer.from(mark, 'base64url'));
  if (!good) throw new Error('the signature is wrong');
  return payloadOf(token);
}

/** `openssl pkeyutl` over the signing input, with the public key as the DER of RFC 8410. */
function openssl(x: string, token: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'causeway-openssl-'));
  try {
    const end = token.lastIndexOf('.');
    const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), Buffer.from(x, 'base64url')]);
    writeFileSync(join(folder, 'key.der'), der);
    writeFileSync(join(folder, 'message'), token.slice(0, end), 'ascii');
    writeFileSync(join(folder, 'signature'), Buffer.from(token.slice(end + 1), 'base64url'));
    const input = ['-inkey', 'key.der', '-keyform', 'DER', '-in', 'message', '-sigfile', 'signature'];
    return execFileSync('openssl', ['pkeyutl', '-verify', '-rawin', '-pubin', ...input], {
      cwd: folder,
      encoding: 'utf8',
      stdio: 'pipe',
    });
  } catch (error) {
    throw new Error(String((error as { stdout?: string }).stdout ?? error));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
