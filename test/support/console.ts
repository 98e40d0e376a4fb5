import { createConsoleServer } from '../../dls/http/console/console-server.ts';
import { createPasswords } from '../../dls/identity/password.ts';
import { addToken } from '../../dls/operations/tokens.ts';
import { makeSite, type TestSite } from './site.ts';

/** A real site with its console listener and its control socket's API; nothing listens until a test says so. */
export type TestConsole = {
  readonly site: TestSite;
  readonly server: Awaited<ReturnType<typeof createConsoleServer>>;
  readonly control: Awaited<ReturnType<typeof createConsoleServer>>;
  /** Tokens of each role. */
  readonly tokens: Readonly<Record<TestRole, string>>;
  close(): Promise<void>;
};

export type TestRole = 'viewer' | 'operator' | 'admin' | 'metrics';

export type Call = {
  readonly as?: TestRole | null;
  readonly json?: unknown;
  readonly bytes?: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
  readonly from?: string;
  readonly over?: 'server' | 'control';
};

export type Answer = {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  readonly json: any;
  readonly text: string;
  readonly headers: Readonly<Record<string, unknown>>;
};

export async function makeConsole(): Promise<TestConsole> {
  const made = await makeSite();
  // The cost of scrypt is tested where it belongs.
  const site = Object.assign(made, { passwords: createPasswords({ logN: 4 }) });
  const server = await createConsoleServer(site, { kind: 'browser', tls: null });
  const control = await createConsoleServer(site, { kind: 'control', tls: null });
  const tokens: Partial<Record<TestRole, string>> = {};
  for (const role of ['viewer', 'operator', 'admin', 'metrics'] as const) {
    tokens[role] = (await addToken(site, { name: role, role, actor: 'command', once: null })).token;
  }
  return {
    site,
    server,
    control,
    tokens: tokens as Record<TestRole, string>,
    close: async () => {
      await server.close();
      await control.close();
      await site.close();
    },
  };
}

/** One call of the console API, as an administrator's script makes it unless it says otherwise. */
export async function ask(
  { server, control, tokens }: TestConsole,
  address: string,
  { as = 'admin', json, bytes, headers = {}, from, over = 'server' }: Call = {},
): Promise<Answer> {
  const [method, path] = address.split(' ') as ['GET' | 'POST' | 'PATCH' | 'DELETE', string];
  const payload = bytes ?? (json === undefined ? undefined : JSON.stringify(json));
  const type = bytes === undefined ? 'application/json' : 'application/octet-stream';
  const answer = await (over === 'control' ? control : server).inject({
    method,
    url: `/admin/v1${path}`,
    ...(from !== undefined && { remoteAddress: from }),
    headers: {
      host: 'localhost:4871',
      ...(as !== null && over === 'server' && { authorization: `Bearer ${tokens[as]}` }),
      ...(payload !== undefined && { 'content-type': type }),
      ...headers,
    },
    ...(payload !== undefined && { payload }),
  });
  const { statusCode, body } = answer;
  return { status: statusCode, json: parseOrNull(body), text: body, headers: answer.headers };
}

function parseOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
