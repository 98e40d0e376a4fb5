import { type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import { controlPath } from '../../dls/data-folder.ts';

/** Whether the server of a data folder can be reached over its socket. */
export type Reach =
  | 'open'
  /** It runs under another account. */
  | 'foreign'
  | 'silent';

/** The administrator's way to a running server: the socket in its data folder. */
export type ControlLink = {
  ask(path: string, options?: Asked): Promise<ControlAnswer>;
  /** Hands live events over until the server or the returned function ends it. */
  listen(hear: Hearing): () => void;
};

export type Asked = {
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly json?: unknown;
  readonly bytes?: Uint8Array;
};

export type ControlAnswer = {
  readonly status: number;
  readonly cookies: readonly string[];
  readonly body: unknown;
};

export type Hearing = {
  readonly onEvent: (topic: string, data: unknown) => void;
  /** The server is there. */
  readonly onOpen: () => void;
  /** The server is gone, or never was there. */
  readonly onEnd: () => void;
};

/** The server's answer was a refusal. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
  readonly code: string;

  constructor(code: string, detail: string) {
    super(detail);
    this.code = code;
  }
}

export function findReach(folder: string): Promise<Reach> {
  return new Promise((resolve) => {
    const socket = connect(controlPath(folder));
    socket.once('connect', () => {
      socket.destroy();
      resolve('open');
    });
    socket.once('error', ({ code }: NodeJS.ErrnoException) =>
      resolve(code === 'EACCES' || code === 'EPERM' ? 'foreign' : 'silent'),
    );
  });
}

export function openControlLink(folder: string): ControlLink {
  const socketPath = controlPath(folder);
  return {
    async ask(path, { method = 'GET', json, bytes } = {}) {
      const payload = bytes ?? (json === undefined ? undefined : Buffer.from(JSON.stringify(json)));
      const type = bytes === undefined ? 'application/json' : 'application/octet-stream';
      const headers = {
        host: 'localhost',
        ...(payload !== undefined && { 'content-type': type, 'content-length': payload.byteLength }),
      };
      const response = await new Promise<IncomingMessage>((resolve, reject) => {
        const asked = request({ socketPath, path: `/admin/v1/${path}`, method, headers, agent: false }, resolve);
        asked.on('error', reject);
        asked.end(payload);
      });
      const text = await readText(response);
      const body: unknown = text === '' ? null : JSON.parse(text);
      const status = response.statusCode ?? 0;
      if (status >= 400) throw refusalOf(body);
      return { status, cookies: response.headers['set-cookie'] ?? [], body };
    },
    listen({ onEvent, onOpen, onEnd }) {
      const headers = { host: 'localhost', accept: 'text/event-stream' };
      const asked = request({ socketPath, path: '/admin/v1/events', headers, agent: false }, (response) => {
        if (response.statusCode !== 200) return void response.destroy();
        onOpen();
        const take = createEventReader(onEvent);
        response.setEncoding('utf8').on('data', take);
        response.on('error', () => undefined);
      });
      asked.on('error', () => undefined);
      asked.on('close', onEnd);
      asked.end();
      return () => {
        asked.off('close', onEnd);
        asked.destroy();
      };
    },
  };
}

/** Reads server-sent events (HTML standard, section 9.2) from text that comes in pieces. */
export function createEventReader(onEvent: (topic: string, data: unknown) => void): (piece: string) => void {
  let rest = '';
  return (piece) => {
    const blocks = (rest + piece).split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const fields = new Map(
        block.split('\n').map((line) => {
          const at = line.indexOf(': ');
          return [line.slice(0, at), line.slice(at + 2)] as const;
        }),
      );
      const topic = fields.get('event');
      if (topic !== undefined) onEvent(topic, JSON.parse(fields.get('data') ?? 'null'));
    }
  };
}

async function readText(response: IncomingMessage): Promise<string> {
  let text = '';
  for await (const piece of response.setEncoding('utf8')) text += piece;
  return text;
}

function refusalOf(body: unknown): RefusedError {
  const { code, detail } = (body ?? {}) as { readonly code?: unknown; readonly detail?: unknown };
  return new RefusedError(typeof code === 'string' ? code : 'internal_error', typeof detail === 'string' ? detail : '');
}
