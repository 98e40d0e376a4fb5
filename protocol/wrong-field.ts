/** The part of JSON Schema that the schemas of this room use. */
export type SchemaPart = {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly SchemaPart[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, SchemaPart>>;
  readonly items?: SchemaPart;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly multipleOf?: number;
};

/** Where a value first differs from its schema, and what is wrong there as the end of a sentence. */
export type WrongField = { readonly path: string; readonly wrong: string };

/**
 * Finds the first field, in the order of the schema, that is not as the schema says; null when all are. It stops there, so
 * that a large hostile value costs little, and never repeats what the value holds.
 */
export function findWrongField(schema: SchemaPart, value: unknown, path = ''): WrongField | null {
  if (schema.anyOf !== undefined) {
    const fits = schema.anyOf.some((part) => findWrongField(part, value) === null);
    return fits ? null : { path, wrong: 'is not in one of the documented forms' };
  }
  if (schema.enum !== undefined && !schema.enum.includes(value))
    return { path, wrong: 'is none of the documented values' };
  if ('const' in schema && schema.const !== value) return { path, wrong: 'is not the documented value' };
  const wrong = wrongType(schema, value) ?? wrongRange(schema, value);
  if (wrong !== null) return { path, wrong };
  return Array.isArray(value) ? findWrongElement(schema, value, path) : findWrongMember(schema, value, path);
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  object: 'an object',
  array: 'a list',
  string: 'a text',
  integer: 'a whole number',
  boolean: 'true or false',
  null: 'null',
};

const patterns = new Map<string, RegExp>();

function wrongType({ type }: SchemaPart, value: unknown): string | null {
  if (type === undefined || typeOf(value) === type) return null;
  return `must be ${TYPE_NAMES[type] ?? type}`;
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return Number.isInteger(value) ? 'integer' : typeof value;
}

function wrongRange(schema: SchemaPart, value: unknown): string | null {
  if (typeof value === 'number') {
    const { minimum = -Infinity, maximum = Infinity, multipleOf } = schema;
    if (value < minimum) return `must be at least ${minimum}`;
    if (value > maximum) return `must be at most ${maximum}`;
    return multipleOf === undefined || value % multipleOf === 0 ? null : `must be a multiple of ${multipleOf}`;
  }
  if (typeof value === 'string') return wrongText(schema, value);
  if (!Array.isArray(value)) return null;
  if (value.length < (schema.minItems ?? 0)) return `must have at least ${schema.minItems} entries`;
  return value.length > (schema.maxItems ?? Infinity) ? `must have at most ${schema.maxItems} entries` : null;
}

function wrongText({ minLength = 0, maxLength = Infinity, pattern }: SchemaPart, value: string): string | null {
  const length = value.length > maxLength && value.length <= 2 * maxLength ? [...value].length : value.length;
  if (length < minLength) return `must have at least ${minLength} characters`;
  if (length > maxLength) return `must have at most ${maxLength} characters`;
  return pattern === undefined || patternOf(pattern).test(value) ? null : 'is not in the documented form or range';
}

function patternOf(pattern: string): RegExp {
  const known = patterns.get(pattern) ?? new RegExp(pattern, 'u');
  patterns.set(pattern, known);
  return known;
}

function findWrongElement({ items }: SchemaPart, value: readonly unknown[], path: string): WrongField | null {
  if (items === undefined) return null;
  for (const [index, element] of value.entries()) {
    const wrong = findWrongField(items, element, `${path}[${index}]`);
    if (wrong !== null) return wrong;
  }
  return null;
}

function findWrongMember(schema: SchemaPart, value: unknown, path: string): WrongField | null {
  if (typeof value !== 'object' || value === null) return null;
  const prefix = path === '' ? '' : `${path}.`;
  const missing = schema.required?.find((name) => !(name in value));
  if (missing !== undefined) return { path: prefix + missing, wrong: 'is missing' };
  for (const [name, part] of Object.entries(schema.properties ?? {})) {
    const member = (value as Readonly<Record<string, unknown>>)[name];
    if (member === undefined && !schema.required?.includes(name)) continue;
    const wrong = findWrongField(part, member, prefix + name);
    if (wrong !== null) return wrong;
  }
  return null;
}
