import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { BRIDGE, callNames, calls, eventNames, events } from '../electron/contract.ts';

/** Where the page finds the types of the bridge to the desktop; they are made, never written by hand. */
export const bridgeTypesFile = resolve(import.meta.dirname, '../renderer/api/desktop.gen.d.ts');

/** The types of the bridge as the page sees it, made from the contract of the desktop app. */
export function makeBridgeTypes(): string {
  const methods = callNames.map(
    (name) =>
      `  readonly ${name}: (input: ${typeOf(calls[name].input)}) => Promise<Outcome<${typeOf(calls[name].answer)}>>;`,
  );
  const heard = eventNames.map((name) => `  readonly ${name}: ${typeOf(events[name])};`);
  return `// Made by "npm run bridge-types" from electron/contract.ts. Do not edit.

/** An error crosses as what it means: a code of the registry, and a sentence. */
export type Outcome<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly code: string; readonly detail: string };

export type DesktopEvents = {
${heard.join('\n')}
};

/** What the desktop app gives its page at \`window.${BRIDGE}\`; in a browser it is not there. */
export type Desktop = {
${methods.join('\n')}
  /** Ends the subscription when called. */
  readonly on: <Name extends keyof DesktopEvents>(name: Name, listener: (event: DesktopEvents[Name]) => void) => () => void;
};

declare global {
  interface Window {
    readonly ${BRIDGE}?: Desktop;
  }
}
`;
}

type Schema = {
  readonly type?: string;
  readonly contentEncoding?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
};

function typeOf(schema: unknown): string {
  const { type, contentEncoding, properties = {}, items, anyOf } = schema as Schema;
  if (contentEncoding === 'bytes') return 'Uint8Array';
  if (anyOf !== undefined) return anyOf.map(typeOf).join(' | ');
  if (type === 'array') return `readonly (${typeOf(items)})[]`;
  if (type === 'object') {
    const fields = Object.entries(properties).map(([name, part]) => `readonly ${name}: ${typeOf(part)}`);
    return fields.length === 0 ? 'Readonly<Record<never, never>>' : `{ ${fields.join('; ')} }`;
  }
  if (type === 'string' || type === 'number' || type === 'boolean' || type === 'null') return type;
  throw new Error(`the contract has a type that is not written here: ${JSON.stringify(schema)}`);
}

if (import.meta.filename === process.argv[1]) {
  const made = makeBridgeTypes();
  const isSame = readOrNull(bridgeTypesFile) === made;
  if (!isSame) writeFileSync(bridgeTypesFile, made);
  process.stdout.write(`The types of the bridge ${isSame ? 'are up to date' : 'were written'}.\n`);
}

function readOrNull(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
