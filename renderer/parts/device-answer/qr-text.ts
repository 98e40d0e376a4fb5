/** Longest text that is shown as a QR code (protocol.md section 6); longer ones go by file. */
const longest = 2_000;

/** The text of the QR code of a device file: `CW1:` and the deflated JSON; null: it is too long. */
export async function encodeQrText(json: string): Promise<string | null> {
  const packed = new Blob([json]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  const bytes = new Uint8Array(await new Response(packed).arrayBuffer());
  const text = `CW1:${base64url(bytes)}`;
  return text.length > longest ? null : text;
}

function base64url(bytes: Uint8Array): string {
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
