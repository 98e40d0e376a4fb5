import { decode, encode } from './codec.ts';
import { openWorldLink } from './world-link.ts';

declare const SECRET: string;
/** The real preload, as a function of what a sandboxed preload is given. */
declare const PRELOAD: (require: (name: string) => unknown, module: { exports: unknown }, process: unknown) => void;

type Message =
  | { readonly kind: 'event'; readonly channel: string; readonly body: string }
  | {
      readonly kind: 'reply';
      readonly id: number;
      readonly channel: string;
      readonly body?: string;
      readonly error?: string;
    };

type Listener = (event: unknown, ...args: unknown[]) => void;

/** Runs in a world of its own beside the page, where the real preload finds an `electron` to require. */
const link = openWorldLink(SECRET, 'preload');
const post = (message: unknown): void =>
  (globalThis as unknown as { readonly standInPost: (text: string) => void }).standInPost(JSON.stringify(message));
const listeners = new Map<string, Listener[]>();
const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
let calls = 0;

const ipcRenderer = {
  on: (channel: string, listener: Listener) => {
    listeners.set(channel, [...(listeners.get(channel) ?? []), listener]);
    return ipcRenderer;
  },
  removeListener: (channel: string, listener: Listener) => {
    listeners.set(
      channel,
      (listeners.get(channel) ?? []).filter((known) => known !== listener),
    );
    return ipcRenderer;
  },
  invoke: (channel: string, ...args: unknown[]) => {
    calls += 1;
    const id = calls;
    const body = encode(args);
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject });
      post({ id, channel, body });
    });
  },
};

const contextBridge = {
  exposeInMainWorld: (name: string, api: unknown) => {
    document.dispatchEvent(new CustomEvent(`${SECRET}:expose`, { detail: JSON.stringify([name, link.encode(api)]) }));
  },
};

Object.assign(globalThis, {
  standInReceive: (message: Message) => {
    if (message.kind === 'event') {
      const args = decode(message.body) as unknown[];
      for (const listener of listeners.get(message.channel) ?? []) listener({ sender: ipcRenderer }, ...args);
      return;
    }
    const asked = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.error === undefined) asked?.resolve(decode(message.body ?? 'null'));
    else asked?.reject(new Error(`Error invoking remote method '${message.channel}': ${message.error}`));
  },
});

// A preload runs in the main frame alone.
if (window === window.top) {
  const require = (name: string): unknown => {
    if (name === 'electron') return { contextBridge, ipcRenderer };
    throw new Error(`module not found: ${name} (a sandboxed preload has no modules)`);
  };
  PRELOAD(require, { exports: {} }, { platform: 'stand-in', sandboxed: true, contextIsolated: true, type: 'renderer' });
}
