import { type IpcMainInvokeEvent, ipcMain } from 'electron';
import type { Logger } from 'pino';
import { Check } from 'typebox/value';
import { StorageError } from '../../dls/storage-error.ts';
import {
  type CallName,
  type Calls,
  callChannel,
  callNames,
  calls,
  type EventName,
  type EventOf,
  eventChannel,
  type Outcome,
} from '../contract.ts';
import { RefusedError } from './control-link.ts';
import type { MainWindow } from './main-window.ts';

/** What a call cannot do, in a sentence for the user. */
export class CallRefusal extends Error {
  override readonly name = 'CallRefusal';
  readonly code: string;

  constructor(code: string, detail: string) {
    super(detail);
    this.code = code;
  }
}

/** Answers the calls of the contract: only to the console in the main frame of the window, and only what the contract says. */
export function answerCalls(page: MainWindow, answers: Calls, log: Logger): void {
  for (const name of callNames) {
    ipcMain.handle(callChannel(name), async (event, input: unknown): Promise<Outcome<unknown>> => {
      if (!isOwnPage(event, page)) {
        log.warn({ call: name, url: event.senderFrame?.url }, 'a call of a foreign page was refused');
        return { ok: false, code: 'origin_forbidden', detail: 'This page may not use the desktop.' };
      }
      if (!Check(calls[name].input, input)) {
        return { ok: false, code: 'request_malformed', detail: `What ${name} was asked is not of its shape.` };
      }
      try {
        return { ok: true, value: await (answers[name] as Answering)(input) };
      } catch (error) {
        return refusalOf(error, name, log);
      }
    });
  }
}

/** Tells the page something; what is not of the contract's shape is a fault of ours. */
export function tellPage<Name extends EventName>({ window }: MainWindow, name: Name, event: EventOf<Name>): void {
  if (!window.isDestroyed()) window.webContents.send(eventChannel(name), event);
}

type Answering = (input: unknown) => Promise<unknown>;

function isOwnPage({ sender, senderFrame }: IpcMainInvokeEvent, page: MainWindow): boolean {
  const origin = page.origin();
  return (
    origin !== null &&
    sender === page.window.webContents &&
    senderFrame !== null &&
    senderFrame.parent === null &&
    senderFrame.origin === origin
  );
}

function refusalOf(error: unknown, call: CallName, log: Logger): Outcome<never> {
  if (error instanceof CallRefusal || error instanceof StorageError || error instanceof RefusedError) {
    return { ok: false, code: error.code, detail: error.message };
  }
  log.error({ err: error, call }, 'a call failed');
  return { ok: false, code: 'internal_error', detail: 'The desktop app could not do it. Its log has the reason.' };
}
