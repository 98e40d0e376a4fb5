import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDeviceServer } from '../../../dls/http/device-server.ts';
import { isCode } from '../../../protocol/codes.ts';
import { keyOf, type PlainClient, payloadOf, plainClient } from '../../support/plain-device.ts';
import { seedVendor } from '../../support/seed.ts';
import { makeSite, type TestSite } from '../../support/site.ts';
import { createVendor, testStart } from '../../support/vendor.ts';

let site: TestSite;
let server: FastifyInstance;
let client: PlainClient;
let port: number;

beforeEach(async () => {
  site = await makeSite();
  await seedVendor(site, createVendor(), ['it-1']);
  server = createDeviceServer(site, { tls: null, authority: null });
  await server.listen({ host: '127.0.0.1', port: 0 });
  port = (server.server.address() as AddressInfo).port;
  client = plainClient(`http://127.0.0.1:${port}`);
});

afterEach(async () => {
  client.close();
  await server.close();
  await site.close();
});

const product = () => site.snapshot.current.items.values().next().value!.product;
const asked = (name: string, more: object = {}) => ({
  device: keyOf(name),
  vendor: 'acme-vision',
  product: product(),
  org: '200001',
  ...more,
});
const acquire = (name: string, more: object = {}) => client.post('/v1/leases', asked(name, more));

/** Sends bytes as they are and reads until the server closes. */
function raw(text: string): Promise<string> {
  return new Promise((done, fail) => {
    let received = '';
    const socket = connect({ host: '127.0.0.1', port }, () => socket.write(text, 'latin1'));
    socket.setEncoding('latin1');
    socket.on('data', (chunk: string) => {
      received += chunk;
    });
    socket.on('close', () => done(received));
    socket.on('error', fail);
  });
}

describe('POST /v1/leases', () => {
  it('answers 201 with a lease to a new device and 200 to the same one', async () => {
    const first = await acquire('a');
    expect(first.status).toBe(201);
    expect(payloadOf(first.json.lease)).toMatchObject({ iss: 'acme-vision', iat: testStart, items: [{ id: 'it-1' }] });
    const second = await acquire('a', { seq: payloadOf(first.json.lease).seq });
    expect(second.status).toBe(200);
    expect(payloadOf(second.json.lease).sub).toBe(payloadOf(first.json.lease).sub);
    expect(payloadOf(second.json.lease).jti).not.toBe(payloadOf(first.json.lease).jti);
  });

  it('answers a denial with its code, status and signed proof', async () => {
    const denied = await acquire('a', { org: '999999' });
    expect(denied).toMatchObject({
      status: 403,
      json: {
        code: 'organization_unknown',
        status: 403,
        type: 'urn:causeway:problem:organization_unknown',
        requestId: expect.any(String),
      },
    });
    expect(payloadOf(denied.json.proof)).toEqual({
      iss: 'acme-vision',
      sub: expect.any(String),
      product: product(),
      code: 'organization_unknown',
      iat: testStart,
    });
    expect(site.rows('SELECT code, count FROM denial')).toEqual([{ code: 'organization_unknown', count: 1 }]);
  });

  it('folds a device that asks again into one row', async () => {
    for (let round = 0; round < 5; round++) await acquire('a', { org: '999999' });
    expect(site.rows('SELECT count FROM denial')).toEqual([{ count: 5 }]);
  });

  it('judges an unknown vendor like one without organizations', async () => {
    const base = { device: keyOf('a'), vendor: 'nobody', product: 'reader' };
    expect((await client.post('/v1/leases', { ...base, org: '1' })).json.code).toBe('organization_unknown');
    expect((await client.post('/v1/leases', { ...base, handshake: '1-x' })).json.code).toBe('handshake_unknown');
    expect((await client.post('/v1/leases', base)).json.code).toBe('handshake_missing');
  });

  it('asks for proof when a seq lies above its ledger or has another hash', async () => {
    const { lease } = (await acquire('a')).json;
    const [height, hash] = String(payloadOf(lease).seq).split('.');
    expect(await acquire('a', { seq: `${Number(height) + 5}.${hash}` })).toMatchObject({
      status: 409,
      json: { code: 'proof_required' },
    });
    expect(await acquire('a', { seq: `${height}.AAAAAA` })).toMatchObject({
      status: 409,
      json: { code: 'proof_required' },
    });
    expect(await acquire('a', { seq: `${height}.AAAAAA`, lease })).toMatchObject({ status: 200 });
  });

  it('names the field that is wrong, and says nothing of its value', async () => {
    const answer = await acquire('a', { instances: 'secret-value' });
    expect(answer).toMatchObject({ status: 400, json: { code: 'request_malformed', field: 'instances' } });
    expect(answer.body).not.toContain('secret-value');
  });

  it('takes the application of a browser from its origin', async () => {
    const response = await fetch(`http://127.0.0.1:${port}/v1/leases`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: 'https://scan.example.com' },
      body: JSON.stringify(asked('b', { platform: 'browser', app: 'com.other' })),
    });
    expect(response.status).toBe(201);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(site.rows('SELECT app FROM device')).toEqual([{ app: 'scan.example.com' }]);
  });

  it.each([undefined, 'null', 'file://', 'garbage'])(
    'lets no browser name an application whose origin is %s',
    async (origin) => {
      const response = await fetch(`http://127.0.0.1:${port}/v1/leases`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(origin !== undefined && { origin }) },
        body: JSON.stringify(asked('b', { platform: 'browser', app: 'scan.example.com' })),
      });
      expect(response.status).toBe(201);
      expect(site.rows('SELECT app FROM device')).toEqual([{ app: null }]);
    },
  );

  it.each(['windows', undefined])('lets no page read an answer for the platform %s', async (platform) => {
    const response = await fetch(`http://127.0.0.1:${port}/v1/leases`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: 'https://scan.example.com' },
      body: JSON.stringify(asked('b', { platform, app: 'com.other' })),
    });
    expect(response.headers.has('access-control-allow-origin')).toBe(false);
  });

  it('answers a preflight from any origin without credentials', async () => {
    const response = await fetch(`http://127.0.0.1:${port}/v1/leases`, {
      method: 'OPTIONS',
      headers: {
        origin: 'https://scan.example.com',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type',
      },
    });
    expect(response.status).toBe(204);
    expect(response.headers.get('access-control-allow-headers')).toBe('content-type');
    expect(response.headers.get('access-control-allow-credentials')).toBeNull();
  });
});

