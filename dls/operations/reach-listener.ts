import { hash, X509Certificate } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { TLSSocket } from 'node:tls';
import type { Deps } from '../deps.ts';

/** How an announced address of the device listener answers from this machine. */
export type Reached = {
  readonly server: string;
  readonly ok: boolean;
  readonly milliseconds: number;
  /** The certificate is one of those that devices are told; null: plain http has none. */
  readonly pinned: boolean | null;
  /** Why not, in a sentence; null: it answers. */
  readonly problem: string | null;
};

const patienceMs = 5_000;

/** Asks every address that devices are told for its health, over the network as they do. */
export function reachListeners({ network }: Pick<Deps, 'network'>): Promise<readonly Reached[]> {
  const { servers, tls } = network.current;
  return Promise.all(servers.map((server) => reach(server, tls)));
}

async function reach(server: string, pins: readonly string[]): Promise<Reached> {
  const begun = performance.now();
  const took = (): number => Math.round(performance.now() - begun);
  try {
    const { status, key } = await ask(new URL('/v1/health', server));
    const pinned = key === null ? null : pins.includes(key);
    const problem =
      pinned === false
        ? 'Another certificate answers there than devices are told. Something stands between, or another program has the port.'
        : status === 200
          ? null
          : `It answers with the status ${status}.`;
    return { server, ok: problem === null, milliseconds: took(), pinned, problem };
  } catch (error) {
    return {
      server,
      ok: false,
      milliseconds: took(),
      pinned: null,
      problem: sentenceOf(error as NodeJS.ErrnoException),
    };
  }
}

/** Certificates are checked by their key alone, as devices do. */
function ask(address: URL): Promise<{ readonly status: number; readonly key: string | null }> {
  return new Promise((done, fail) => {
    const isTls = address.protocol === 'https:';
    const options = { agent: false, timeout: patienceMs } as const;
    const asked = isTls
      ? httpsRequest(address, { ...options, rejectUnauthorized: false })
      : httpRequest(address, options);
    asked.on('timeout', () => asked.destroy(Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' })));
    asked.on('error', fail);
    asked.on('response', (response) => {
      const key = isTls ? keyOf(response.socket as TLSSocket) : null;
      response.resume().on('end', () => done({ status: response.statusCode ?? 0, key }));
    });
    asked.end();
  });
}

function keyOf(socket: TLSSocket): string {
  const { publicKey } = new X509Certificate(socket.getPeerCertificate().raw);
  return hash('sha256', publicKey.export({ type: 'spki', format: 'der' }), 'base64url');
}

function sentenceOf({ code }: NodeJS.ErrnoException): string {
  if (code === 'ECONNREFUSED') return 'Nothing listens there. Compare the port in the settings.';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return 'This name is not known here. Correct it, or announce an address.';
  if (code === 'ETIMEDOUT') return 'It does not answer within 5 seconds. A firewall may stand between.';
  return 'It cannot be reached from this machine. Look at the network settings.';
}
