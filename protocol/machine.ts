const encoder = new TextEncoder();

/** The kinds of machine identifiers there are (protocol.md section 2). */
export const MACHINE_KINDS = Object.freeze([
  'windows-machine-guid',
  'windows-product-id',
  'mac-platform-uuid',
  'linux-machine-id',
] as const);

export type MachineKind = (typeof MACHINE_KINDS)[number];

/**
 * The only form in which a machine identifier leaves its machine: HMAC-SHA-256(key, identifier as text), hexadecimal, first
 * 32 characters (protocol.md section 2).
 * @param keyText the site UUID for the site's machine, the vendor id for a device's
 */
export async function machineHash(keyText: string, identifier: string): Promise<string> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', encoder.encode(keyText), algorithm, false, ['sign']);
  const mac = new Uint8Array(await crypto.subtle.sign('HMAC', key, encoder.encode(identifier)));
  let hex = '';
  for (const byte of mac.subarray(0, 16)) hex += byte.toString(16).padStart(2, '0');
  return hex;
}