describe('POST /v1/leases/{jti}/release', () => {
  it('answers 204 without effect for a lease that is not on a concurrent item, made up, or of another device', async () => {
    const { lease } = (await acquire('a')).json;
    const { jti } = payloadOf(lease);
    for (const [id, name] of [
      [jti, 'a'],
      ['AAAAAAAAAAAAAAAA', 'a'],
      [jti, 'b'],
      ['no', 'a'],
    ]) {
      const answer = await client.post(`/v1/leases/${id}/release`, { device: keyOf(String(name)) });
      expect([id, answer.status]).toEqual([id, 204]);
    }
    expect((await acquire('a')).status).toBe(200);
  });
});

describe('POST /v1/usage', () => {
  const slot = testStart - (testStart % 180);
  const report = (number: number, records: readonly object[], more: object = {}) => ({
    device: keyOf('a'),
    report: number,
    vendor: 'acme-vision',
    records,
    ...more,
  });
  const record = { slot, item: 'it-1', feature: 'qr', count: 3 };

  it('books a report once, and knows it again', async () => {
    await acquire('a');
    expect(await client.post('/v1/usage', report(1, [record]))).toMatchObject({
      status: 200,
      json: { report: 1, accepted: 1, duplicate: false },
    });
    expect(await client.post('/v1/usage', report(1, [record]))).toMatchObject({
      status: 200,
      json: { report: 1, accepted: 0, duplicate: true },
    });
    expect(await client.post('/v1/usage', report(1, [{ ...record, count: 4 }]))).toMatchObject({
      status: 400,
      json: { code: 'report_conflict', expect: 2 },
    });
    expect(await client.post('/v1/usage', report(5, [record]))).toMatchObject({
      status: 409,
      json: { code: 'report_expected', expect: 2 },
    });
    expect(site.rows('SELECT sum(count) AS units FROM usage_day')).toEqual([{ units: 3 }]);
  });

  it('books all or nothing, names the record, and does not use the number up', async () => {
    await acquire('a');
    const broken = await client.post('/v1/usage', report(1, [record, { ...record, item: 'it-9' }]));
    expect(broken).toMatchObject({ status: 400, json: { code: 'report_malformed', field: 'records[1].item' } });
    expect(site.rows('SELECT * FROM usage_day')).toEqual([]);
    expect(await client.post('/v1/usage', report(1, [record]))).toMatchObject({ status: 200, json: { accepted: 1 } });
  });

  it('asks a device that it does not know for its lease', async () => {
    expect(await client.post('/v1/usage', report(1, [record]))).toMatchObject({
      status: 409,
      json: { code: 'proof_required' },
    });
  });
});

