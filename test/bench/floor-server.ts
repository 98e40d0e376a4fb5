import { createServer as createHttp, type RequestListener } from 'node:http';
import { createServer as createHttps } from 'node:https';
import type { AddressInfo } from 'node:net';

/**
 * The floor: a bare server that reads the POST body, parses it and answers a fixed 480-byte JSON. Run as a process of
 * its own; prints its port. With TLS it takes key and certificate from its environment.
 */
const body = `{"lease":"${'x'.repeat(480 - 12)}"}`;

const answer: RequestListener = (request, response) => {
  let text = '';
  request.setEncoding('utf8');
  request.on('data', (chunk: string) => {
    text += chunk;
  });
  request.on('end', () => {
    const parsed = JSON.parse(text) as { readonly device?: unknown };
    response.writeHead(typeof parsed.device === 'string' ? 200 : 400, {
      'content-type': 'application/json',
      'content-length': body.length,
    });
    response.end(body);
  });
};

const { BENCH_KEY: key, BENCH_CERT: cert } = process.env;
const server = key === undefined || cert === undefined ? createHttp(answer) : createHttps({ key, cert }, answer);
server.keepAliveTimeout = 75_000;
server.listen(0, '127.0.0.1', () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`));
process.on('SIGTERM', () => process.exit(0));
