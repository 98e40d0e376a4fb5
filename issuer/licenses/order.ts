import type { EpochSeconds } from '../../licensing/time.ts';
import { Refusal } from '../refusal.ts';

/** What the vendor wants to issue: the file behind `--order`. Its items and trials are not judged yet. */
export type Order = {
  readonly organization: string;
  readonly licensee: string;
  readonly alias?: string;
  readonly items: readonly OrderEntry[];
  readonly trials: readonly OrderEntry[];
  readonly revoked: readonly string[];
  readonly locked: readonly string[];
  readonly lockSite: boolean;
  /** Machine identifiers to bind the file to; true: those of the activation request; null: none. */
  readonly machines: readonly unknown[] | true | null;
  readonly needs: readonly unknown[];
};

/** An item or trial of an order: the fields of protocol.md section 3, some of which may be missing. */
export type OrderEntry = Readonly<Record<string, unknown>>;

/**
 * Reads an order. `start` and `end` of an item may be epoch seconds or dates (`2027-01-31`, `2027-01-31T12:00:00Z`); they
 * come back as epoch seconds. Everything that also stands in the license file is judged there.
 * @param now is the `start` of items that name none
 * @param warn is told of fields that are not known and therefore left out
 * @throws Refusal `license_malformed`, naming the path
 */
export function parseOrder(text: string, now: EpochSeconds, warn: (sentence: string) => void): Order {
  const value = parseObject(text);
  for (const field of Object.keys(value)) {
    if (!known.has(field)) warn(`The field ${field} of the order is not known and is left out.`);
  }
  return {
    organization: textOf(value, 'organization'),
    licensee: textOf(value, 'licensee'),
    ...(value.alias !== undefined && { alias: textOf(value, 'alias') }),
    items: entriesOf(value, 'items').map((item, index) => withInstants(item, `items[${index}]`, now)),
    trials: value.trials === undefined ? [] : entriesOf(value, 'trials'),
    revoked: idsOf(value, 'revoked'),
    locked: idsOf(value, 'locked'),
    lockSite: booleanOf(value, 'lockSite'),
    machines: booleanOf(value, 'bindMachine') ? true : listOf(value, 'machines'),
    needs: listOf(value, 'needs') ?? [],
  };
}

const known = new Set([
  ...['organization', 'licensee', 'alias', 'items', 'trials', 'revoked', 'locked', 'lockSite'],
  ...['bindMachine', 'machines', 'needs'],
]);

type JsonObject = Readonly<Record<string, unknown>>;

function parseObject(text: string): JsonObject {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw new Refusal('license_malformed', { sentence: `The order is not JSON: ${(cause as Error).message}.`, cause });
  }
  if (isObject(value)) return value;
  throw new Refusal('license_malformed', { sentence: 'The order is not a JSON object.' });
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOf(value: JsonObject, field: string): string {
  const text = value[field];
  if (typeof text === 'string') return text;
  throw text === undefined ? missing(field) : wrong(field, 'is not a text');
}

function entriesOf(value: JsonObject, field: string): OrderEntry[] {
  const list = listOf(value, field);
  if (list === null) throw missing(field);
  return list.map((entry, index) => {
    if (isObject(entry)) return entry;
    throw wrong(`${field}[${index}]`, 'is not a JSON object');
  });
}

function idsOf(value: JsonObject, field: string): string[] {
  return (listOf(value, field) ?? []).map((id, index) => {
    if (typeof id === 'string') return id;
    throw wrong(`${field}[${index}]`, 'is not an id');
  });
}

function listOf(value: JsonObject, field: string): readonly unknown[] | null {
  const list = value[field];
  if (list === undefined) return null;
  if (Array.isArray(list)) return list;
  throw wrong(field, 'is not a list');
}

function booleanOf(value: JsonObject, field: string): boolean {
  const flag = value[field];
  if (flag === undefined) return false;
  if (typeof flag === 'boolean') return flag;
  throw wrong(field, 'is neither true nor false');
}

function withInstants(item: OrderEntry, path: string, now: EpochSeconds): OrderEntry {
  const { start, end, ...rest } = item;
  const instants = { start: start === undefined ? now : instantOf(start, `${path}.start`) };
  return { ...rest, ...instants, ...(end !== undefined && { end: instantOf(end, `${path}.end`) }) };
}

const datePattern = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?Z)?$/;

/** Epoch seconds of a date; whatever is no text is left for the license file's own check. */
function instantOf(value: unknown, path: string): unknown {
  if (typeof value !== 'string') return value;
  const milliseconds = datePattern.test(value) ? Date.parse(value) : Number.NaN;
  // Date.parse makes the 2nd of March of the 30th of February.
  const exists = !Number.isNaN(milliseconds) && new Date(milliseconds).toISOString().startsWith(value.slice(0, 10));
  if (exists) return milliseconds / 1000;
  throw wrong(path, 'is neither epoch seconds nor a date such as 2027-01-31 or 2027-01-31T12:00:00Z');
}

function missing(field: string): Refusal {
  return new Refusal('license_malformed', { field, sentence: `The required field ${field} of the order is missing.` });
}

function wrong(field: string, why: string): Refusal {
  return new Refusal('license_malformed', { field, sentence: `The field ${field} of the order ${why}.` });
}
