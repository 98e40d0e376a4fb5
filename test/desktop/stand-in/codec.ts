/** What structured clone carries, as far as the bridge uses it, over JSON. Functions go by number. */
export type FunctionTable = {
  /** Undefined: functions cannot cross here. */
  readonly numberOf?: (fn: Callable) => number;
  readonly functionOf?: (number: number) => Callable;
};

export type Callable = (...args: unknown[]) => unknown;

type Wrapped = { readonly $: string; readonly v?: unknown };

export function encode(value: unknown, table: FunctionTable = {}): string {
  return JSON.stringify(wrap(value, table));
}

export function decode(text: string, table: FunctionTable = {}): unknown {
  return unwrap(JSON.parse(text), table);
}

function wrap(value: unknown, table: FunctionTable): unknown {
  if (value === undefined) return { $: 'undefined' };
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : { $: 'number', v: String(value) };
  if (typeof value === 'bigint') return { $: 'bigint', v: String(value) };
  if (typeof value === 'symbol' || (typeof value === 'function' && table.numberOf === undefined)) {
    throw new Error('An object could not be cloned.');
  }
  if (typeof value === 'function') return { $: 'function', v: table.numberOf?.(value as Callable) };
  if (value instanceof Date) return { $: 'date', v: value.getTime() };
  if (value instanceof Error) return { $: 'error', v: value.message };
  if (ArrayBuffer.isView(value)) {
    const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
    let text = '';
    for (const byte of bytes) text += String.fromCharCode(byte);
    return { $: 'bytes', v: btoa(text) };
  }
  if (Array.isArray(value)) return value.map((part) => wrap(part, table));
  const entries = Object.entries(value as object).map(([key, part]) => [key, wrap(part, table)]);
  const plain = Object.fromEntries(entries);
  return '$' in plain ? { $: 'object', v: plain } : plain;
}

function unwrap(value: unknown, table: FunctionTable): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((part) => unwrap(part, table));
  const { $: kind, v } = value as Wrapped;
  switch (kind) {
    case 'undefined':
      return undefined;
    case 'number':
      return Number(v);
    case 'bigint':
      return BigInt(v as string);
    case 'function':
      return table.functionOf?.(v as number);
    case 'date':
      return new Date(v as number);
    case 'error':
      return new Error(v as string);
    case 'bytes':
      return Uint8Array.from(atob(v as string), (letter) => letter.charCodeAt(0));
  }
  const plain = (kind === 'object' ? v : value) as object;
  return Object.fromEntries(Object.entries(plain).map(([key, part]) => [key, unwrap(part, table)]));
}
