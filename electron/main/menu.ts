import { Menu, type MenuItemConstructorOptions } from 'electron';
import type { Texts } from '../text/en.ts';

export type MenuActions = {
  readonly openFiles: () => void;
  readonly openLogs: () => void;
  readonly show: (page: string) => void;
};

/** The menu with the shortcuts of the platform. */
export function setMenu(texts: Texts, actions: MenuActions, platform: NodeJS.Platform = process.platform): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(texts, actions, platform)));
}

export function menuTemplate(
  texts: Texts,
  { openFiles, openLogs, show }: MenuActions,
  platform: NodeJS.Platform,
): MenuItemConstructorOptions[] {
  const isMac = platform === 'darwin';
  const settings: MenuItemConstructorOptions[] = isMac ? [{ role: 'appMenu' }] : [];
  return [
    ...settings,
    {
      label: texts.file,
      submenu: [
        { label: texts.openFile, accelerator: 'CmdOrCtrl+O', click: openFiles },
        { type: 'separator' },
        isMac ? { role: 'close' } : { role: 'quit', label: texts.quit },
      ],
    },
    { label: texts.edit, role: 'editMenu' },
    {
      label: texts.view,
      submenu: [
        { role: 'reload' },
        { type: 'separator' },
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { type: 'separator' },
        { role: 'togglefullscreen' },
      ],
    },
    { label: texts.window, role: 'windowMenu' },
    {
      label: texts.help,
      role: 'help',
      submenu: [
        { label: texts.about, click: () => show('settings') },
        { label: texts.openLogs, click: openLogs },
      ],
    },
  ];
}
