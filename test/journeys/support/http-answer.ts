import { type IncomingHttpHeaders, request } from 'node:http';
import { connect } from 'node:net';

/** What came back over HTTP, whole. */
export type HttpAnswer = {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** Empty when the body is no JSON. */
  readonly json: Json;
};

/** Tests look into answers of every shape. */
type Json = ReturnType<typeof JSON.parse>;

export type HttpCall = {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer | undefined;
};

export function sendHttp(base: string, { method, path, headers = {}, body }: HttpCall): Promise<HttpAnswer> {
  const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  return new Promise((done, fail) => {
    const asked = request(new URL(path, base), { method, headers: { ...length, ...headers } }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('error', fail);
      response.on('end', () => done(answerOf(response.statusCode ?? 0, response.headers, text)));
    });
    asked.on('error', fail);
    asked.end(body);
  });
}

/** Sends bytes that no HTTP client would send, and reads until the server closes. */
export function sendRaw(base: string, bytes: string): Promise<HttpAnswer> {
  const { hostname, port } = new URL(base);
  return new Promise((done, fail) => {
    let received = '';
    const socket = connect({ host: hostname, port: Number(port) }, () => socket.write(bytes, 'latin1'));
    socket.setEncoding('utf8');
    socket.on('data', (chunk: string) => {
      received += chunk;
    });
    socket.on('error', fail);
    socket.on('close', () => done(readAnswer(received)));
  });
}

function readAnswer(received: string): HttpAnswer {
  const end = received.indexOf('\r\n\r\n');
  const [status = '', ...fields] = received.slice(0, end).split('\r\n');
  const headers = Object.fromEntries(
    fields.map((field) => {
      const colon = field.indexOf(':');
      return [field.slice(0, colon).toLowerCase(), field.slice(colon + 1).trim()];
    }),
  );
  return answerOf(Number(status.split(' ')[1]), headers, received.slice(end + 4));
}

function answerOf(status: number, headers: IncomingHttpHeaders, body: string): HttpAnswer {
  try {
    return { status, headers, body, json: JSON.parse(body) };
  } catch {
    return { status, headers, body, json: {} };
  }
}
