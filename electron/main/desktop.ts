import { join } from 'node:path';
import { app, type BrowserWindow, dialog, powerMonitor, session, shell } from 'electron';
import type { Logger } from 'pino';
import { fillIn, textsFor } from '../text/text.ts';
import { watchServer } from './alert-watch.ts';
import { answerCalls, tellPage } from './bridge.ts';
import { type Connection, connectServer, readConsole } from './connect.ts';
import { openControlLink } from './control-link.ts';
import { createCalls, setStartAtLogin, startsAtLogin } from './desktop-calls.ts';
import { createIncoming } from './incoming.ts';
import { hardenSession, openMainWindow } from './main-window.ts';
import { setMenu } from './menu.ts';
import { createNotices } from './notices.ts';
import { openConsole } from './open-console.ts';
import type { AppOptions } from './options.ts';
import { trustOwnCertificate } from './own-certificate.ts';
import { createSticks } from './sticks.ts';
import { openTray, type TrayState } from './tray.ts';

export type DesktopOptions = {
  readonly options: AppOptions;
  readonly log: Logger;
  /** Where the app's own files are. */
  readonly root: string;
};

/** Builds the app around its window, and connects it to its server. */
export async function startDesktop({ options, log, root }: DesktopOptions): Promise<void> {
  const texts = textsFor(app.getLocale());
  const icon = join(root, 'icons/icon.png');
  const notices = createNotices(icon);
  let connection: Connection | null = null;
  let pins: readonly string[] = [];
  let mayQuit = false;
  let hasToldStay = false;

  hardenSession(session.defaultSession);
  trustOwnCertificate(session.defaultSession, () => pins);
  const page = openMainWindow({
    preload: join(root, 'preload.cjs'),
    icon,
    placeFile: join(app.getPath('userData'), 'window.json'),
    isHidden: options.hidden,
    title: texts.appName,
    // Devices and alerts need the app beyond its window.
    staysOnClose: () => !mayQuit && connection !== null && tray !== null,
    onHidden: () => {
      if (connection?.kind !== 'host' || hasToldStay) return;
      hasToldStay = true;
      notices.show({ title: texts.staysTitle, body: texts.staysText }, page.show);
    },
  });
  const tray = openTray(join(root, 'icons/tray.png'), texts, {
    open: page.show,
    quit: () => app.quit(),
    atLogin:
      process.platform === 'linux' ? null : { enabled: startsAtLogin, change: (enabled) => setStartAtLogin(enabled) },
  });
  const showState = (state: TrayState): void => tray?.show(state);
  showState('starting');

  const incoming = createIncoming(page, log);
  const sticks = createSticks({
    parent: options.drivesIn,
    log,
    site: async () => {
      if (connection === null || connection.kind === 'visit') return null;
      const link = openControlLink(connection.folder);
      const { body } = await link.ask('status');
      return { link, site: (body as { readonly site: string }).site };
    },
    onDrives: (drives) => tellPage(page, 'drives', [...drives]),
    onFiles: ({ name }, files) => {
      tellPage(page, 'files', { files: [...files], drive: name });
      const body = files.length === 1 ? texts.stickFile : fillIn(texts.stickFiles, { count: files.length });
      notices.show({ title: fillIn(texts.stick, { name }), body }, page.show);
    },
  });
  answerCalls(
    page,
    createCalls({
      page,
      texts,
      about: () => ({ hosts: connection?.kind === 'host', folder: connection?.folder ?? '' }),
      listDrives: sticks.list,
      takeFiles: incoming.take,
    }),
    log,
  );
  setMenu(texts, {
    openFiles: () => void incoming.choose(),
    openLogs: () => void shell.openPath(join(app.getPath('userData'), 'logs')),
    show: (name) => tellPage(page, 'show', { page: name }),
  });

  app.on('second-instance', (_event, _args, _cwd, data) => {
    const { files = [] } = (data ?? {}) as { readonly files?: readonly string[] };
    page.show();
    void incoming.offer(files);
  });
  app.on('open-file', (event, path) => {
    event.preventDefault();
    void incoming.offer([path]);
  });
  app.on('activate', page.show);
  app.on('window-all-closed', () => app.quit());
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-attach-webview', (event) => event.preventDefault());
  });
  void incoming.offer(options.files);

  const quitAtOnce = (): void => {
    mayQuit = true;
    app.quit();
  };
  // The machine goes down: there is nobody to ask and no time to lose.
  process.once('SIGTERM', quitAtOnce);
  if (process.platform !== 'win32') powerMonitor.on('shutdown', quitAtOnce);
  let isEnding = false;
  app.on('before-quit', (event) => {
    if (isEnding) return;
    event.preventDefault();
    void (async () => {
      if (!mayQuit && connection?.kind === 'host' && !(await confirmQuit(page.window))) return;
      isEnding = mayQuit = true;
      stopWatching();
      sticks.stop();
      await page.keepPlace();
      await connection?.hosted?.stop();
      log.info('quit');
      app.quit();
    })();
  });
  const ask = async (message: string, detail: string, buttons: readonly string[]): Promise<number> => {
    const { response } = await dialog.showMessageBox(page.window, {
      type: 'warning',
      message,
      detail,
      buttons: [...buttons],
      defaultId: 0,
      cancelId: 1,
      noLink: true,
    });
    return response;
  };
  const confirmQuit = async (_window: BrowserWindow): Promise<boolean> =>
    (await ask(texts.quitTitle, texts.quitText, [texts.keepRunning, texts.quit])) === 1;
  const askAgain = async (message: string, detail: string): Promise<boolean> => {
    const isAgain = (await ask(message, detail, [texts.tryAgain, texts.quit])) === 0;
    if (!isAgain) quitAtOnce();
    return isAgain;
  };

  let stopWatching = (): void => undefined;
  const show = async (folder: string, console: string, withLogIn: boolean): Promise<void> => {
    if (!withLogIn) return page.load(console);
    const link = openControlLink(folder);
    const { body } = await link.ask('status');
    pins = (body as { readonly network: { readonly tls: readonly string[] } }).network.tls;
    await page.load(await openConsole(link, session.defaultSession, console));
  };
  const isElsewhere = (console: string): boolean => new URL(console).origin !== page.origin();

  connection = await connectServer({
    options,
    program: join(app.isPackaged ? process.resourcesPath : join(root, '..'), 'server/host.js'),
    passphrase: process.env.CAUSEWAY_PASSPHRASE,
    log,
    askSilent: () => askAgain(texts.serviceSilent, texts.serviceSilentText),
    askRefused: (detail) => askAgain(texts.serverRefused, detail),
    askGivenUp: (count) => {
      showState('lost');
      return askAgain(texts.serverFailed, fillIn(texts.serverFailedText, { count }));
    },
    onCrash: () => {
      log.error('the hosted server ended by itself');
      showState('lost');
      notices.show({ title: texts.appName, body: texts.serverRestarted, urgent: true }, page.show);
    },
  });
  if (connection === null) return quitAtOnce();
  const { folder, console, kind } = connection;
  await show(folder, console, kind !== 'visit');
  if (kind === 'visit') return showState('ok');
  stopWatching = watchServer(openControlLink(folder), {
    onState: showState,
    onNotices: (found) => {
      for (const notice of found) notices.show(notice, page.show);
    },
    onOpen: () => {
      // A server that came back may have another port; sessions live on in its database.
      void readConsole(folder).then((now) => (now !== null && isElsewhere(now) ? show(folder, now, true) : undefined));
    },
    onFault: (error) => log.warn({ err: error }, 'the server did not answer'),
  });
}
