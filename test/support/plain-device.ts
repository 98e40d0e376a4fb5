import { createHash } from 'node:crypto';
import { Agent, request as httpRequest } from 'node:http';
import { request as httpsRequest, Agent as TlsAgent } from 'node:https';

export type Answer = {
  readonly status: number;
  readonly body: string;
  readonly json: Readonly<Record<string, unknown>>;
};

/** A device without an SDK: says what it is told to say and remembers nothing. */
export type PlainDevice = {
  readonly key: string;
  post(path: string, body: unknown): Promise<Answer>;
};

export type PlainClient = {
  get(path: string): Promise<Answer>;
  post(path: string, body: unknown): Promise<Answer>;
  close(): void;
};

/** Speaks HTTP to `base` and checks no certificate: what is tested here is not the connection. */
export function plainClient(base: string): PlainClient {
  const secure = base.startsWith('https:');
  const agent = secure ? new TlsAgent({ keepAlive: true, rejectUnauthorized: false }) : new Agent({ keepAlive: true });
  const send = (method: string, path: string, body?: unknown): Promise<Answer> =>
    new Promise((done, fail) => {
      const text = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body);
      const headers =
        text === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) };
      const asked = (secure ? httpsRequest : httpRequest)(
        new URL(path, base),
        { method, agent, headers },
        (response) => {
          let received = '';
          response.setEncoding('utf8');
          response.on('data', (chunk: string) => {
            received += chunk;
          });
          response.on('error', fail);
          response.on('end', () => {
            if (!response.complete) return fail(new Error('the answer was cut'));
            done({ status: response.statusCode ?? 0, body: received, json: parse(received) });
          });
        },
      );
      asked.on('error', fail);
      asked.end(text);
    });
  return {
    get: (path) => send('GET', path),
    post: (path, body) => send('POST', path, body),
    close: () => agent.destroy(),
  };
}

function parse(text: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(text) as Readonly<Record<string, unknown>>;
  } catch {
    return {};
  }
}

/** The device key of a name: always the same, so that a test can say which device it means. */
export function keyOf(name: string): string {
  return createHash('sha256').update(name).digest().subarray(0, 16).toString('base64url');
}

/** The payload of a token, unverified. */
export function payloadOf(token: unknown): Readonly<Record<string, unknown>> {
  return JSON.parse(Buffer.from(String(token).split('.')[1] ?? '', 'base64url').toString()) as Readonly<
    Record<string, unknown>
  >;
}
