import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { createConsoleServer } from '../../../dls/http/console/console-server.ts';
import { createDeviceServer } from '../../../dls/http/device-server.ts';
import { addToken } from '../../../dls/operations/tokens.ts';
import { deviceUuid } from '../../../protocol/device-key.ts';
import { keyOf } from '../../support/plain-device.ts';
import { makeSite, type TestSite } from '../../support/site.ts';
import {
  createVendor,
  makeItem,
  makeLicense,
  type TestItem,
  type TestLicense,
  type TestVendor,
} from '../../support/vendor.ts';
import { type HttpAnswer, sendHttp } from './http-answer.ts';

type Fields = Readonly<Record<string, unknown>>;

export type ConsoleCall = {
  /** Whose token is sent; null: none. Default: an administrator's. */
  readonly as?: 'viewer' | 'admin' | null;
  readonly json?: unknown;
  /** A file as it is. */
  readonly file?: string;
  readonly headers?: Readonly<Record<string, string>>;
};

/** A real site with both listeners on loopback, one vendor and a hand-turned clock. */
export type ListeningSite = AsyncDisposable & {
  readonly site: TestSite;
  readonly vendor: TestVendor;
  /** Base URLs of the listeners. */
  readonly device: string;
  readonly console: string;
  /** A named device asks for a lease of `barcode-reader` for organization 200001; fields that are undefined are left out. */
  acquire(name: string, more?: Fields): Promise<HttpAnswer>;
  /** A device posts a body, which is sent as it is when it is text. */
  post(path: string, body: unknown): Promise<HttpAnswer>;
  /** One call such as `GET /denials` of the console API. */
  ask(address: string, call?: ConsoleCall): Promise<HttpAnswer>;
  /** The same, which must succeed. */
  must(address: string, call?: ConsoleCall): Promise<HttpAnswer>;
  importFile(file: string): Promise<HttpAnswer>;
  /** Imports a license file of the vendor with one item `it-1`, changed by `item`, and further claims. */
  license(item?: TestItem, more?: Omit<TestLicense, 'site'>): Promise<void>;
};

export async function listen(): Promise<ListeningSite> {
  const site = await makeSite();
  const vendor = createVendor();
  const devices = createDeviceServer(site, { tls: null, authority: null });
  const consoles = await createConsoleServer(site, { kind: 'browser', tls: null });
  const [device, console] = [await open(devices), await open(consoles)];
  const tokens = { viewer: await tokenOf(site, 'viewer'), admin: await tokenOf(site, 'admin') };

  const post = (path: string, body: unknown): Promise<HttpAnswer> =>
    sendHttp(device, {
      ...{ method: 'POST', path, headers: { 'content-type': 'application/json' } },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  const ask = (address: string, { as = 'admin', json, file, headers }: ConsoleCall = {}): Promise<HttpAnswer> => {
    const [method, path] = address.split(' ') as [string, string];
    const body = file ?? (json === undefined ? undefined : JSON.stringify(json));
    const type = file === undefined ? 'application/json' : 'application/octet-stream';
    return sendHttp(console, {
      ...{ method, path: `/admin/v1${path}`, body },
      headers: {
        ...(as !== null && { authorization: `Bearer ${tokens[as]}` }),
        ...(body !== undefined && { 'content-type': type }),
        ...headers,
      },
    });
  };
  const must = async (address: string, call?: ConsoleCall): Promise<HttpAnswer> => {
    const answer = await ask(address, call);
    if (answer.status < 300) return answer;
    throw new Error(`${address} answers ${answer.status}: ${answer.body}`);
  };
  return {
    ...{ site, vendor, device, console, post, ask, must },
    acquire: (name, more = {}) => post('/v1/leases', { ...asked(name), ...more }),
    importFile: (file) => ask('POST /files', { file }),
    license: async (item = {}, more = {}) => {
      const items = [makeItem('it-1', item)];
      await must('POST /files', { file: makeLicense(vendor, { site: site.identity.current, items, ...more }) });
    },
    [Symbol.asyncDispose]: async () => {
      await devices.close();
      await consoles.close();
      await site.close();
    },
  };
}

export function uuidOf(name: string): Promise<string> {
  return deviceUuid(keyOf(name));
}

function asked(name: string): Fields {
  return { device: keyOf(name), vendor: 'acme-vision', product: 'barcode-reader', org: '200001' };
}

async function open(server: FastifyInstance): Promise<string> {
  await server.listen({ host: '127.0.0.1', port: 0 });
  return `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
}

async function tokenOf(site: TestSite, role: 'viewer' | 'admin'): Promise<string> {
  return (await addToken(site, { name: role, role, actor: 'command', once: null })).token;
}
