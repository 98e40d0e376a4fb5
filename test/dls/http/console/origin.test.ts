import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, makeConsole, type TestConsole } from '../../../support/console.ts';

let console: TestConsole;

beforeAll(async () => {
  console = await makeConsole();
});

afterAll(() => console.close());

const origin = 'http://localhost:4871';

describe('host and origin', () => {
  const hostOf = (host: string) => ask(console, 'GET /setup', { headers: { host } });

  it.each(['localhost', 'localhost:4871', '127.0.0.1:4871', '127.9.9.9', '[::1]:4871', 'LOCALHOST'])(
    'answers under %s',
    async (host) => expect((await hostOf(host)).status).toBe(200),
  );

  it.each([
    'evil.example',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    '10.1.2.3',
    'a@localhost',
    'localhost:x',
  ])('does not answer under %j', async (host) => {
    const answer = await hostOf(host);
    expect([answer.status, answer.json.code]).toEqual([403, 'origin_forbidden']);
  });

  it('answers under a name that the administrator added', async () => {
    expect((await hostOf('causeway.plant.example')).status).toBe(403);
    await ask(console, 'PATCH /settings', { json: { console: { names: ['causeway.plant.example'] } } });
    expect((await hostOf('causeway.plant.example:8443')).status).toBe(200);
  });

  it.each([
    'http://evil.example',
    'http://localhost:4872',
    'https://localhost:4871',
    'null',
    'http://localhost.evil.example:4871',
    'file://',
    'x',
  ])('refuses the page %s, also with a token and when it only reads', async (from) => {
    for (const address of ['GET /status', 'POST /tokens']) {
      const answer = await ask(console, address, { headers: { origin: from } });
      expect([answer.status, answer.json.code]).toEqual([403, 'origin_forbidden']);
    }
  });

  it('takes its own page, and that of a proxy that adds TLS under a name the administrator set', async () => {
    expect((await ask(console, 'GET /status', { headers: { origin } })).status).toBe(200);
    await ask(console, 'PATCH /settings', { json: { console: { names: ['causeway.plant.example'] } } });
    const proxied = { host: 'causeway.plant.example', origin: 'https://causeway.plant.example' };
    expect((await ask(console, 'GET /status', { headers: proxied })).status).toBe(200);
  });

  it('does not ask the control socket for either', async () => {
    const headers = { host: 'anything', origin: 'http://evil.example' };
    expect((await ask(console, 'GET /status', { over: 'control', headers })).status).toBe(200);
  });
});

describe('every answer', () => {
  it.each(['GET /status', 'GET /nowhere', 'PATCH /status', 'GET /devices?limit=x'])(
    '%s keeps a browser from framing, guessing and storing it',
    async (address) => {
      const { headers } = await ask(console, address);
      expect(headers['content-security-policy']).toContain("default-src 'none'");
      expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
      expect(headers['content-security-policy']).not.toContain('unsafe');
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-resource-policy': 'same-origin',
        'cache-control': 'no-store',
      });
    },
  );

  it('to an address or method that is none says so', async () => {
    expect((await ask(console, 'GET /nowhere')).json.code).toBe('not_found');
    const wrong = await ask(console, 'DELETE /status');
    expect([wrong.status, wrong.json.code]).toEqual([405, 'method_not_allowed']);
    expect(wrong.headers.allow).toContain('GET');
  });
});
