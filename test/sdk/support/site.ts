import { createHash, randomBytes, webcrypto } from 'node:crypto';
import { createServer as createPlainServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import 'reflect-metadata';
import { X509CertificateGenerator } from '@peculiar/x509';
import { START } from './hand-clock.ts';
import { delegation, type Grant, type SigningKey, signed, signingKey } from './vendor.ts';

export type Body = Readonly<Record<string, unknown>>;
export type Reply = {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};
/** A request as it arrived. */
export type Request = {
  readonly method: string;
  readonly path: string;
  readonly body: Body;
  readonly connection: number;
};
type Handler = (request: Request) => Reply | 'hang' | 'cut' | Promise<Reply | 'hang' | 'cut'>;

export type Certificate = { readonly key: string; readonly cert: string; readonly spki: string };

/** A small site: it signs what the spec says and books what devices report, as far as these tests go. */
export type TestSite = {
  readonly uuid: string;
  readonly vendor: string;
  readonly vendorKey: SigningKey;
  readonly siteKey: SigningKey;
  readonly url: string;
  /** Every request in the order of arrival. */
  readonly requests: Request[];
  /** Usage that was booked, by number of the report. */
  readonly booked: Map<number, readonly Body[]>;
  /** What the site grants and says; tests change it. */
  readonly plan: Plan;
  /** Replaces the answer to a path prefix; null puts the usual one back. */
  readonly on: (path: string, handler: Handler | null) => void;
  /** Resolves when the next request to the path prefix arrives. */
  readonly arrived: (path: string) => Promise<void>;
  /** Of every TLS connection, whether it resumed a session. */
  readonly resumed: () => readonly boolean[];
  readonly lease: (device: string, claims?: Body, key?: SigningKey, header?: Body) => string;
  readonly denial: (device: string, code: string, claims?: Body, key?: SigningKey) => Reply;
  readonly site: (claims?: Body) => Reply;
  /** The usual answer to a report. */
  readonly book: (body: Body) => Reply;
  /** Ends every connection without stopping to listen. */
  readonly hangUp: () => void;
  readonly stop: () => Promise<void>;
  readonly start: () => Promise<void>;
  readonly [Symbol.asyncDispose]: () => Promise<void>;
};

export type Plan = {
  now: number;
  leaseSeconds: number;
  features: readonly string[];
  item: string;
  until: number;
  seq: string;
  leaseClaims: Body;
  itemClaims: Body;
  servers: readonly string[];
  tls: readonly string[] | null;
  grants: readonly Grant[];
  delegationIat: number;
  delegationExp: number;
  certificate: Certificate | null;
};

export type SiteOptions = {
  readonly secure?: boolean;
  /** Whether pages of any origin may ask. */
  readonly cors?: boolean;
  readonly uuid?: string;
  readonly vendor?: string;
  readonly vendorKey?: SigningKey;
  readonly siteKey?: SigningKey;
  readonly certificate?: Certificate;
  readonly plan?: Partial<Plan>;
};

export const SITE = '0b6c1f0e-5a57-4c1e-9d0c-7f3f7a8d2b11';
const DAY = 86_400;

export async function startSite(options: SiteOptions = {}): Promise<TestSite> {
  const {
    secure = false,
    uuid = SITE,
    vendor = 'acme-vision',
    vendorKey = signingKey(),
    siteKey = signingKey(),
  } = options;
  const until = START + 365 * DAY;
  const plan: Plan = {
    now: START,
    leaseSeconds: 7 * DAY,
    features: ['1d', 'qr'],
    item: 'it-1',
    until,
    seq: '12.Xy3k9a',
    leaseClaims: {},
    itemClaims: {},
    servers: [],
    tls: null,
    grants: [{ product: 'barcode-reader', features: ['1d', 'qr'], until: until + 7 * DAY }],
    delegationIat: START - DAY,
    delegationExp: START + 400 * DAY,
    certificate: secure ? (options.certificate ?? (await selfSigned())) : null,
    ...options.plan,
  };
  const requests: Request[] = [];
  const booked = new Map<number, readonly Body[]>();
  const handlers = new Map<string, Handler>();
  const sockets = new Set<Socket>();
  const waiting: { readonly path: string; readonly done: () => void }[] = [];
  const resumed: boolean[] = [];
  let connections = 0;
  let port = 0;
  let server: Server;

  function lease(device: string, claims: Body = {}, key = siteKey, header: Body = {}): string {
    const { now, leaseSeconds, features, item, until: end, seq } = plan;
    const items = [{ id: item, product: 'barcode-reader', features, until: end, ...plan.itemClaims }];
    const jti = randomBytes(12).toString('base64url');
    const payload = {
      iss: vendor,
      sub: device,
      jti,
      iat: now,
      exp: now + leaseSeconds,
      seq,
      items,
      ...plan.leaseClaims,
      ...claims,
    };
    return signed(key, 'lease+jwt', payload, header);
  }

  function denial(device: string, code: string, claims: Body = {}, key = siteKey): Reply {
    const proof = signed(key, 'denial+jwt', {
      iss: vendor,
      sub: device,
      product: 'barcode-reader',
      code,
      iat: plan.now,
      ...claims,
    });
    return problem(403, code, { proof });
  }

  function site(claims: Body = {}): Reply {
    const { now, servers, grants, delegationIat, certificate } = plan;
    const tls = plan.tls ?? (certificate === null ? [] : [certificate.spki]);
    const statement = signed(siteKey, 'site+jwt', { iss: uuid, iat: now, exp: now + DAY, servers, tls });
    const facts = { vendor, site: uuid, siteKey, iat: delegationIat, exp: plan.delegationExp, grants };
    return {
      status: 200,
      body: { site: uuid, time: now, statement, delegations: [delegation(vendorKey, facts)], ...claims },
    };
  }

  function book(body: Body): Reply {
    const number = body.report as number;
    const records = body.records as readonly Body[];
    const last = Math.max(0, ...booked.keys());
    const known = booked.get(number);
    if (known !== undefined && JSON.stringify(known) === JSON.stringify(records)) {
      return { status: 200, body: { report: number, accepted: 0, duplicate: true } };
    }
    if (number <= last) return problem(400, 'report_conflict', { expect: last + 1 });
    if (number > last + 1) return problem(409, 'report_expected', { expect: last + 1 });
    booked.set(number, records);
    return { status: 200, body: { report: number, accepted: records.length, duplicate: false } };
  }

  function usual(request: Request): Reply {
    const { method, path, body } = request;
    if (method === 'GET' && path.startsWith('/v1/site')) return site();
    if (method === 'POST' && path === '/v1/leases')
      return { status: 200, body: { lease: lease(deviceUuid(body.device as string)) } };
    if (method === 'POST' && path === '/v1/usage') return book(body);
    if (method === 'POST' && path.endsWith('/release')) return { status: 204 };
    return problem(404, 'not_found');
  }

  async function answer(incoming: IncomingMessage, response: ServerResponse, connection: number): Promise<void> {
    const access =
      options.cors === true
        ? { 'access-control-allow-origin': '*', 'access-control-allow-headers': 'content-type' }
        : {};
    if (incoming.method === 'OPTIONS') {
      response.writeHead(204, access).end();
      return;
    }
    let text = '';
    for await (const part of incoming.setEncoding('utf8')) text += part;
    const request = {
      method: incoming.method ?? '',
      path: incoming.url ?? '',
      body: text === '' ? {} : JSON.parse(text),
      connection,
    };
    requests.push(request);
    for (const one of waiting) if (request.path.startsWith(one.path)) one.done();
    const handler = [...handlers].find(([path]) => request.path.startsWith(path))?.[1] ?? usual;
    const reply = await handler(request);
    if (reply === 'hang') return;
    if (reply === 'cut') {
      incoming.socket.destroy();
      return;
    }
    response.writeHead(reply.status, { 'content-type': 'application/json', ...access, ...reply.headers });
    response.end(
      reply.body === undefined ? undefined : typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body),
    );
  }

  async function start(): Promise<void> {
    const numbers = new WeakMap<object, number>();
    const listener = (incoming: IncomingMessage, response: ServerResponse): void => {
      void answer(incoming, response, numbers.get(incoming.socket) ?? 0);
    };
    const { certificate } = plan;
    server =
      certificate === null
        ? createPlainServer(listener)
        : createSecureServer({ key: certificate.key, cert: certificate.cert }, listener);
    server.on(certificate === null ? 'connection' : 'secureConnection', (socket: Socket) => {
      connections += 1;
      numbers.set(socket, connections);
      if (socket instanceof TLSSocket) resumed.push(socket.isSessionReused());
    });
    server.on('connection', (socket: Socket) => {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
    });
    await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
    ({ port } = server.address() as AddressInfo);
  }

  function hangUp(): void {
    for (const socket of sockets) socket.destroy();
  }

  async function stop(): Promise<void> {
    const closed = new Promise((done) => server.close(done));
    hangUp();
    await closed;
  }

  await start();
  return {
    uuid,
    vendor,
    vendorKey,
    siteKey,
    url: `${secure ? 'https' : 'http'}://127.0.0.1:${port}`,
    requests,
    booked,
    plan,
    on: (path, handler) => {
      if (handler === null) handlers.delete(path);
      else handlers.set(path, handler);
    },
    arrived: (path) => new Promise((done) => waiting.push({ path, done })),
    resumed: () => resumed,
    lease,
    denial,
    site,
    book,
    hangUp,
    stop,
    start,
    [Symbol.asyncDispose]: stop,
  };
}

