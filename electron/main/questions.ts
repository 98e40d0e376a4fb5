import { type BrowserWindow, dialog } from 'electron';
import type { Texts } from '../text/en.ts';
import { fillIn } from '../text/text.ts';

/** What the app asks its user. */
export type Questions = {
  /** The app hosts the server: whether it may end all the same. */
  mayQuit(): Promise<boolean>;
  /** Whether to try again; the other answer is to quit. */
  serviceSilent(): Promise<boolean>;
  serverRefused(detail: string): Promise<boolean>;
  serverFailed(count: number): Promise<boolean>;
};

export function createQuestions(window: BrowserWindow, texts: Texts): Questions {
  const ask = async (message: string, detail: string, buttons: readonly [string, string]): Promise<number> => {
    // A question on a window that is hidden is seen by nobody.
    if (!window.isVisible()) window.show();
    const { response } = await dialog.showMessageBox(window, {
      type: 'warning',
      message,
      detail,
      buttons: [...buttons],
      defaultId: 0,
      cancelId: 0,
      noLink: true,
    });
    return response;
  };
  const again = async (message: string, detail: string): Promise<boolean> =>
    (await ask(message, detail, [texts.tryAgain, texts.quit])) === 0;
  return {
    mayQuit: async () => (await ask(texts.quitTitle, texts.quitText, [texts.keepRunning, texts.quit])) === 1,
    serviceSilent: () => again(texts.serviceSilent, texts.serviceSilentText),
    serverRefused: (detail) => again(texts.serverRefused, detail),
    serverFailed: (count) => again(texts.serverFailed, fillIn(texts.serverFailedText, { count })),
  };
}
