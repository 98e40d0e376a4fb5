import { Compile } from 'typebox/schema';
import { createConsoleServer } from '../../dls/http/console/console-server.ts';
import type { Route } from '../../dls/http/console/route.ts';
import { consoleRoutes } from '../../dls/http/console/routes.ts';
import { createDeviceServer } from '../../dls/http/device-server.ts';
import { createPasswords } from '../../dls/identity/password.ts';
import { importFile } from '../../dls/operations/import-file.ts';
import { addToken } from '../../dls/operations/tokens.ts';
import { keyOf } from './plain-device.ts';
import { makeSite, type TestSite } from './site.ts';
import { makeItem, makeLicense, type TestItem, type TestVendor } from './vendor.ts';

type Server = Awaited<ReturnType<typeof createConsoleServer>>;

/** A real site with its console and the API of its control socket; nothing listens until a test says so. */
export type TestConsole = {
  readonly site: TestSite;
  readonly server: Server;
  readonly control: Server;
  readonly tokens: Readonly<Record<TestRole, string>>;
  close(): Promise<void>;
};

export type TestRole = 'viewer' | 'operator' | 'admin' | 'metrics';

export type Call = {
  /** Whose token is sent; null: none. */
  readonly as?: TestRole | null;
  readonly json?: unknown;
  readonly bytes?: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
  /** Address of the client. */
  readonly from?: string;
  readonly over?: 'server' | 'control';
};

export type Answer = {
  readonly status: number;
  /** Tests look into answers of every shape. */
  readonly json: Json;
  /** The rows of a list. */
  readonly items: readonly Readonly<Record<string, Json>>[];
  readonly text: string;
  readonly headers: Readonly<Record<string, unknown>>;
};

type Json = ReturnType<typeof JSON.parse>;

export async function makeConsole(): Promise<TestConsole> {
  const made = await makeSite();
  // What scrypt costs is tested where it belongs.
  const site = Object.assign(made, { passwords: createPasswords({ logN: 4 }) });
  const server = await createConsoleServer(site, { kind: 'browser', tls: null });
  const control = await createConsoleServer(site, { kind: 'control', tls: null });
  const tokenOf = async (role: TestRole) =>
    (await addToken(site, { name: role, role, actor: 'command', once: null })).token;
  const tokens = {
    viewer: await tokenOf('viewer'),
    operator: await tokenOf('operator'),
    admin: await tokenOf('admin'),
    metrics: await tokenOf('metrics'),
  };
  const close = async (): Promise<void> => {
    await server.close();
    await control.close();
    await site.close();
  };
  return { site, server, control, tokens, close };
}

/**
 * One call of the console API, as an administrator's script makes it unless it says otherwise. An answer that is not what
 * the description promises is an error of its own.
 */
export async function ask({ server, control, tokens }: TestConsole, address: string, call: Call = {}): Promise<Answer> {
  const { as = 'admin', json, bytes, headers = {}, from, over = 'server' } = call;
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
  const body: Json = parseOrNull(answer.body);
  const { statusCode: status, body: text, headers: fields } = answer;
  checkAnswer(method, path, { status, json: body, headers: fields });
  return { status, json: body, items: body?.items ?? [], text, headers: fields };
}

/** Imports a license file of a vendor. */
export async function importLicense(
  site: TestSite,
  vendor: TestVendor,
  items: readonly TestItem[] = [makeItem('it-1'), makeItem('it-2')],
  serial = 1,
): Promise<void> {
  const license = makeLicense(vendor, { site: site.identity.current, items, serial });
  await importFile(site, { bytes: Buffer.from(license), actor: 'command' });
}

/** A device asks for a lease over the device API; answers status, body and the device's UUID. */
export async function acquire(
  site: TestSite,
  name: string,
  more: Readonly<Record<string, unknown>> = {},
): Promise<{ readonly status: number; readonly json: Readonly<Record<string, string>> }> {
  const server = createDeviceServer(site, { tls: null, authority: null });
  const body = { device: keyOf(name), vendor: 'acme-vision', product: 'barcode-reader', org: '200001', name, ...more };
  const answer = await server.inject({ method: 'POST', url: '/v1/leases', payload: body });
  await server.close();
  return { status: answer.statusCode, json: answer.json() };
}

function checkAnswer(
  method: string,
  path: string,
  answer: Pick<Answer, 'status' | 'headers'> & { json: unknown },
): void {
  const plain = path.split('?')[0] ?? '';
  const route = routes.find((one) => one.route.method === method && one.pattern.test(plain))?.route;
  if (answer.status >= 400) {
    const type = String(answer.headers['content-type']);
    if (!type.startsWith('application/problem+json')) throw new Error(`${method} ${path} refuses with ${type}`);
    return;
  }
  if (route === undefined || typeof route.answer === 'string') return;
  if (answer.status !== route.status) throw new Error(`${method} ${path} answers ${answer.status}`);
  if (route.answer === null) return;
  const schema = Compile(closed(route.answer));
  if (schema.Check(answer.json)) return;
  const errors = JSON.stringify(schema.Errors(answer.json)[1].slice(0, 3));
  throw new Error(`${method} ${path} answers something else than described: ${errors}`);
}

/** The same schema with nothing beside what it names. */
function closed<Schema>(schema: Schema): Schema {
  return JSON.parse(JSON.stringify(schema), (_key, value) =>
    value?.type === 'object' && typeof value.properties === 'object'
      ? { additionalProperties: false, ...value }
      : value,
  );
}

const routes: readonly { readonly route: Route; readonly pattern: RegExp }[] = consoleRoutes.map((route) => ({
  route,
  pattern: new RegExp(`^${route.path.replaceAll('.', '\\.').replaceAll(/:[A-Za-z]+/g, '[^/]+')}$`),
}));

function parseOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