/** A problem as protocol.md section 5 writes it. */
export function problem(status: number, code: string, more: Body = {}): Reply {
  const body = {
    type: `urn:causeway:problem:${code}`,
    title: code,
    status,
    code,
    detail: `This is ${code}.`,
    requestId: 'r-1',
    ...more,
  };
  return { status, body, headers: { 'content-type': 'application/problem+json' } };
}

/** The UUID of a device key, written from the spec alone. */
export function deviceUuid(key: string): string {
  const bytes = createHash('sha256').update(Buffer.from(key, 'base64url')).digest().subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** A self-signed certificate for no name in particular. */
export async function selfSigned(): Promise<Certificate> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = await X509CertificateGenerator.createSelfSigned({
    serialNumber: '01',
    name: 'CN=nobody asks',
    notBefore: new Date('2001-01-01'),
    notAfter: new Date('2002-01-01'),
    signingAlgorithm: algorithm,
    keys: keys as never,
  });
  const pkcs8 = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey)).toString('base64');
  const spki = Buffer.from(await webcrypto.subtle.exportKey('spki', keys.publicKey));
  return {
    key: `-----BEGIN PRIVATE KEY-----\n${pkcs8}\n-----END PRIVATE KEY-----\n`,
    cert: certificate.toString('pem'),
    spki: createHash('sha256').update(spki).digest('base64url'),
  };
}
