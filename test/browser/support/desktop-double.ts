import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import {
  type AnswerOf,
  type Bridge,
  type CallName,
  callNames,
  type EventName,
  type EventOf,
  type InputOf,
} from '../../../electron/contract.ts';
import type { Desktop, DesktopEvents } from '../../../renderer/api/desktop.ts';

/** What the console takes the desktop app for is what the app's contract says. */
export const callsOfConsole = (calls: Omit<Bridge, 'on'>): Omit<Desktop, 'on'> => calls;
export const eventsOfConsole = (events: { readonly [Name in EventName]: EventOf<Name> }): DesktopEvents => events;

/** Stands in for the desktop app around a page: a folder is its removable drive. */
export type DesktopDouble = {
  /** The app tells the page something. */
  tell<Name extends EventName>(name: Name, event: EventOf<Name>): Promise<void>;
  /** Names of drives that were let go. */
  readonly ejected: readonly string[];
  /** What the user answers the system's dialogs: a folder to save into or to choose; null: they are closed. */
  dialog: string | null;
  /** Whether the app runs the license server itself. */
  hosts: boolean;
  startsAtLogin: boolean;
};

type Drive = AnswerOf<'listDrives'>[number];
type Answers = { readonly [Name in CallName]?: (input: InputOf<Name>) => Promise<AnswerOf<Name>> };

export async function standInDesktop(page: Page, folder: string): Promise<DesktopDouble> {
  const drive: Drive = {
    id: folder,
    name: 'STICK',
    path: folder,
    free: 1_073_741_824,
    size: 4_294_967_296,
    writable: true,
  };
  const ejected: string[] = [];
  const said: Pick<DesktopDouble, 'dialog' | 'hosts' | 'startsAtLogin'> = {
    dialog: null,
    hosts: true,
    startsAtLogin: false,
  };
  const write = async (place: string, { name, content }: { readonly name: string; readonly content: Uint8Array }) => {
    const path = join(place, name);
    await writeFile(path, content);
    return { path, bytes: content.byteLength, digest: '' };
  };
  const answers: Answers = {
    listDrives: async () => [drive],
    readDrive: async () => {
      const names = await readdir(folder);
      return Promise.all(
        names.map(async (name) => ({ name, content: new Uint8Array(await readFile(join(folder, name))) })),
      );
    },
    writeToDrive: (file) => write(folder, file),
    about: async () => ({
      version: '1.2.3',
      platform: 'linux',
      folder: '/var/lib/site',
      hosts: said.hosts,
      startsAtLogin: said.startsAtLogin,
    }),
    startAtLogin: async ({ enabled }) => {
      said.startsAtLogin = enabled;
      return { enabled };
    },
    chooseFolder: async () => said.dialog,
    saveFile: async (file) => (said.dialog === null ? null : write(said.dialog, file)),
    saveFiles: async ({ files }) => {
      if (said.dialog === null) return null;
      let bytes = 0;
      for (const file of files) bytes += (await write(said.dialog, file)).bytes;
      return { folder: said.dialog, bytes };
    },
    ejectDrive: async ({ drive: id }) => {
      ejected.push(id);
      return { name: drive.name };
    },
    takeFiles: async () => [],
  };
  await page.exposeFunction('askDesktop', async (name: CallName, input: string) => {
    const answer = answers[name] as ((input: unknown) => Promise<unknown>) | undefined;
    const outcome =
      answer === undefined
        ? { ok: false, code: 'not_found', detail: `The stand-in has no ${name}.` }
        : { ok: true, value: await answer(JSON.parse(input, bytesIn)) };
    return JSON.stringify(outcome, bytesOut);
  });
  await page.addInitScript((names) => {
    type Told = {
      askDesktop(name: string, input: string): Promise<string>;
      tellPage(name: string, event: string): void;
      desktop: unknown;
    };
    const here = window as unknown as Told;
    const out = (_key: string, value: unknown) => (value instanceof Uint8Array ? { bytes: [...value] } : value);
    const back = (_key: string, value: { readonly bytes?: readonly number[] } | null) =>
      Array.isArray(value?.bytes) ? Uint8Array.from(value.bytes) : value;
    const listeners = new Map<string, ((event: unknown) => void)[]>();
    here.desktop = {
      ...Object.fromEntries(
        names.map((name) => [
          name,
          async (input: unknown) => JSON.parse(await here.askDesktop(name, JSON.stringify(input, out)), back),
        ]),
      ),
      on: (name: string, listener: (event: unknown) => void) => {
        listeners.set(name, [...(listeners.get(name) ?? []), listener]);
        return () =>
          listeners.set(
            name,
            (listeners.get(name) ?? []).filter((one) => one !== listener),
          );
      },
    };
    here.tellPage = (name, event) => {
      for (const listener of listeners.get(name) ?? []) listener(JSON.parse(event, back));
    };
  }, callNames);
  return Object.assign(said, {
    ejected,
    tell: <Name extends EventName>(name: Name, event: EventOf<Name>): Promise<void> =>
      page.evaluate(
        ([told, text]) => (window as unknown as { tellPage(name: string, event: string): void }).tellPage(told, text),
        [name as string, JSON.stringify(event, bytesOut)] as const,
      ),
  });
}

const bytesOut = (_key: string, value: unknown) => (value instanceof Uint8Array ? { bytes: [...value] } : value);
const bytesIn = (_key: string, value: { readonly bytes?: readonly number[] } | null) =>
  Array.isArray(value?.bytes) ? Uint8Array.from(value.bytes) : value;
