/** The JSON object in UTF-8 bytes, or null when they hold anything else (an array, also) and for null bytes. */
export function findJsonObject(bytes: Uint8Array | null): Readonly<Record<string, unknown>> | null {
  if (bytes === null) return null;
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
    const object = typeof value === 'object' && value !== null && !Array.isArray(value);
    return object ? (value as Readonly<Record<string, unknown>>) : null;
  } catch {
    return null;
  }
}
