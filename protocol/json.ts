/** The JSON object in UTF-8 bytes, or null when they hold anything else (also for null bytes). */
export function findJsonObject(bytes: Uint8Array | null): Readonly<Record<string, unknown>> | null {
  if (bytes === null) return null;
  try {
    return objectOrNull(JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)));
  } catch {
    return null;
  }
}

/** The value when it is a JSON object, which an array is not. */
export function objectOrNull(value: unknown): Readonly<Record<string, unknown>> | null {
  const object = typeof value === 'object' && value !== null && !Array.isArray(value);
  return object ? (value as Readonly<Record<string, unknown>>) : null;
}
