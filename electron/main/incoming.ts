import { app, dialog } from 'electron';
import type { Logger } from 'pino';
import { travellingFiles } from '../travelling-files.ts';
import { tellPage } from './bridge.ts';
import type { MainWindow } from './main-window.ts';
import { type OpenedFile, readOpened } from './opened-files.ts';

/** Files on their way to the page, which previews and imports them. */
export type Incoming = {
  /** Files that were opened with the app. */
  offer(paths: readonly string[]): Promise<void>;
  /** Lets the user choose files in the system's dialog. */
  choose(): Promise<void>;
  /** What came before the page listened; from now on it is told. */
  take(): Promise<readonly OpenedFile[]>;
};

export function createIncoming(page: MainWindow, log: Logger): Incoming {
  let waiting: Promise<readonly OpenedFile[]> = Promise.resolve([]);
  let isHeard = false;
  // A page that is loaded anew asks for its files itself.
  page.window.webContents.on('did-start-loading', () => {
    isHeard = false;
  });
  const offer = async (paths: readonly string[]): Promise<void> => {
    if (paths.length === 0) return;
    const read = readOpened(paths).catch((error: unknown) => {
      log.warn({ err: error }, 'a file could not be opened');
      dialog.showErrorBox(app.getName(), error instanceof Error ? error.message : String(error));
      return [];
    });
    if (!isHeard) {
      const before = waiting;
      waiting = (async () => [...(await before), ...(await read)])();
      return;
    }
    const files = await read;
    if (files.length > 0) tellPage(page, 'files', { files: [...files], drive: null });
  };
  return {
    offer,
    choose: async () => {
      const { canceled, filePaths } = await dialog.showOpenDialog(page.window, {
        properties: ['openFile', 'multiSelections'],
        filters: [{ name: app.getName(), extensions: travellingFiles.map(({ ending }) => ending) }],
      });
      if (!canceled) await offer(filePaths);
    },
    take: async () => {
      isHeard = true;
      const files = await waiting;
      waiting = Promise.resolve([]);
      return files;
    },
  };
}
