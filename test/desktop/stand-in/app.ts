import { EventEmitter } from 'node:events';
import { rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { settings } from './settings.ts';

type Closable = { close(): void; isDestroyed(): boolean };

/** The windows that are open. */
export const windows = new Set<Closable>();

let browser: Browser | null = null;

export function theBrowser(): Browser {
  if (browser === null) throw new Error('a window was opened before the app was ready');
  return browser;
}

class App extends EventEmitter {
  isPackaged = false;
  #paths = new Map<string, string>();
  #ready: Promise<void> | null = null;
  #lock: Server | null = null;

  whenReady(): Promise<void> {
    this.#ready ??= (async () => {
      browser = await chromium.connectOverCDP(settings.cdp);
      this.emit('ready');
    })();
    return this.#ready;
  }

  getVersion = (): string => settings.version;
  getName = (): string => 'Causeway';
  getLocale = (): string => settings.locale;
  getAppPath = (): string => settings.appPath;
  getPath = (name: string): string => this.#paths.get(name) ?? join(settings.userData, name);
  setPath = (name: string, path: string): void => void this.#paths.set(name, path);
  enableSandbox = (): void => undefined;
  getLoginItemSettings = () => ({ openAtLogin: false });
  setLoginItemSettings = (): void => undefined;

  /** True at once, as Electron's; a second instance finds the first one's socket before its own is open. */
  requestSingleInstanceLock(data: unknown): boolean {
    const path = join(this.getPath('userData'), 'instance.sock');
    const first = process.env.STAND_IN_SECOND !== '1';
    if (!first) {
      const socket = connect(path, () => socket.end(JSON.stringify({ argv: process.argv, cwd: process.cwd(), data })));
      socket.once('close', () => process.exit(0));
      return false;
    }
    this.#lock = createServer((socket) => {
      let text = '';
      socket.setEncoding('utf8').on('data', (piece: string) => {
        text += piece;
      });
      socket.on('end', () => {
        const second = JSON.parse(text) as { readonly argv: unknown; readonly cwd: unknown; readonly data: unknown };
        this.emit('second-instance', {}, second.argv, second.cwd, second.data);
      });
    });
    rmSync(path, { force: true });
    this.#lock.listen(path);
    return true;
  }

  quit(): void {
    if (process.env.STAND_IN_SECOND === '1') return;
    if (this.#emitPreventable('before-quit')) return;
    for (const window of [...windows]) window.close();
    if (windows.size > 0 || this.#emitPreventable('will-quit')) return;
    void this.exit(0);
  }

  async exit(code: number): Promise<void> {
    this.emit('quit', {}, code);
    this.#lock?.close();
    await browser?.close();
    process.exit(code);
  }

  #emitPreventable(name: string): boolean {
    let isPrevented = false;
    this.emit(name, {
      preventDefault: () => {
        isPrevented = true;
      },
    });
    return isPrevented;
  }
}

export const app = new App();
