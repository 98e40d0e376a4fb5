import { hash, timingSafeEqual } from 'node:crypto';

/** Which lease a `jti` names: the chain it belongs to and its place in it. */
export type LeaseNumber = { readonly chain: number; readonly renewal: number };

const chainBytes = 5;
const renewalBytes = 3;
const checkBytes = 4;

/** Chains are random numbers below this, unique within a device's seat. */
export const chainLimit = 2 ** (8 * chainBytes);

/**
 * The 16 base64url characters of a lease's `jti`: chain, renewal and a keyed check over both and the device. So the
 * server knows every lease it ever gave without keeping a row for each, and nobody can make one up.
 */
export function encodeLeaseId(lease: LeaseNumber, device: string, secret: Buffer): string {
  const bytes = Buffer.allocUnsafe(chainBytes + renewalBytes + checkBytes);
  bytes.writeUIntBE(lease.chain, 0, chainBytes);
  bytes.writeUIntBE(lease.renewal % 2 ** (8 * renewalBytes), chainBytes, renewalBytes);
  check(bytes, device, secret).copy(bytes, chainBytes + renewalBytes);
  return bytes.toString('base64url');
}

/** The lease that `jti` names; undefined when this site never gave it to that device. */
export function parseLeaseId(jti: string, device: string, secret: Buffer): LeaseNumber | undefined {
  if (!/^[A-Za-z0-9_-]{16}$/.test(jti)) return undefined;
  const bytes = Buffer.from(jti, 'base64url');
  const given = bytes.subarray(chainBytes + renewalBytes);
  if (!timingSafeEqual(given, check(bytes, device, secret))) return undefined;
  return { chain: bytes.readUIntBE(0, chainBytes), renewal: bytes.readUIntBE(chainBytes, renewalBytes) };
}

/**
 * A prefix of SHA-256 over secret, number and device, all of fixed length. What is kept of the digest is too short to
 * be extended, and one call is five times as fast as a keyed hash object.
 */
function check(bytes: Buffer, device: string, secret: Buffer): Buffer {
  const number = bytes.toString('latin1', 0, chainBytes + renewalBytes);
  const input = Buffer.from(`${secret.toString('latin1')}${number}${device}`, 'latin1');
  return hash('sha256', input, 'buffer').subarray(0, checkBytes);
}
