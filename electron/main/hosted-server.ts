import { type UtilityProcess, utilityProcess } from 'electron';
import type { Logger } from 'pino';
import type { HostListen, HostOrder, HostReport } from '../host/messages.ts';
import { createBackOff } from './back-off.ts';

/** The license server in a process of this app. */
export type HostedServer = {
  /** Answers what is under way, then ends it; resolves when it is gone. */
  stop(): Promise<void>;
};

export type HostedOptions = {
  readonly program: string;
  readonly folder: string;
  readonly passphrase: string | undefined;
  readonly listen: HostListen;
  readonly log: Logger;
  readonly onServing: (serving: Extract<HostReport, { kind: 'serving' }>) => void;
  /** It ended by itself and is started again. */
  readonly onCrash: () => void;
  /** It ended too often in a row. */
  readonly onGivenUp: (count: number) => void;
  readonly onRefused: (detail: string) => void;
  /** Another process took the folder first. */
  readonly onBusy: () => void;
  /** Milliseconds on a clock that only goes forward. */
  readonly clock?: () => number;
};

/** How long the server may take to answer what is under way. */
const longestStopMs = 20_000;

/** Starts the server and starts it again, later each time, when it ends by itself. */
export function hostServer(options: HostedOptions): HostedServer {
  const { program, folder, passphrase, listen, log, clock = () => performance.now() } = options;
  const backOff = createBackOff();
  let child: UtilityProcess | null = null;
  let timer: NodeJS.Timeout | null = null;
  let isStopping = false;
  let gone: Promise<void> = Promise.resolve();

  const start = (): void => {
    const started = utilityProcess.fork(program, [], { serviceName: 'Causeway license server', stdio: 'pipe' });
    let servingSince: number | null = null;
    let isOver = false;
    child = started;
    started.stdout?.on('data', (piece: Buffer) => log.info({ text: piece.toString() }, 'host'));
    started.stderr?.on('data', (piece: Buffer) => log.error({ text: piece.toString() }, 'host'));
    started.on('message', (report: HostReport) => {
      if (report.kind === 'serving') {
        servingSince = clock();
        options.onServing(report);
      } else if (report.kind === 'busy' || report.kind === 'refused') {
        isOver = true;
        started.kill();
        if (report.kind === 'busy') options.onBusy();
        else options.onRefused(report.detail);
      }
    });
    gone = new Promise((resolve) => {
      started.once('exit', (code) => {
        log.info({ code }, 'the hosted server ended');
        child = null;
        resolve();
        if (!isStopping && !isOver) again(servingSince === null ? 0 : clock() - servingSince);
      });
    });
    const order: HostOrder = { kind: 'open', folder, listen, ...(passphrase !== undefined && { passphrase }) };
    started.once('spawn', () => started.postMessage(order));
  };

  const again = (ranMs: number): void => {
    const wait = backOff.next(ranMs);
    if (wait === null) {
      options.onGivenUp(backOff.count - 1);
      return;
    }
    options.onCrash();
    timer = setTimeout(start, wait);
  };

  start();
  return {
    async stop() {
      isStopping = true;
      if (timer !== null) clearTimeout(timer);
      const stopped = child;
      if (stopped === null) return;
      stopped.postMessage({ kind: 'stop' } satisfies HostOrder);
      const last = setTimeout(() => stopped.kill(), longestStopMs);
      await gone;
      clearTimeout(last);
    },
  };
}
