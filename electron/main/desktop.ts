import { join } from 'node:path';
import { app, session, shell } from 'electron';
import type { Logger } from 'pino';
import type { Texts } from '../text/en.ts';
import { fillIn, textsFor } from '../text/text.ts';
import { answerCalls, tellPage } from './bridge.ts';
import { type Connection, connectServer } from './connect.ts';
import { openControlLink } from './control-link.ts';
import { createCalls } from './desktop-calls.ts';
import { createIncoming, type Incoming } from './incoming.ts';
import { createLoginItem, type LoginItem } from './login-item.ts';
import { hardenSession, type MainWindow, openMainWindow } from './main-window.ts';
import { setMenu } from './menu.ts';
import { createNotices, type Notices } from './notices.ts';
import type { AppOptions } from './options.ts';
import { trustOwnCertificate } from './own-certificate.ts';
import { createQuestions } from './questions.ts';
import { handleQuit, type Quitting } from './quit.ts';
import { showServer } from './show-server.ts';
import { createSticks, type Sticks } from './sticks.ts';
import { openTray } from './tray.ts';

export type DesktopOptions = {
  readonly options: AppOptions;
  readonly log: Logger;
  /** Where the app's own files are. */
  readonly root: string;
};

/** What parts of the app share with each other. */
type Shell = DesktopOptions & {
  readonly texts: Texts;
  readonly notices: Notices;
  readonly page: MainWindow;
  readonly loginItem: LoginItem;
  readonly connection: () => Connection | null;
};

/** Builds the app around its window, and connects it to its server. */
export async function startDesktop({ options, log, root }: DesktopOptions): Promise<void> {
  const texts = textsFor(app.getLocale());
  const icon = join(root, 'icons/icon.png');
  const notices = createNotices(icon);
  let connection: Connection | null = null;
  let pins: readonly string[] = [];
  let quitting: Quitting | null = null;
  let unwatch = (): void => undefined;

  hardenSession(session.defaultSession);
  trustOwnCertificate(session.defaultSession, () => pins);
  const page = openMainWindow({
    preload: join(root, 'preload.cjs'),
    icon,
    placeFile: join(app.getPath('userData'), 'window.json'),
    isHidden: options.hidden,
    title: texts.appName,
    // Devices and alerts need the app beyond its window.
    staysOnClose: () => quitting?.isQuitting() !== true && connection !== null && tray !== null,
    onHidden: once(() => {
      if (connection?.kind === 'host') notices.show({ title: texts.staysTitle, body: texts.staysText }, page.show);
    }),
  });
  const ofSystem = createLoginItem({ texts, folder: options.folder });
  const loginItem: LoginItem = {
    isOn: ofSystem.isOn,
    // Tray and page show the same switch.
    change: (isOn) => ofSystem.change(isOn).finally(() => tray?.showAgain()),
  };
  const parts: Shell = { options, log, root, texts, notices, page, loginItem, connection: () => connection };
  const tray = openTray(join(root, 'icons/tray.png'), texts, {
    open: page.show,
    quit: () => app.quit(),
    pauseNewSeats: (paused) => void pauseNewSeats(parts, paused),
    atLogin: {
      enabled: loginItem.isOn,
      change: (isOn) => {
        loginItem.change(isOn).catch((error: Error) => {
          log.error({ err: error }, 'start at login was not changed');
          notices.show({ title: texts.appName, body: error.message }, page.show);
        });
      },
    },
  });
  tray?.show({ state: 'starting', newSeatsPaused: null });

  const incoming = createIncoming(page, log);
  const sticks = watchSticks(parts);
  answerPage(parts, incoming, sticks);
  listenToSystem(parts, incoming);
  const questions = createQuestions(page.window, texts);
  quitting = handleQuit({
    mayQuit: async () => connection?.kind !== 'host' || questions.mayQuit(),
    end: async () => {
      unwatch();
      sticks.stop();
      await page.keepPlace();
      await connection?.hosted?.stop();
      log.info('quit');
    },
  });

  connection = await connectServer({
    options,
    program: join(app.isPackaged ? process.resourcesPath : join(root, '..'), 'server/host.js'),
    passphrase: process.env.CAUSEWAY_PASSPHRASE,
    log,
    askSilent: questions.serviceSilent,
    askRefused: questions.serverRefused,
    askGivenUp: questions.serverFailed,
    onCrash: () => {
      log.error('the hosted server ended by itself');
      tray?.show({ state: 'lost', newSeatsPaused: null });
      notices.show({ title: texts.appName, body: texts.serverRestarted, urgent: true }, page.show);
    },
    onQuit: quitting.atOnce,
  });
  if (connection === null) return;
  unwatch = await showServer(connection, {
    page,
    session: session.defaultSession,
    log,
    onState: (standing) => tray?.show(standing),
    onNotice: (notice) => notices.show(notice, page.show),
    onPins: (named) => {
      pins = named;
    },
  });
}

/** By the server's socket, as an administrator does it; the tray is told by the server's event. */
async function pauseNewSeats({ connection, texts, notices, page, log }: Shell, newSeatsPaused: boolean): Promise<void> {
  const used = connection();
  if (used === null || used.kind === 'visit') return;
  try {
    await openControlLink(used.folder).ask('settings', { method: 'PATCH', json: { devices: { newSeatsPaused } } });
  } catch (error) {
    log.error({ err: error }, 'new seats were neither paused nor resumed');
    notices.show({ title: texts.appName, body: texts.seatsUnchanged, urgent: true }, page.show);
  }
}

function watchSticks({ options, log, texts, notices, page, connection }: Shell): Sticks {
  return createSticks({
    parent: options.drivesIn,
    log,
    site: async () => {
      const used = connection();
      if (used === null || used.kind === 'visit') return null;
      const link = openControlLink(used.folder);
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
}

function answerPage({ page, texts, log, loginItem, connection }: Shell, incoming: Incoming, sticks: Sticks): void {
  const answers = createCalls({
    page,
    texts,
    about: () => ({ hosts: connection()?.kind === 'host', folder: connection()?.folder ?? '' }),
    loginItem,
    listDrives: sticks.list,
    takeFiles: incoming.take,
  });
  answerCalls(page, answers, log);
  setMenu(texts, {
    openFiles: () => void incoming.choose(),
    openLogs: () => void shell.openPath(join(app.getPath('userData'), 'logs')),
    show: (name) => tellPage(page, 'show', { page: name }),
  });
}

/** What others do with the app: start it again, open a file with it, click its icon. */
function listenToSystem({ page, options }: Shell, incoming: Incoming): void {
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
  void incoming.offer(options.files);
}

/** Acts at the first call only. */
function once(act: () => void): () => void {
  let isDone = false;
  return () => {
    if (!isDone) act();
    isDone = true;
  };
}
