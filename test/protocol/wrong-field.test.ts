import fc from 'fast-check';
import type { TSchema } from 'typebox';
import { Compile } from 'typebox/schema';
import { describe, expect, test } from 'vitest';
import * as bundleLines from '../../protocol/bundle-line.ts';
import * as answers from '../../protocol/device-answer.ts';
import { AcquireSchema, ReleaseSchema, ReportSchema } from '../../protocol/device-api.ts';
import { LicenseItemSchema, LicenseTrialSchema } from '../../protocol/license-item.ts';
import { findWrongField, type SchemaPart } from '../../protocol/wrong-field.ts';

const SCHEMAS: readonly (readonly [name: string, schema: TSchema])[] = [
  ['acquire', AcquireSchema],
  ['report', ReportSchema],
  ['release', ReleaseSchema],
  ['license item', LicenseItemSchema],
  ['license trial', LicenseTrialSchema],
  ...schemasOf(bundleLines),
  ...schemasOf(answers),
];

describe('finds a wrong field exactly where the compiled check refuses', () => {
  test.each(SCHEMAS)('%s', (_name, schema) => {
    const compiled = Compile(schema);
    const outcomes = new Set<boolean>();
    fc.assert(
      fc.property(anyValue(schema as SchemaPart), (value) => {
        const fits = compiled.Check(value);
        outcomes.add(fits);
        expect(findWrongField(schema as SchemaPart, value) === null).toBe(fits);
      }),
      { numRuns: 500, seed: 1 },
    );
    expect([...outcomes].sort()).toEqual([false, true]);
  });
});

test.each([
  [{ type: 'object', required: ['a'] }, {}, { path: 'a', wrong: 'is missing' }],
  [{ type: 'array', minItems: 1 }, [], { path: '', wrong: 'must have at least 1 entries' }],
  [{ type: 'string', minLength: 2 }, 'a', { path: '', wrong: 'must have at least 2 characters' }],
  [{ type: 'string', maxLength: 2 }, 'äöü', { path: '', wrong: 'must have at most 2 characters' }],
  [{ type: 'string', maxLength: 2 }, '😀😀', null],
  [{ type: 'integer', maximum: 2 }, 3, { path: '', wrong: 'must be at most 2' }],
  [{ type: 'integer', multipleOf: 180 }, 181, { path: '', wrong: 'must be a multiple of 180' }],
  [{ type: 'boolean' }, 1, { path: '', wrong: 'must be true or false' }],
  [{ type: 'null' }, 0, { path: '', wrong: 'must be null' }],
  [{ type: 'string' }, 1, { path: '', wrong: 'must be a text' }],
  [{ const: 'a' }, 'b', { path: '', wrong: 'is not the documented value' }],
  [{ enum: ['a'] }, 'b', { path: '', wrong: 'is none of the documented values' }],
  [{ anyOf: [{ type: 'null' }, { type: 'string' }] }, 7, { path: '', wrong: 'is not in one of the documented forms' }],
] as const)('under %j the value %j is told as %j', (schema, value, expected) => {
  expect(findWrongField(schema, value)).toEqual(expected);
});

function schemasOf(module: Readonly<Record<string, unknown>>): readonly (readonly [name: string, schema: TSchema])[] {
  const exported = Object.entries(module).filter(([name]) => name.endsWith('Schema'));
  return exported.map(([name, schema]) => [name, schema as TSchema]);
}

/** Values that mostly fit the schema, with one part in forty anything at all, so that both answers come up. */
function anyValue(schema: SchemaPart): fc.Arbitrary<unknown> {
  const odd = fc.oneof(
    fc.jsonValue({ maxDepth: 1 }),
    fc.constantFrom(undefined, -1, 0.5, 2 ** 60, '', 'x'.repeat(400)),
  );
  return fc.oneof({ weight: 40, arbitrary: fittingValue(schema) }, { weight: 1, arbitrary: odd });
}

function fittingValue(schema: SchemaPart): fc.Arbitrary<unknown> {
  if (schema.anyOf !== undefined) return fc.oneof(...schema.anyOf.map(anyValue));
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  if ('const' in schema) return fc.constant(schema.const);
  if (schema.type === 'string') return fittingText(schema);
  if (schema.type === 'integer') return fittingNumber(schema);
  if (schema.type === 'array')
    return fc.array(anyValue(schema.items ?? {}), { minLength: schema.minItems ?? 0, maxLength: 3 });
  if (schema.type === 'object') return fittingObject(schema);
  if (schema.type === 'null') return fc.constant(null);
  return schema.type === 'boolean' ? fc.boolean() : fc.jsonValue();
}

function fittingText({ pattern, minLength = 0, maxLength = 40 }: SchemaPart): fc.Arbitrary<string> {
  if (pattern === undefined) return fc.string({ minLength, maxLength, unit: 'grapheme' });
  return pattern.includes('(?=')
    ? fc.constantFrom('acme.example', 'a..b', 'x')
    : fc.stringMatching(new RegExp(pattern, 'u'));
}

function fittingNumber({ minimum = 0, maximum = 9, multipleOf = 1 }: SchemaPart): fc.Arbitrary<number> {
  const [low, high] = [Math.ceil(minimum / multipleOf), Math.floor(maximum / multipleOf)];
  return fc.constantFrom(low, low + 1, low + 7, high, low - 1).map((value) => value * multipleOf);
}

function fittingObject({ properties = {}, required = [] }: SchemaPart): fc.Arbitrary<object> {
  const members = Object.entries(properties).map(([name, part]) => [name, anyValue(part)] as const);
  return fc.record(Object.fromEntries(members), { requiredKeys: [...required] });
}