describe('the other calls', () => {
  it('answers health after a read of the database', async () => {
    expect(await client.get('/v1/health')).toMatchObject({
      status: 200,
      json: { status: 'ok', role: 'main', protocol: [1] },
    });
  });

  it('answers the site with its statement and the delegations of the vendor', async () => {
    const { json } = await client.get('/v1/site?vendor=acme-vision');
    expect(json).toMatchObject({ site: site.identity.current.site, time: testStart, delegations: [] });
    expect(payloadOf(json.statement)).toEqual({
      iss: site.identity.current.site,
      iat: testStart,
      exp: testStart + 86_400,
      servers: [],
      tls: [],
    });
    expect((await client.get('/v1/site?vendor=nobody')).json.delegations).toEqual([]);
  });

  it('describes itself', async () => {
    const { json } = await client.get('/v1/openapi.json');
    expect(json.openapi).toMatch(/^3\.1/);
    expect(Object.keys(json.paths as object).sort()).toEqual([
      '/v1/ca.crt',
      '/v1/health',
      '/v1/leases',
      '/v1/leases/{jti}/release',
      '/v1/openapi.json',
      '/v1/site',
      '/v1/usage',
    ]);
  });
});

describe('broken HTTP', () => {
  const head = (more: string) =>
    `POST /v1/leases HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n${more}Connection: close\r\n\r\n`;
  const problem = (answer: string) =>
    JSON.parse(answer.slice(answer.indexOf('\r\n\r\n') + 4)) as { readonly code: string; readonly status: number };

  it.each([
    ['no HTTP at all', 'hello\r\n\r\n', 400, 'request_malformed'],
    ['a header of 40 KB', head(`X-Long: ${'x'.repeat(40_000)}\r\n`), 431, 'header_too_large'],
    [
      'a body of another type',
      `${head('Content-Length: 2\r\n').replace('application/json', 'text/plain')}{}`,
      415,
      'media_type',
    ],
    ['a body that is no JSON', `${head('Content-Length: 3\r\n')}{a}`, 400, 'request_malformed'],
    ['a body that is no UTF-8', `${head('Content-Length: 4\r\n')}"\xff\xfe"`, 400, 'request_malformed'],
    ['no body', head('Content-Length: 0\r\n'), 400, 'request_malformed'],
    ['a body beyond the limit', `${head('Content-Length: 70000\r\n')}${'x'.repeat(70_000)}`, 413, 'too_large'],
    ['two lengths', `${head('Content-Length: 2\r\nContent-Length: 3\r\n')}{}`, 400, 'request_malformed'],
    ['no host', 'GET /v1/health HTTP/1.1\r\nConnection: close\r\n\r\n', 400, 'request_malformed'],
    [
      'two hosts',
      'GET /v1/health HTTP/1.1\r\nHost: x\r\nHost: y\r\nConnection: close\r\n\r\n',
      400,
      'request_malformed',
    ],
    ['an expectation', head('Expect: foo\r\n'), 400, 'request_malformed'],
    ['an unknown address', 'GET /v1/nothing HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', 404, 'not_found'],
    ['a wrong method', 'GET /v1/leases HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', 405, 'method_not_allowed'],
    [
      'a bad escape in the address',
      'GET /v1/%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
      400,
      'request_malformed',
    ],
  ])('answers %s with a problem', async (_name, bytes, status, code) => {
    const answer = await raw(bytes);
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(answer.toLowerCase()).toContain('content-type: application/problem+json\r\n');
    expect(problem(answer)).toMatchObject({ status, code });
    expect(isCode(problem(answer).code)).toBe(true);
  });

  it('names the methods that an address knows', async () => {
    const response = await fetch(`http://127.0.0.1:${port}/v1/leases`, { method: 'DELETE' });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('OPTIONS, POST');
  });
});
