import { join } from 'node:path';
import { openLog } from '../../dls/log.ts';
import { serve } from '../../dls/serve.ts';
import { openSite } from '../../dls/start.ts';
import type { HostOrder, HostReport } from './messages.ts';

/**
 * The license server in a process of the desktop app. It is told by message what to open, and ends by message, so that
 * what is under way is answered.
 */
const { parentPort: port } = process as unknown as { readonly parentPort: Port };

type Port = {
  postMessage(message: HostReport): void;
  on(event: 'message', listener: (message: { readonly data: HostOrder }) => void): void;
};

let stop: (() => Promise<void>) | null = null;
let opening: Promise<void> | null = null;

// Here unhandled rejections only warn, and a server in an unknown state must not go on.
process.on('unhandledRejection', (error) => {
  console.error(error);
  process.exit(1);
});

port.on('message', ({ data: order }) => {
  if (order.kind === 'open') opening ??= open(order);
  else void end();
});

async function open({ folder, passphrase, listen }: Extract<HostOrder, { kind: 'open' }>): Promise<void> {
  try {
    const site = await openSite({ folder, passphrase, log: await openLog(folder) });
    try {
      const { port: devicePort, consolePort, tls } = listen;
      const serving = await serve(site, {
        port: devicePort,
        consolePort,
        tls,
        ...(!tls && { host: '127.0.0.1' }),
        pages: { folder: join(import.meta.dirname, 'pages') },
      });
      stop = async () => {
        await serving.stop();
        await site.close();
      };
      const { device, console } = serving;
      port.postMessage({ kind: 'serving', site: site.deps.identity.current.site, device, console });
    } catch (error) {
      await site.close();
      throw error;
    }
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    console.error(error);
    port.postMessage(name === 'FolderBusyError' ? { kind: 'busy' } : { kind: 'refused', detail: message });
  }
}

async function end(): Promise<void> {
  await opening;
  await stop?.();
  port.postMessage({ kind: 'stopped' });
  process.exit(0);
}
