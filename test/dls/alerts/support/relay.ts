import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export type Mail = {
  readonly from: string;
  readonly recipients: readonly string[];
  readonly user: string | null;
  readonly secure: boolean;
  readonly text: string;
};

/** A real mail relay on loopback that keeps what it takes. */
export type Relay = {
  readonly port: number;
  readonly mails: readonly Mail[];
  /** Resolves when it has taken so many. */
  close(): Promise<void>;
};

export type RelayOptions = {
  readonly port?: number;
  /** TLS from the first byte on, or by STARTTLS. */
  readonly tls?: 'direct' | 'starttls';
  readonly pem?: { readonly key: string; readonly cert: string };
  readonly login?: { readonly user: string; readonly password: string };
  /** Recipients that it refuses. */
  readonly refuses?: readonly string[];
};

export async function startRelay({ port = 0, tls, pem, login, refuses = [] }: RelayOptions = {}): Promise<Relay> {
  const mails: Mail[] = [];
  const server = new SMTPServer({
    ...pem,
    secure: tls === 'direct',
    disabledCommands: [...(tls === 'starttls' ? [] : ['STARTTLS']), ...(login === undefined ? ['AUTH'] : [])],
    allowInsecureAuth: true,
    authOptional: login === undefined,
    onAuth: ({ username = '', password }, _session, done) => {
      if (username === login?.user && password === login.password) done(null, { user: username });
      else done(new Error('Invalid username or password'));
    },
    onRcptTo: ({ address }, _session, done) => {
      done(refuses.includes(address) ? Object.assign(new Error('No such user'), { responseCode: 550 }) : null);
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        mails.push({
          from: mailFrom === false ? '' : mailFrom.address,
          recipients: rcptTo.map(({ address }) => address),
          user: typeof session.user === 'string' ? session.user : null,
          secure: session.secure,
          text: Buffer.concat(chunks).toString(),
        });
        done();
      });
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    port: (server.server.address() as AddressInfo).port,
    mails,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
