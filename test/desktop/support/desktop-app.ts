import type { Page } from 'playwright-core';

/** What functions that run in the main process find; as far as both kinds of app offer it. */
export type MainSide = typeof import('electron');

/** A running desktop app, the real one or the one on the stand-in. */
export type DesktopApp = {
  /** What is proven: the app's own main process and preload, on Electron itself or on a stand-in for it. */
  readonly on: 'Electron' | 'a stand-in for Electron';
  /** The one window. */
  readonly page: Page;
  /** Data folder of the site. */
  readonly folder: string;
  readonly userData: string;
  /** The user's folder of settings, in which Linux desktops look for what starts at login. */
  readonly config: string;
  /** Where folders count as removable drives. */
  readonly drives: string;
  /** Runs a function in the main process; it sees nothing of its surroundings here. */
  evaluate<Argument, Value>(
    act: (main: MainSide, argument: Argument) => Value,
    argument: Argument,
  ): Promise<Awaited<Value>>;
  /** Starts the app a second time, with files; resolves when that one has ended. */
  startAgain(files: readonly string[]): Promise<void>;
  /** The process that hosts the server; null: there is none. */
  hostPid(): Promise<number | null>;
  /** What the app wrote to its output. */
  output(): string;
  /** Resolves with the exit code when the app has ended. */
  readonly ended: Promise<number | null>;
  /** Ends it as a system does that shuts down. */
  close(): Promise<void>;
};

export type LaunchOptions = {
  /** A place of the test's own; folders below it are made as needed. */
  readonly place: string;
  readonly args?: readonly string[];
  /** Of the system; German shows the shell's German texts. */
  readonly locale?: string;
};
