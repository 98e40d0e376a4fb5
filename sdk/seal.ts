/** Seals and opens what is kept on a device. */
export type Sealer = {
  /** Encrypts; `label` must be the same to open it, so that parts cannot change places. */
  readonly seal: (label: string, bytes: Uint8Array<ArrayBuffer>) => Promise<Uint8Array<ArrayBuffer>>;
  /** Null: sealed with another key or label, or damaged. */
  readonly open: (label: string, sealed: Uint8Array<ArrayBuffer>) => Promise<Uint8Array<ArrayBuffer> | null>;
};

const NONCE_BYTES = 12;
const encoder = new TextEncoder();

/**
 * AES-256-GCM with a key made from the machine identifier's hash (rules.md section 7), so that a copy on another machine
 * cannot be opened. Without a machine identifier the key is the same everywhere and the seal only shows damage.
 */
export async function sealerFor(
  machineHash: string | null,
  random: (length: number) => Uint8Array<ArrayBuffer>,
): Promise<Sealer> {
  const key = await stateKey(machineHash);
  return {
    seal: async (label, bytes) => {
      const iv = random(NONCE_BYTES);
      const sealed = await crypto.subtle.encrypt(
        { name: 'AES-GCM', iv, additionalData: encoder.encode(label) },
        key,
        bytes,
      );
      const whole = new Uint8Array(NONCE_BYTES + sealed.byteLength);
      whole.set(iv);
      whole.set(new Uint8Array(sealed), NONCE_BYTES);
      return whole;
    },
    open: async (label, sealed) => {
      const iv = sealed.subarray(0, NONCE_BYTES);
      const algorithm = { name: 'AES-GCM', iv, additionalData: encoder.encode(label) };
      try {
        return new Uint8Array(await crypto.subtle.decrypt(algorithm, key, sealed.subarray(NONCE_BYTES)));
      } catch {
        return null;
      }
    },
  };
}

async function stateKey(machineHash: string | null): Promise<CryptoKey> {
  const secret = await crypto.subtle.importKey(
    'raw',
    encoder.encode(machineHash ?? 'no machine identifier'),
    'HKDF',
    false,
    ['deriveKey'],
  );
  const derivation = {
    name: 'HKDF',
    hash: 'SHA-256',
    salt: new Uint8Array(0),
    info: encoder.encode('causeway device state 1'),
  };
  return crypto.subtle.deriveKey(derivation, secret, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}
