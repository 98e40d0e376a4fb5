import { app } from 'electron';
import type { Texts } from '../text/en.ts';
import { autostartFile, createAutostart, type Environment } from './autostart.ts';

/** Whether the system starts this app when its user logs in. */
export type LoginItem = {
  isOn(): boolean;
  /** @throws StorageError when the system's folder cannot be written */
  change(isOn: boolean): Promise<void>;
};

export type LoginItemOptions = {
  readonly texts: Texts;
  /** The site that the app was told to work on; null: the user's own. */
  readonly folder: string | null;
};

/** At login the tray alone is shown, and the same site is served. */
export function createLoginItem({ texts, folder }: LoginItemOptions): LoginItem {
  const args = ['--hidden', ...(folder === null ? [] : ['--data-dir', folder])];
  if (process.platform !== 'linux') return ofElectron(args);
  const { isOn, change } = createAutostart(autostartFile(process.env));
  const command = [...programOf(process.env), ...args];
  return { isOn, change: (next) => change(next, { name: texts.appName, comment: texts.autostartWhat, command }) };
}

/** Windows tells what it starts only to who names the same arguments. */
function ofElectron(args: readonly string[]): LoginItem {
  return {
    isOn: () => app.getLoginItemSettings({ args: [...args] }).openAtLogin,
    change: async (openAtLogin) => app.setLoginItemSettings({ openAtLogin, args: [...args] }),
  };
}

/** An AppImage is started by its file, not by what it unpacks to; a checkout by Electron with the app's folder. */
function programOf({ APPIMAGE: image }: Environment): readonly string[] {
  if (image !== undefined && image !== '') return [image];
  return app.isPackaged ? [process.execPath] : [process.execPath, app.getAppPath()];
}
