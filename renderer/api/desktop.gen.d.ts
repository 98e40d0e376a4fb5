// Made by "npm run bridge-types" from electron/contract.ts. Do not edit.

/** An error crosses as what it means: a code of the registry, and a sentence. */
export type Outcome<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly code: string; readonly detail: string };

export type DesktopEvents = {
  readonly files: { readonly files: readonly ({ readonly name: string; readonly content: Uint8Array })[]; readonly drive: string | null };
  readonly drives: readonly ({ readonly id: string; readonly name: string; readonly path: string; readonly free: number; readonly size: number; readonly writable: boolean })[];
  readonly show: { readonly page: string };
};

/** What the desktop app gives its page at `window.desktop`; in a browser it is not there. */
export type Desktop = {
  readonly about: (input: Readonly<Record<never, never>>) => Promise<Outcome<{ readonly version: string; readonly platform: string; readonly hosts: boolean; readonly folder: string; readonly startsAtLogin: boolean }>>;
  readonly startAtLogin: (input: { readonly enabled: boolean }) => Promise<Outcome<{ readonly enabled: boolean }>>;
  readonly listDrives: (input: Readonly<Record<never, never>>) => Promise<Outcome<readonly ({ readonly id: string; readonly name: string; readonly path: string; readonly free: number; readonly size: number; readonly writable: boolean })[]>>;
  readonly readDrive: (input: { readonly drive: string }) => Promise<Outcome<readonly ({ readonly name: string; readonly content: Uint8Array })[]>>;
  readonly writeToDrive: (input: { readonly drive: string; readonly name: string; readonly content: Uint8Array }) => Promise<Outcome<{ readonly path: string; readonly bytes: number; readonly digest: string }>>;
  readonly ejectDrive: (input: { readonly drive: string }) => Promise<Outcome<{ readonly name: string }>>;
  readonly openFiles: (input: Readonly<Record<never, never>>) => Promise<Outcome<readonly ({ readonly name: string; readonly content: Uint8Array })[]>>;
  readonly saveFile: (input: { readonly name: string; readonly content: Uint8Array }) => Promise<Outcome<{ readonly path: string; readonly bytes: number; readonly digest: string } | null>>;
  readonly saveFiles: (input: { readonly files: readonly ({ readonly name: string; readonly content: Uint8Array })[] }) => Promise<Outcome<{ readonly folder: string; readonly bytes: number } | null>>;
  readonly chooseFolder: (input: Readonly<Record<never, never>>) => Promise<Outcome<string | null>>;
  readonly takeFiles: (input: Readonly<Record<never, never>>) => Promise<Outcome<readonly ({ readonly name: string; readonly content: Uint8Array })[]>>;
  /** Ends the subscription when called. */
  readonly on: <Name extends keyof DesktopEvents>(name: Name, listener: (event: DesktopEvents[Name]) => void) => () => void;
};

declare global {
  interface Window {
    readonly desktop?: Desktop;
  }
}
