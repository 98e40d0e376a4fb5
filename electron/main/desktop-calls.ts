import { join } from 'node:path';
import { app, dialog } from 'electron';
import type { Calls } from '../contract.ts';
import type { Texts } from '../text/en.ts';
import { fillIn } from '../text/text.ts';
import { travellingFiles } from '../travelling-files.ts';
import { CallRefusal } from './bridge.ts';
import type { KnownDrive } from './drives/drive.ts';
import { systemEdges } from './drives/system-edges.ts';
import { DriveFullError, writeChecked, writeToDrive } from './drives/write-to-drive.ts';
import type { LoginItem } from './login-item.ts';
import { readTravelling } from './look-at-stick.ts';
import type { MainWindow } from './main-window.ts';
import { type OpenedFile, readOpened, TooLargeError } from './opened-files.ts';

export type CallsOptions = {
  readonly page: MainWindow;
  readonly texts: Texts;
  readonly about: () => { readonly hosts: boolean; readonly folder: string };
  readonly loginItem: LoginItem;
  readonly listDrives: () => Promise<readonly KnownDrive[]>;
  /** Files that wait for the page, which has them from then on. */
  readonly takeFiles: () => Promise<readonly OpenedFile[]>;
};

/** What the main process does for the page: only what a browser cannot. */
export function createCalls(options: CallsOptions): Calls {
  const { page, texts, about, loginItem, listDrives, takeFiles } = options;
  const findDrive = async (id: string): Promise<KnownDrive> => {
    const drive = (await listDrives()).find((known) => known.id === id);
    if (drive === undefined) throw new CallRefusal('not_found', texts.notHere);
    return drive;
  };
  return {
    about: async () => ({
      ...about(),
      version: app.getVersion(),
      platform: process.platform,
      startsAtLogin: loginItem.isOn(),
    }),
    startAtLogin: async ({ enabled }) => {
      await loginItem.change(enabled);
      return { enabled: loginItem.isOn() };
    },
    listDrives: async () => (await listDrives()).map(({ eject: _eject, ...drive }) => drive),
    readDrive: async ({ drive }) => [...(await readTravelling((await findDrive(drive)).path))],
    writeToDrive: async ({ drive, name, content }) => {
      try {
        return await writeToDrive(await findDrive(drive), { name, content });
      } catch (error) {
        if (!(error instanceof DriveFullError)) throw error;
        const { free, needed } = error;
        throw new CallRefusal('storage_full', fillIn(texts.full, { free, needed }));
      }
    },
    ejectDrive: async ({ drive }) => {
      const { eject, name } = await findDrive(drive);
      if (eject === null) return { name };
      await systemEdges.run(eject).catch((error: { readonly stderr?: string }) => {
        const reason = (error.stderr ?? '').trim().split('\n').at(-1) ?? '';
        throw new CallRefusal('request_conflict', fillIn(texts.busyDrive, { reason }));
      });
      return { name };
    },
    openFiles: async () => {
      const { canceled, filePaths } = await dialog.showOpenDialog(page.window, {
        properties: ['openFile', 'multiSelections'],
        filters: [
          { name: texts.travellingFiles, extensions: travellingFiles.map(({ ending }) => ending) },
          { name: texts.allFiles, extensions: ['*'] },
        ],
      });
      return canceled ? [] : [...(await readOpened(filePaths).catch((error) => tellTooLarge(error, texts)))];
    },
    saveFile: async ({ name, content }) => {
      const { canceled, filePath } = await dialog.showSaveDialog(page.window, { defaultPath: name });
      return canceled || filePath === '' ? null : writeChecked(filePath, content);
    },
    saveFiles: async ({ files }) => {
      const folder = await chooseFolder(page);
      if (folder === null) return null;
      let bytes = 0;
      for (const { name, content } of files) bytes += (await writeChecked(join(folder, name), content)).bytes;
      return { folder, bytes };
    },
    chooseFolder: async () => chooseFolder(page),
    takeFiles: async () => [...(await takeFiles())],
  };
}

async function chooseFolder({ window }: MainWindow): Promise<string | null> {
  const properties = ['openDirectory', 'createDirectory'] as const;
  const { canceled, filePaths } = await dialog.showOpenDialog(window, { properties: [...properties] });
  return canceled ? null : (filePaths[0] ?? null);
}

function tellTooLarge(error: unknown, texts: Texts): never {
  throw error instanceof TooLargeError ? new CallRefusal('too_large', texts.tooLarge) : error;
}
