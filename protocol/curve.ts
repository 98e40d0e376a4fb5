/**
 * Whether 32 bytes are the canonical encoding of a point of Ed25519 that is not of small order (RFC 8032 section 5.1.3).
 * A key of small order would let anyone make signatures that verify under it.
 */
export function isEd25519Point(bytes: Uint8Array): boolean {
  if (bytes.length !== 32) return false;
  const sign = (bytes[31] ?? 0) >> 7;
  const y = numberOf(bytes.toReversed()) & ((1n << 255n) - 1n);
  if (y >= ED_P || SMALL_ORDER_Y.includes(y)) return false;
  const ySquared = (y * y) % ED_P;
  const u = (ySquared - 1n + ED_P) % ED_P;
  const v = (ED_D * ySquared + 1n) % ED_P;
  if (u === 0n) return sign === 0;
  return power((u * v) % ED_P, (ED_P - 1n) / 2n, ED_P) === 1n;
}

/** Whether the two coordinates, 32 bytes each, are a point of P-256 (FIPS 186-4 section D.1.2.3). */
export function isP256Point(x: Uint8Array, y: Uint8Array): boolean {
  if (x.length !== 32 || y.length !== 32) return false;
  const across = numberOf(x);
  const up = numberOf(y);
  if (across >= P256_P || up >= P256_P) return false;
  return (up * up) % P256_P === (across ** 3n - 3n * across + P256_B) % P256_P;
}

const ED_P = 2n ** 255n - 19n;
const ED_D = 0x52036cee2b6ffe738cc740797779e89800700a4d4141d8ab75eb4dca135978a3n;

/** The ordinates of the eight points whose order divides 8. */
const SMALL_ORDER_Y: readonly bigint[] = [
  0n,
  1n,
  ED_P - 1n,
  0x05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826n,
  0x7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7n,
];

const P256_P = 0xffffffff00000001000000000000000000000000ffffffffffffffffffffffffn;
const P256_B = 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn;

function numberOf(bigEndian: Uint8Array): bigint {
  let hex = '0x';
  for (const byte of bigEndian) hex += byte.toString(16).padStart(2, '0');
  return BigInt(hex);
}

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  let square = base;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}
