import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import type { CDPSession, Page, Route } from 'playwright-core';
import { app, theBrowser, windows } from './app.ts';
import { decode, encode } from './codec.ts';
import { callHandler } from './ipc-main.ts';
import { session } from './session.ts';
import { settings } from './settings.ts';

const WORLD = 'preload';

type Options = {
  readonly width?: number;
  readonly height?: number;
  readonly x?: number;
  readonly y?: number;
  readonly show?: boolean;
  readonly title?: string;
  readonly webPreferences?: Readonly<Record<string, unknown>>;
};

type WindowOpenHandler = (details: { readonly url: string }) => { readonly action: 'allow' | 'deny' };

class WebContents extends EventEmitter {
  readonly session = session.defaultSession;
  windowOpenHandler: WindowOpenHandler = () => ({ action: 'allow' });
  readonly #window: BrowserWindow;

  constructor(window: BrowserWindow) {
    super();
    this.#window = window;
  }
  setWindowOpenHandler(handler: WindowOpenHandler): void {
    this.windowOpenHandler = handler;
  }
  getURL = (): string => this.#window.page?.url() ?? '';
  send(channel: string, ...args: unknown[]): void {
    this.#window.tellPreload({ kind: 'event', channel, body: encode(args) });
  }
}

/** A window that is a page of the system's Chromium; its preload runs in a true isolated world. */
export class BrowserWindow extends EventEmitter {
  static getAllWindows = (): readonly unknown[] => [...windows];

  readonly webContents = new WebContents(this);
  readonly options: Options;
  page: Page | null = null;
  readonly #opened: Promise<void>;
  readonly #secret = randomUUID();
  readonly #contexts = new Set<number>();
  #cdp: CDPSession | null = null;
  #wanted: string | null = null;
  #isDestroyed = false;
  #isVisible: boolean;
  #isMaximized = false;

  constructor(options: Options = {}) {
    super();
    this.options = options;
    this.#isVisible = options.show !== false;
    const preferences = options.webPreferences ?? {};
    const needed = { contextIsolation: true, sandbox: true, nodeIntegration: false, webSecurity: true };
    for (const [name, value] of Object.entries(needed)) {
      if (preferences[name] !== value) throw new Error(`webPreferences.${name} must be ${value}`);
    }
    windows.add(this);
    app.emit('web-contents-created', {}, this.webContents);
    this.#opened = this.#open(String(preferences.preload));
  }

  async loadURL(url: string): Promise<void> {
    await this.#opened;
    this.#wanted = new URL(url).href;
    this.webContents.emit('did-start-loading');
    await this.page?.goto(url);
    this.emit('ready-to-show');
  }

  show(): void {
    this.#isVisible = true;
    this.emit('show');
  }
  hide(): void {
    this.#isVisible = false;
    this.emit('hide');
  }
  maximize(): void {
    this.#isMaximized = true;
    this.emit('maximize');
  }
  setBounds(bounds: { readonly width: number; readonly height: number }): void {
    Object.assign(this.options, bounds);
    this.emit('resize');
  }
  focus(): void {}
  restore(): void {}
  isVisible = (): boolean => this.#isVisible;
  isMinimized = (): boolean => false;
  isMaximized = (): boolean => this.#isMaximized;
  isDestroyed = (): boolean => this.#isDestroyed;
  getNormalBounds = () => {
    const { x = 0, y = 0, width = 800, height = 600 } = this.options;
    return { x, y, width, height };
  };

  close(): void {
    let isPrevented = false;
    this.emit('close', {
      preventDefault: () => {
        isPrevented = true;
      },
    });
    if (!isPrevented) this.destroy();
  }

  destroy(): void {
    if (this.#isDestroyed) return;
    this.#isDestroyed = true;
    windows.delete(this);
    void this.page?.close().catch(() => undefined);
    this.emit('closed');
    if (windows.size === 0) app.emit('window-all-closed');
  }

  tellPreload(message: unknown, context?: number): void {
    for (const contextId of context === undefined ? this.#contexts : [context]) {
      const expression = `standInReceive(${JSON.stringify(message)})`;
      void this.#cdp?.send('Runtime.evaluate', { contextId, expression }).catch(() => undefined);
    }
  }

  async #open(preload: string): Promise<void> {
    const [context] = theBrowser().contexts();
    if (context === undefined) throw new Error('the browser has no context');
    const page = await context.newPage();
    this.page = page;
    const { width = 800, height = 600 } = this.options;
    await page.setViewportSize({ width, height });
    const cdp = await context.newCDPSession(page);
    this.#cdp = cdp;
    cdp.on('Runtime.executionContextCreated', ({ context: created }) => {
      if (created.name === WORLD) this.#contexts.add(created.id);
    });
    cdp.on('Runtime.executionContextDestroyed', ({ executionContextId }) => this.#contexts.delete(executionContextId));
    cdp.on('Runtime.executionContextsCleared', () => this.#contexts.clear());
    cdp.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
      if (name === 'standInPost') void this.#answer(payload, executionContextId);
    });
    await cdp.send('Runtime.enable');
    await cdp.send('Page.enable');
    await cdp.send('Runtime.addBinding', { name: 'standInPost', executionContextName: WORLD });
    const secret = `const SECRET = ${JSON.stringify(this.#secret)};`;
    const script = readFileSync(preload, 'utf8');
    const given = `const PRELOAD = (require, module, process) => { const exports = module.exports; ${script}\n};`;
    await cdp.send('Page.addScriptToEvaluateOnNewDocument', {
      source: `(() => { ${secret} ${settings.worlds.page} })()`,
    });
    await cdp.send('Page.addScriptToEvaluateOnNewDocument', {
      source: `(() => { ${secret} ${given} ${settings.worlds.preload} })()`,
      worldName: WORLD,
    });
    cdp.on('Page.windowOpen', ({ url }) => {
      if (this.webContents.windowOpenHandler({ url }).action === 'deny') {
        page.once('popup', (popup) => void popup.close());
      }
    });
    await page.route('**/*', (route) => this.#judge(route));
    page.on('close', () => this.destroy());
  }

  /** Main is asked about every navigation that it did not begin itself. */
  async #judge(route: Route): Promise<void> {
    const request = route.request();
    const isOwn = !request.isNavigationRequest() || request.url() === this.#wanted;
    if (isOwn || request.frame() !== this.page?.mainFrame()) return route.continue();
    let isPrevented = false;
    const event = {
      url: request.url(),
      preventDefault: () => {
        isPrevented = true;
      },
    };
    this.webContents.emit('will-navigate', event, event.url);
    return isPrevented ? route.abort('aborted') : route.continue();
  }

  async #answer(payload: string, context: number): Promise<void> {
    const { id, channel, body } = JSON.parse(payload) as { id: number; channel: string; body: string };
    const url = this.page?.url() ?? '';
    const senderFrame = { url, origin: new URL(url).origin, parent: null };
    try {
      const value = await callHandler(channel, { sender: this.webContents, senderFrame }, decode(body) as unknown[]);
      this.tellPreload({ kind: 'reply', id, channel, body: encode(value) }, context);
    } catch (error) {
      this.tellPreload({ kind: 'reply', id, channel, error: String(error) }, context);
    }
  }
}
