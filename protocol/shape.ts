import * as Type from 'typebox';
import { Compile, type Validator } from 'typebox/schema';
import type { Code } from './codes.ts';
import { ProtocolError } from './error.ts';
import { findWrongField, type SchemaPart } from './wrong-field.ts';

/** The type of what a schema accepts, as data that nobody changes. */
export type Shape<Schema extends Type.TSchema> = DeepReadonly<Type.Static<Schema>>;

type DeepReadonly<Value> = Value extends readonly (infer Element)[]
  ? readonly DeepReadonly<Element>[]
  : Value extends object
    ? { readonly [Key in keyof Value]: DeepReadonly<Value[Key]> }
    : Value;

/** Ids and features: 1–64 of `A-Z a-z 0-9 . _ -` (protocol.md section 3). */
export const Id = Type.String({ pattern: '^[A-Za-z0-9._-]{1,64}$' });

/** Vendor id: 1–24 of `a-z 0-9 -` (protocol.md section 2). */
export const VENDOR_ID_PATTERN = '^[a-z0-9-]{1,24}$';
export const VendorId = Type.String({ pattern: VENDOR_ID_PATTERN });

/** Organization id: an id without `-` (rules.md section 2). */
export const OrganizationId = Type.String({ pattern: '^[A-Za-z0-9._]{1,64}$' });

/** A UUID in lower case. */
export const UUID_PATTERN = '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$';
export const Uuid = Type.String({ pattern: UUID_PATTERN });

/** base64url of SHA-256 bytes: 43 characters in their canonical spelling. */
export const Digest = Type.String({ pattern: '^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$' });

/** First 32 hexadecimal characters of the HMAC of a machine identifier (protocol.md section 2). */
export const MachineHash = Type.String({ pattern: '^[0-9a-f]{32}$' });

/** `seq` of a lease: the ledger's height and the first 6 characters of its hash (rules.md section 8). */
export const Seq = Type.String({ pattern: '^(?:0|[1-9][0-9]{0,15})\\.[A-Za-z0-9_-]{6}$' });

/** A compact JWS, as far as a pattern can tell. */
export const CompactJws = Type.String({ pattern: '^[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+$' });

/** Whole UTC seconds since 1970, up to the end of the year 9999: beyond, calendars fail. */
export const Epoch = whole(0, 253_402_300_799);

/** A whole number from `minimum` to `maximum`, both included. */
export function whole(minimum: number, maximum: number = Number.MAX_SAFE_INTEGER): Type.TInteger {
  return Type.Integer({ minimum, maximum });
}

/** One of the texts. */
export function oneOf<const Texts extends readonly string[]>(texts: Texts): Type.TUnsafe<Texts[number]> {
  return Type.Unsafe<Texts[number]>(Type.Enum([...texts]));
}

/** A text for people of `minimum` to `maximum` characters. */
export function words(minimum: number, maximum: number): Type.TString {
  return Type.String({ minLength: minimum, maxLength: maximum });
}

/**
 * Makes the reader of a schema: a function that returns the value, typed, when it has the shape, and otherwise throws a
 * ProtocolError of the given code with the path of the first field that is wrong. The check is compiled at its first use
 * and once; where a content security policy forbids evaluation, it walks the schema instead. Unknown fields stay untouched.
 */
export function shapeReader<Schema extends Type.TSchema>(schema: Schema): ShapeReader<Shape<Schema>> {
  let compiled: Validator | undefined;
  return (value, code) => {
    compiled ??= Compile(schema as Type.TSchema);
    if (compiled.Check(value)) return value as Shape<Schema>;
    throw shapeError(schema as SchemaPart, value, code);
  };
}

/** Returns the value when it has the shape. @throws ProtocolError `code` with `field` */
export type ShapeReader<Value> = (value: unknown, code: Code) => Value;

function shapeError(schema: SchemaPart, value: unknown, code: Code): ProtocolError {
  const found = findWrongField(schema, value);
  if (found === null || found.path === '') return wrongField(code, '');
  return wrongField(code, found.path, `The field ${found.path} ${found.wrong}.`);
}

/** The error for a field that is there but not as documented. */
export function wrongField(code: Code, field: string, detail?: string): ProtocolError {
  if (field === '')
    return new ProtocolError(code, { detail: detail ?? 'This is not a JSON object of the documented form.' });
  return new ProtocolError(code, {
    field,
    detail: detail ?? `The field ${field} is not in the documented form or range.`,
  });
}
