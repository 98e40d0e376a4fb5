import { app, BrowserWindow, type Session, screen, shell } from 'electron';
import { fitPlace, readPlace, type WindowPlace, writePlace } from './window-place.ts';

/** The one window. */
export type MainWindow = {
  readonly window: BrowserWindow;
  /** Loads the console; its address is the only one that the window goes to. */
  load(console: string): Promise<void>;
  /** Origin of the console; null: nothing was loaded yet. */
  origin(): string | null;
  show(): void;
  /** Remembers where the window stands. */
  keepPlace(): Promise<void>;
};

export type MainWindowOptions = {
  readonly preload: string;
  readonly icon: string;
  readonly placeFile: string;
  readonly isHidden: boolean;
  readonly title: string;
  /** Whether closing only hides it. */
  readonly staysOnClose: () => boolean;
  readonly onHidden: () => void;
};

export function openMainWindow(options: MainWindowOptions): MainWindow {
  const { preload, icon, placeFile, title, isHidden } = options;
  const screens = [screen.getPrimaryDisplay(), ...screen.getAllDisplays()].map(({ workArea }) => workArea);
  const { maximized, ...bounds } = fitPlace(readPlace(placeFile), screens);
  const window = new BrowserWindow({
    ...bounds,
    minWidth: 800,
    minHeight: 560,
    show: false,
    title,
    icon,
    autoHideMenuBar: true,
    webPreferences: {
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      // Whoever can open them can read what the session may do.
      devTools: !app.isPackaged,
    },
  });
  let origin: string | null = null;
  let place: WindowPlace = { ...bounds, maximized };
  if (maximized) window.maximize();
  const keep = (): void => {
    place = { ...window.getNormalBounds(), maximized: window.isMaximized() };
  };
  // Where it stands is a convenience, and never a reason to fail.
  const keepPlace = (): Promise<void> => writePlace(placeFile, place).catch(() => undefined);
  window.on('resize', keep);
  window.on('move', keep);
  window.on('maximize', keep);
  window.on('unmaximize', keep);
  window.on('close', (event) => {
    void keepPlace();
    if (!options.staysOnClose()) return;
    event.preventDefault();
    window.hide();
    options.onHidden();
  });
  if (!isHidden) window.once('ready-to-show', () => window.show());
  window.webContents.on('will-navigate', (event, url) => {
    if (originOf(url) !== origin) event.preventDefault();
  });
  window.webContents.on('will-attach-webview', (event) => event.preventDefault());
  window.webContents.setWindowOpenHandler(({ url }) => {
    // A link to the outside belongs into the browser of the user, if this machine has one.
    if (/^https:/.test(url)) void shell.openExternal(url);
    return { action: 'deny' };
  });
  return {
    window,
    keepPlace,
    origin: () => origin,
    load: async (console) => {
      origin = originOf(console);
      try {
        await window.loadURL(console);
      } catch (error) {
        // Nothing is shown, so the next address is a new one, even if it is the same.
        origin = null;
        throw error;
      }
    },
    show: () => {
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
    },
  };
}

/** What pages are never given, whatever they ask for. */
export function hardenSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer) => answer(isHarmless(permission)));
  session.setPermissionCheckHandler((_contents, permission) => isHarmless(permission));
  session.setDevicePermissionHandler(() => false);
}

/** Copying a text with a button of the page. */
const isHarmless = (permission: string): boolean => permission === 'clipboard-sanitized-write';

function originOf(url: string): string | null {
  return URL.canParse(url) ? new URL(url).origin : null;
}
