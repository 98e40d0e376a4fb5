import { EventEmitter } from 'node:events';

/** What the system would show; nothing is shown, and tests replace what they want to answer or hear. */
export const dialog = {
  showOpenDialog: async () => ({ canceled: true, filePaths: [] as string[] }),
  showSaveDialog: async () => ({ canceled: true, filePath: '' }),
  showMessageBox: async () => ({ response: 0, checkboxChecked: false }),
  showErrorBox: () => undefined,
};

export const shell = { openExternal: async () => undefined, openPath: async () => '' };

export class Notification extends EventEmitter {
  static isSupported = (): boolean => true;
  readonly title: string;
  readonly body: string;

  constructor({ title, body }: { readonly title: string; readonly body: string }) {
    super();
    this.title = title;
    this.body = body;
  }
  show(): void {}
}

type MenuItem = { readonly label?: string; readonly click?: () => void };
type Template = readonly MenuItem[];

let applicationMenu: { readonly items: Template } | null = null;

export const Menu = {
  buildFromTemplate: (items: Template) => ({ items }),
  setApplicationMenu: (menu: typeof applicationMenu) => {
    applicationMenu = menu;
  },
  getApplicationMenu: () => applicationMenu,
};

/** The one tray, as it was set last. */
export class Tray extends EventEmitter {
  static shown: Tray | null = null;
  toolTip = '';
  menu: { readonly items: Template } | null = null;

  constructor(_image: unknown) {
    super();
    Tray.shown = this;
  }
  setToolTip(text: string): void {
    this.toolTip = text;
  }
  setContextMenu(menu: Tray['menu']): void {
    this.menu = menu;
  }
}

export const nativeImage = { createFromPath: (path: string) => ({ path }) };
export const powerMonitor = new EventEmitter();

const display = { workArea: { x: 0, y: 0, width: 1920, height: 1040 } };
export const screen = { getPrimaryDisplay: () => display, getAllDisplays: () => [display] };
