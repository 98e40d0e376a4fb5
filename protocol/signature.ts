/** Checks one Ed25519 signature: 32 bytes of public key, the message, 64 bytes of signature. */
export type SignatureCheck = (
  publicKey: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
) => boolean | Promise<boolean>;

/**
 * Checks an Ed25519 signature (RFC 8032), through WebCrypto unless `useSignatureCheck` put another check in place.
 * The key must have been read by `parseSigningKey`, which refuses what is no point of the curve.
 */
export async function checkSignature(
  publicKey: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
): Promise<boolean> {
  return signature.length === 64 && (await current(publicKey, message, signature));
}

/**
 * Puts another check of Ed25519 in place of WebCrypto's for the whole process: for a runtime that has none, or one that
 * prints a warning at its first use, as Node 20 did before 20.19.3.
 */
export function useSignatureCheck(check: SignatureCheck): void {
  current = check;
}

let current: SignatureCheck = checkThroughWebCrypto;

/** The check that is in place from the start. */
export async function checkThroughWebCrypto(
  publicKey: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
): Promise<boolean> {
  const key = await crypto.subtle.importKey('raw', publicKey as Uint8Array<ArrayBuffer>, 'Ed25519', false, ['verify']);
  return crypto.subtle.verify('Ed25519', key, signature as Uint8Array<ArrayBuffer>, message as Uint8Array<ArrayBuffer>);
}
