import { connect as connectTcp, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';

export type Load = {
  readonly port: number;
  readonly tls: boolean;
  readonly connections: number;
  /** Ends after this many milliseconds, or when `next` has no more. */
  readonly durationMs: number;
  /** The next request; null: none is left. */
  readonly next: () => LoadRequest | null;
  /** Statuses that count as done right; another one ends the run. */
  readonly expect: readonly number[];
  readonly onAnswer?: (request: LoadRequest, body: string) => void;
};

export type LoadRequest = { readonly path: string; readonly body: string; readonly index: number };

export type LoadResult = {
  readonly requests: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
};

/**
 * Drives keep-alive connections, each with one request under way, from this process. Written on sockets because a
 * general HTTP client would take more of the machine than the server it measures.
 */
export async function runLoad(load: Load): Promise<LoadResult> {
  const latencies: number[] = [];
  const started = performance.now();
  const until = started + load.durationMs;
  await Promise.all(Array.from({ length: load.connections }, () => runConnection(load, until, latencies)));
  const seconds = (performance.now() - started) / 1_000;
  latencies.sort((a, b) => a - b);
  return {
    requests: latencies.length,
    perSecond: latencies.length / seconds,
    p50: quantile(latencies, 0.5),
    p99: quantile(latencies, 0.99),
  };
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

function runConnection(load: Load, until: number, latencies: number[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket: Socket = load.tls
      ? connectTls({ port: load.port, host: '127.0.0.1', rejectUnauthorized: false })
      : connectTcp({ port: load.port, host: '127.0.0.1' });
    socket.setNoDelay(true);
    let sentAt = 0;
    let current: LoadRequest | null = null;
    let received = '';
    const send = (): void => {
      current = performance.now() < until ? load.next() : null;
      if (current === null) {
        socket.end();
        resolve();
        return;
      }
      sentAt = performance.now();
      socket.write(
        `POST ${current.path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: ${current.body.length}\r\n\r\n${current.body}`,
      );
    };
    const finish = (status: number, body: string): void => {
      latencies.push(performance.now() - sentAt);
      if (!load.expect.includes(status)) {
        socket.destroy();
        reject(new Error(`${current?.path} answered ${status}: ${body}`));
        return;
      }
      if (current !== null) load.onAnswer?.(current, body);
      send();
    };
    socket.setEncoding('latin1');
    socket.on('data', (chunk: string) => {
      received += chunk;
      const answer = parseAnswer(received);
      if (answer === null) return;
      received = '';
      finish(answer.status, answer.body);
    });
    socket.on('error', reject);
    socket.on('close', () => {
      if (current !== null && performance.now() < until) reject(new Error('the server closed a connection'));
    });
    socket.once(load.tls ? 'secureConnect' : 'connect', send);
  });
}

/** A whole answer with `Content-Length`; null while it is not all there. */
function parseAnswer(text: string): { readonly status: number; readonly body: string } | null {
  const head = text.indexOf('\r\n\r\n');
  if (head === -1) return null;
  const length = Number(/content-length: (\d+)/i.exec(text.slice(0, head))?.[1] ?? 0);
  if (text.length < head + 4 + length) return null;
  return { status: Number(text.slice(9, 12)), body: text.slice(head + 4, head + 4 + length) };
}
