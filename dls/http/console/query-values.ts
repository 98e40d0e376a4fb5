import type * as Type from 'typebox';
import { ProtocolError } from '../../../protocol/error.ts';
import { type Shape, shapeReader, wrongField } from '../../../protocol/shape.ts';

/**
 * Makes the reader of a query string: numbers and booleans are read by their schema, an empty value is one that was not
 * given, what the schema does not name is left.
 * @throws ProtocolError `request_malformed` with the name of the value
 */
export function queryReader<Query extends Type.TObject>(schema: Query): (query: unknown) => Shape<Query> {
  const read = shapeReader(schema);
  const types = Object.entries(schema.properties).map(([name, property]) => [name, typeOf(property)] as const);
  return (query) => {
    const given = query as Readonly<Record<string, unknown>>;
    const values: Record<string, unknown> = {};
    for (const [name, type] of types) {
      const value = Object.hasOwn(given, name) ? given[name] : undefined;
      if (Array.isArray(value)) throw wrongField('request_malformed', name, `The value ${name} stands there twice.`);
      if (typeof value === 'string' && value !== '') values[name] = readValue(type, value, name);
    }
    return read(values, 'request_malformed');
  };
}

function typeOf(property: Type.TSchema): unknown {
  return (property as { readonly type?: unknown }).type;
}

function readValue(type: unknown, text: string, name: string): unknown {
  if (type === 'integer') {
    if (/^-?\d{1,15}$/.test(text)) return Number(text);
    throw new ProtocolError('request_malformed', { field: name, detail: `The value ${name} is not a whole number.` });
  }
  if (type !== 'boolean') return text;
  if (text === 'true' || text === '1') return true;
  if (text === 'false' || text === '0') return false;
  throw new ProtocolError('request_malformed', { field: name, detail: `The value ${name} is not true or false.` });
}
