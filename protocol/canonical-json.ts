/**
 * Writes a JSON value in its one canonical form (RFC 8785, JCS): members sorted by the UTF-16 units of their names, no
 * white space, numbers as ECMAScript writes them. Members that are `undefined` are left out.
 * @throws TypeError for what JSON cannot say (NaN, infinities, functions, bigint)
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') return numberText(value);
  if (Array.isArray(value)) return `[${value.map((element) => canonicalJson(element)).join(',')}]`;
  if (typeof value === 'object') return objectText(value as Readonly<Record<string, unknown>>);
  throw new TypeError(`JSON cannot say a ${typeof value}`);
}

function numberText(value: number): string {
  if (!Number.isFinite(value)) throw new TypeError('JSON cannot say a number that is not finite');
  return JSON.stringify(value);
}

function objectText(value: Readonly<Record<string, unknown>>): string {
  const members: string[] = [];
  for (const name of Object.keys(value).sort()) {
    const member = value[name];
    if (member !== undefined) members.push(`${JSON.stringify(name)}:${canonicalJson(member)}`);
  }
  return `{${members.join(',')}}`;
}
