import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { app } from 'electron';
import { openLog } from '../../dls/log.ts';
import { startDesktop } from './desktop.ts';
import { parseOptions } from './options.ts';

/** The desktop app: one instance, which finds its server or hosts it, and shows its console. */

// On macOS the place of the app and that of a site would be the same folder.
const userData = process.env.CAUSEWAY_USER_DATA ?? join(app.getPath('appData'), 'Causeway Desktop');
mkdirSync(userData, { recursive: true });
app.setPath('userData', userData);
app.enableSandbox();

// macOS tells of the file that started the app before it is ready.
const openedEarly: string[] = [];
const keepEarly = (event: { preventDefault(): void }, path: string): void => {
  event.preventDefault();
  openedEarly.push(path);
};
app.on('open-file', keepEarly);

const options = parseOptions(process.argv.slice(1), process.cwd());

if (app.requestSingleInstanceLock({ files: options.files })) {
  const log = await openLog(app.getPath('userData'));
  process.on('unhandledRejection', (error) => log.error({ err: error }, 'a fault that nobody handled'));
  await app.whenReady();
  app.off('open-file', keepEarly);
  await startDesktop({
    options: { ...options, files: [...options.files, ...openedEarly] },
    log,
    root: app.getAppPath(),
  });
} else app.quit();
