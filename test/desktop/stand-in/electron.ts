import { app } from './app.ts';
import { BrowserWindow } from './browser-window.ts';
import { ipcMain } from './ipc-main.ts';
import { dialog, Menu, Notification, nativeImage, powerMonitor, screen, shell, Tray } from './native.ts';
import { session } from './session.ts';
import { started, utilityProcess } from './utility-process.ts';

/** What stands in for the module `electron` of the main process, as far as the app uses it. */
export {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  Notification,
  nativeImage,
  powerMonitor,
  screen,
  session,
  shell,
  Tray,
  utilityProcess,
};

type Asked = { readonly id: number; readonly source: string; readonly argument: unknown };

const electron = { app, BrowserWindow, dialog, Menu, Notification, session, shell, Tray, utilityProcess, started };

// The test evaluates functions in this process, as Playwright does in a real one.
process.on('message', async ({ id, source, argument }: Asked) => {
  try {
    const evaluated = new Function(`return (${source})`)() as (electron: unknown, argument: unknown) => unknown;
    process.send?.({ id, value: await evaluated(electron, argument) });
  } catch (error) {
    process.send?.({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
});
// The test is what keeps this process; without it nobody would end it.
process.on('disconnect', () => process.exit(1));
