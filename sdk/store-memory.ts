import type { Store } from './ports.ts';

/** A store that lasts as long as the process: for devices without a place to write, simulated fleets and tests. */
export function memoryStore(): Store {
  const contents = new Map<string, Uint8Array<ArrayBuffer>[]>();
  return {
    read: async (name) => {
      const parts = contents.get(name);
      return parts === undefined ? null : joined(parts);
    },
    write: async (name, bytes) => {
      contents.set(name, [bytes]);
    },
    append: async (name, bytes) => {
      const parts = contents.get(name);
      if (parts === undefined) contents.set(name, [bytes]);
      else parts.push(bytes);
    },
    remove: async (name) => {
      contents.delete(name);
    },
    list: async () => [...contents.keys()],
    close: async () => undefined,
  };
}

/** One byte string from several. */
export function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
