import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { consoleRoutes } from '../../../../dls/http/console/routes.ts';
import { deviceOpenApi } from '../../../../dls/http/openapi.ts';
import { AcquireSchema } from '../../../../protocol/device-api.ts';
import { ask, makeConsole, type TestConsole } from '../../../support/console.ts';

let console: TestConsole;

beforeAll(async () => {
  console = await makeConsole();
});

afterAll(() => console.close());

type Json = ReturnType<typeof JSON.parse>;

const methods = ['get', 'post', 'patch', 'delete'];

function operations(document: Json): readonly (readonly [string, string, Json])[] {
  return Object.entries(document.paths as Json).flatMap(([path, item]) =>
    Object.entries(item as Json).map(([method, operation]) => [path, method, operation] as const),
  );
}

describe.each([
  ['device API', () => JSON.parse(JSON.stringify(deviceOpenApi('1.2.3')))],
  ['console API', async () => (await ask(console, 'GET /openapi.json', { as: null })).json],
])('the description of the %s', (_name, read) => {
  it('is OpenAPI 3.1 with calls that name themselves, their parameters and their answers', async () => {
    const document = await read();
    expect(document.openapi).toBe('3.1.0');
    const all = operations(document);
    expect(all.length).toBeGreaterThan(5);
    expect(new Set(all.map(([, , { operationId }]) => operationId)).size).toBe(all.length);
    for (const [path, method, operation] of all) {
      expect(methods).toContain(method);
      const named = [...path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name);
      const told = (operation.parameters ?? []).filter((one: Json) => one.in === 'path').map((one: Json) => one.name);
      expect([path, told]).toEqual([path, named]);
      expect(operation.summary.length).toBeGreaterThan(5);
      expect(Object.keys(operation.responses)).toContain('default');
      expect(Object.keys(operation.responses).length).toBeGreaterThan(1);
    }
  });

  it('refers to nothing that is not in it', async () => {
    const text = JSON.stringify(await read());
    const references = [...text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, reference]) => reference);
    expect(new Set(references)).toEqual(new Set(['#/components/schemas/Problem']));
    expect(text).not.toContain('"~');
  });
});

describe('the description of the device API', () => {
  it('has every call of protocol.md section 5', () => {
    const calls = operations(deviceOpenApi('1.2.3')).map(([path, method]) => `${method.toUpperCase()} ${path}`);
    expect(calls.sort()).toEqual([
      'GET /v1/ca.crt',
      'GET /v1/health',
      'GET /v1/openapi.json',
      'GET /v1/site',
      'POST /v1/leases',
      'POST /v1/leases/{jti}/release',
      'POST /v1/usage',
    ]);
  });

  it('shows the very schema that checks an acquire', () => {
    const document: Json = deviceOpenApi('1.2.3');
    const { schema } = document.paths['/v1/leases'].post.requestBody.content['application/json'];
    expect(schema).toEqual(JSON.parse(JSON.stringify(AcquireSchema)));
  });
});

describe('the description of the console API', () => {
  it('has every route, and every call of protocol.md section 11', async () => {
    const { json } = await ask(console, 'GET /openapi.json', { as: null });
    const calls = operations(json).map(([path, method]) => `${method.toUpperCase()} ${path}`);
    expect(calls).toHaveLength(consoleRoutes.length);
    const spec = [
      ...['GET status', 'GET licenses', 'GET items', 'GET items/{vendor}/{id}', 'POST files', 'GET handshakes'],
      ...['POST handshakes', 'GET handshakes/{vendor}/{code}', 'PATCH handshakes/{vendor}/{code}'],
      ...['DELETE handshakes/{vendor}/{code}', 'GET devices', 'GET devices/{uuid}', 'PATCH devices/{uuid}'],
      ...['POST devices/{uuid}/reclaim', 'GET leases', 'GET usage', 'GET usage.csv', 'GET denials', 'GET alerts'],
      ...['POST alerts/{id}/dismiss', 'GET sync', 'POST sync', 'GET sync/{vendor}/{epoch}/{seq}/file'],
      ...['POST device-leases', 'GET ledger', 'GET ledger/verify', 'GET settings', 'PATCH settings', 'GET backups'],
      ...['POST backups', 'GET machine', 'GET activation-request', 'GET events', 'POST session', 'DELETE session'],
      ...[
        'GET users',
        'POST users',
        'DELETE users/{name}',
        'GET tokens',
        'POST tokens',
        'DELETE tokens/{id}',
        'GET metrics',
      ],
    ];
    for (const call of spec) expect(calls).toContain(call.replace(' ', ' /admin/v1/'));
  });
});
