import { createSocket, type Socket as Datagrams } from 'node:dgram';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { hostname } from 'node:os';
import { createServer as createTlsServer } from 'node:tls';
import { afterEach, describe, expect, it } from 'vitest';
import { sendSyslog } from '../../../../dls/alerts/channels/syslog.ts';
import { selfSigned } from '../support/certificates.ts';
import { outgoing, sending } from '../support/given.ts';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** RFC 5424: priority, version, time, host, app, process, message id, structured data, text. */
const line = /^<(\d+)>1 (2026-06-01T00:00:00Z) (\S+) causeway (\d+) (alerts|test) \[causeway@32473 ([^\]]*)\] (.*)$/s;

const many = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    title: `Item ${index}`,
    text: `Item ${index} has used ${'9'.repeat(100)} of 10.`,
    next: 'Buy more.',
  }));

async function udp(): Promise<{ readonly port: number; take(count: number): Promise<readonly string[]> }> {
  const socket: Datagrams = createSocket('udp4');
  const received: string[] = [];
  let wake = (): void => undefined;
  socket.on('message', (bytes) => {
    received.push(bytes.toString());
    wake();
  });
  await new Promise<void>((done) => socket.bind(0, '127.0.0.1', done));
  closing.push(() => new Promise<void>((done) => socket.close(done)));
  return {
    port: socket.address().port,
    take: async (count) => {
      while (received.length < count) {
        await new Promise<void>((done) => {
          wake = done;
        });
      }
      return received;
    },
  };
}

/** Collects what comes over each connection until its end. */
async function stream(pem: { key: string; cert: string } | null = null) {
  const received: string[] = [];
  const take = (socket: Socket): void => {
    const chunks: Buffer[] = [];
    socket.on('error', () => undefined);
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    socket.on('end', () => received.push(Buffer.concat(chunks).toString()));
  };
  const server: Server =
    pem === null ? createServer(take) : createTlsServer(pem, take).on('tlsClientError', () => undefined);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  closing.push(() => new Promise((done) => server.close(done)));
  return { port: (server.address() as AddressInfo).port, received, server };
}

/** The messages in an octet-counted stream (RFC 6587 section 3.4.1). */
function frames(text: string): readonly string[] {
  const found: string[] = [];
  for (let bytes = Buffer.from(text); bytes.length > 0; ) {
    const space = bytes.indexOf(' ');
    const length = Number(bytes.subarray(0, space).toString());
    found.push(bytes.subarray(space + 1, space + 1 + length).toString());
    bytes = bytes.subarray(space + 1 + length);
  }
  return found;
}

describe('sendSyslog', () => {
  it('sends one datagram in the form of RFC 5424', async () => {
    const { port, take } = await udp();
    await sendSyslog(outgoing(), sending({ syslog: { port, transport: 'udp', facility: 16 } }));
    const [text = ''] = await take(1);
    const [, priority, , host, process_, id, data, said] = line.exec(text) ?? [];
    expect([priority, host, process_, id]).toEqual([String(16 * 8 + 4), hostname(), String(process.pid), 'alerts']);
    expect(data).toBe('id="site.1.7-7" site="5b7e2f86-3c79-4b0a-9d57-0f0f3f2f1c11" alerts="1" subjects="quota"');
    expect(said).toBe('It has used 9 of 10. Buy more.');
  });

  it('says how urgent it is, and what is a test', async () => {
    const { port, take } = await udp();
    const given = sending({ syslog: { port, facility: 1 } });
    await sendSyslog(outgoing({ severity: 'critical' }), given);
    await sendSyslog(outgoing({ severity: 'test', test: true, alerts: [] }), given);
    const found = (await take(2)).map((text) => line.exec(text) ?? []);
    expect(found.map(([, priority, , , , id]) => [priority, id])).toEqual([
      ['10', 'alerts'],
      ['14', 'test'],
    ]);
  });

  it('announces a text beyond ASCII by the byte order mark, and no other', async () => {
    const { port, take } = await udp();
    const said = (text: string) => outgoing({ paragraphs: [{ title: '', text, next: '' }] });
    await sendSyslog(said('Größe'), sending({ syslog: { port } }));
    await sendSyslog(said('Size'), sending({ syslog: { port } }));
    const [first = '', second = ''] = await take(2);
    expect(first).toContain('] \uFEFFGröße');
    expect(second).toContain('] Size');
  });

  it('divides what is too long for one datagram between whole sentences, so that nothing is lost', async () => {
    const { port, take } = await udp();
    const paragraphs = many(30);
    await sendSyslog(outgoing({ paragraphs }), sending({ syslog: { port } }));
    const received = await take(3);
    expect(received.every((text) => Buffer.byteLength(text) <= 2_048)).toBe(true);
    const parts = received.map((text) => / part="(\d+\/\d+)"/.exec(text)?.[1]);
    expect(parts).toEqual(received.map((_, index) => `${index + 1}/${received.length}`));
    const said = received.map((text) => line.exec(text)?.[7] ?? '').join(' ');
    expect(said).toBe(paragraphs.map(({ text, next }) => `${text} ${next}`).join(' '));
  });

  it('cuts a single sentence that no datagram holds, between characters', async () => {
    const { port, take } = await udp();
    await sendSyslog(
      outgoing({ paragraphs: [{ title: '', text: 'ö'.repeat(3_000), next: '' }] }),
      sending({ syslog: { port } }),
    );
    const [text = ''] = await take(1);
    expect(Buffer.byteLength(text)).toBeGreaterThan(2_044);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(2_048);
    expect(text).toMatch(/ö$/);
  });

  it('counts octets over TCP', async () => {
    const { port, received } = await stream();
    const paragraphs = [...many(100), { title: '', text: 'Größe', next: '' }];
    await sendSyslog(outgoing({ paragraphs }), sending({ syslog: { port, transport: 'tcp' } }));
    const lines = frames(received[0] ?? '');
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.every((text) => line.test(text))).toBe(true);
    expect(lines.map((text) => line.exec(text)?.[7]).join(' ')).toContain('Größe');
  });

  it('speaks TLS with an authority of the settings, and with no other', async () => {
    const pem = await selfSigned();
    const { port, received } = await stream(pem);
    const syslog = { port, transport: 'tls' } as const;
    await sendSyslog(outgoing(), sending({ syslog, authorities: pem.cert }));
    expect(frames(received[0] ?? '')).toHaveLength(1);
    await expect(sendSyslog(outgoing(), sending({ syslog }))).rejects.toMatchObject({
      code: 'DEPTH_ZERO_SELF_SIGNED_CERT',
    });
    expect(received).toHaveLength(1);
  });

  it('fails when nobody listens, and when the other side breaks the connection', async () => {
    const { port, server } = await stream();
    server.removeAllListeners('connection');
    server.on('connection', (socket) => socket.resetAndDestroy());
    await expect(sendSyslog(outgoing(), sending({ syslog: { port, transport: 'tcp' } }))).rejects.toThrow();
    await new Promise((done) => server.close(done));
    await expect(sendSyslog(outgoing(), sending({ syslog: { port, transport: 'tcp' } }))).rejects.toMatchObject({
      code: 'ECONNREFUSED',
    });
  });
});
