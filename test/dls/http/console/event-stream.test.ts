import { once } from 'node:events';
import { type ClientRequest, get, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { acquire, ask, importLicense, makeConsole, type TestConsole } from '../../../support/console.ts';
import { createVendor } from '../../../support/vendor.ts';

let console: TestConsole;
let port: number;
const open: ClientRequest[] = [];

beforeEach(async () => {
  console = await makeConsole();
  await console.server.listen({ host: '127.0.0.1', port: 0 });
  port = (console.server.server.address() as AddressInfo).port;
});

afterEach(async () => {
  for (const request of open.splice(0)) request.destroy();
  await console.close();
});

type Stream = {
  readonly response: IncomingMessage;
  next(pattern: RegExp): Promise<string>;
  readonly ended: () => Promise<unknown>;
};

/** Listens like a browser does, over a real socket. */
async function listen(
  headers: Readonly<Record<string, string>> = { authorization: `Bearer ${console.tokens.viewer}` },
): Promise<Stream> {
  const request = get({ host: '127.0.0.1', port, path: '/admin/v1/events', headers });
  open.push(request);
  request.on('error', () => undefined);
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  let received = '';
  let wake = (): void => undefined;
  response.on('error', () => undefined);
  response.setEncoding('utf8').on('data', (chunk: string) => {
    received += chunk;
    wake();
  });
  return {
    response,
    ended: () => (response.readableEnded ? Promise.resolve() : once(response, 'end')),
    next: async (pattern) => {
      for (;;) {
        const found = pattern.exec(received);
        if (found !== null) {
          received = received.slice(found.index + found[0].length);
          return found[0];
        }
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
}

describe('the event stream', () => {
  it('tells which page changed', async () => {
    const stream = await listen();
    expect(stream.response.headers).toMatchObject({ 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    expect(stream.response.headers['content-security-policy']).toContain("default-src 'none'");
    await stream.next(/: connected\n\n/);
    await importLicense(console.site, createVendor());
    await stream.next(/event: licenses\ndata: \{\}\n\n/);
    await acquire(console.site, 'dev-1');
    await stream.next(/event: devices\ndata: \{\}\n\n/);
    await ask(console, 'PATCH /settings', { json: { devices: { inactiveDays: 5 } } });
    await stream.next(/event: settings\n/);
  });

  it('tells of every event of the ledger, whatever page it belongs to', async () => {
    const stream = await listen();
    await stream.next(/connected/);
    await ask(console, 'POST /tokens', { json: { role: 'viewer' } });
    await stream.next(/event: ledger\ndata: \{\}\n\n/);
  });

  it('tells a flood of one kind as one, and its last', async () => {
    const stream = await listen();
    await stream.next(/connected/);
    for (let i = 1; i <= 100; i++) console.site.events.emit({ topic: 'denials', data: { i } });
    await stream.next(/data: \{"i":1\}\n\n/);
    expect(await stream.next(/data: \{"i":\d+\}\n\n/)).toBe('data: {"i":100}\n\n');
  });

  it('ends when its token is taken away', async () => {
    const made = await ask(console, 'POST /tokens', { json: { role: 'viewer' } });
    const stream = await listen({ authorization: `Bearer ${made.json.token}` });
    await stream.next(/connected/);
    await ask(console, `DELETE /tokens/${made.json.id}`);
    await stream.ended();
  });

  it('ends with the log-out of its session, and no other', async () => {
    await ask(console, 'POST /setup', { over: 'control', json: { password: 'correct horse' } });
    const cookies: string[] = [];
    for (let i = 0; i < 2; i++) {
      const answer = await ask(console, 'POST /session', {
        as: null,
        json: { user: 'admin', password: 'correct horse' },
      });
      cookies.push(String(answer.headers['set-cookie']).split(';')[0] as string);
    }
    const [mine, other] = [
      await listen({ cookie: cookies[0] as string }),
      await listen({ cookie: cookies[1] as string }),
    ];
    const headers = { cookie: cookies[0] as string, origin: 'http://localhost:4871' };
    await ask(console, 'DELETE /session', { as: null, headers });
    await mine.ended();
    console.site.events.emit({ topic: 'status' });
    await other.next(/event: status/);
  });

  it('ends with the session even when nobody ends it', async () => {
    await ask(console, 'POST /setup', { over: 'control', json: { password: 'correct horse' } });
    const answer = await ask(console, 'POST /session', {
      as: null,
      json: { user: 'admin', password: 'correct horse' },
    });
    const stream = await listen({ cookie: String(answer.headers['set-cookie']).split(';')[0] as string });
    await stream.next(/connected/);
    console.site.time.now += 12 * 3600;
    console.site.events.emit({ topic: 'status' });
    await stream.ended();
  });

  it('lets the listener close', async () => {
    const stream = await listen();
    await stream.next(/connected/);
    await console.server.close();
    await stream.ended();
  });

  it('that is asked for while the listener closes is cut off', async () => {
    const stream = await listen();
    await stream.next(/connected/);
    const socket = connect(port, '127.0.0.1');
    let received = '';
    socket.setEncoding('latin1').on('data', (text: string) => {
      received += text;
    });
    await once(socket, 'connect');
    // A request whose end is still to come keeps its connection while others are closed.
    socket.write(`GET /admin/v1/events HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n`);
    socket.write(`Authorization: Bearer ${console.tokens.viewer}\r\n`);
    // Once a later request is answered, the server has read that much of the first.
    await listen({});
    const [closed, cut] = [console.server.close(), once(socket, 'close')];
    await stream.ended();
    socket.write('\r\n');
    await Promise.all([closed, cut]);
    expect(received).toBe('');
  });

  it('is closed to strangers', async () => {
    expect((await listen({})).response.statusCode).toBe(401);
  });
});
