import { request } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createConsoleServer } from '../../../../../dls/http/console/console-server.ts';
import { openAuthority, tlsOptionsOf } from '../../../../../dls/identity/authority.ts';
import { ask, makeConsole, type TestConsole } from '../../../../support/console.ts';

let console: TestConsole;

beforeEach(async () => {
  console = await makeConsole();
});

afterEach(() => console.close());

const setUp = () => ask(console, 'POST /setup', { over: 'control', json: { password: 'correct horse' } });
const logIn = (json: object = { user: 'admin', password: 'correct horse' }, from?: string) =>
  ask(console, 'POST /session', { as: null, json, ...(from !== undefined && { from }) });
const cookieOf = (answer: { readonly headers: Readonly<Record<string, unknown>> }) =>
  String(answer.headers['set-cookie']).split(';')[0] as string;
const origin = 'http://localhost:4871';

describe('sessions', () => {
  beforeEach(setUp);

  it('are opened by password and carried by a cookie that scripts cannot read', async () => {
    const answer = await logIn();
    expect(answer.json).toMatchObject({ user: 'admin', role: 'admin', until: console.site.time.now + 12 * 3600 });
    const cookie = String(answer.headers['set-cookie']);
    expect(cookie).toMatch(/^causeway-session=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; SameSite=Strict$/);
    const who = await ask(console, 'GET /session', { as: null, headers: { cookie: cookieOf(answer) } });
    expect(who.json).toMatchObject({ actor: 'user:admin', user: 'admin', role: 'admin' });
  });

  it('end with the log-out, and their secret is stored nowhere', async () => {
    const cookie = cookieOf(await logIn());
    expect(console.site.dump()).not.toContain(cookie.split('=')[1]);
    expect((await ask(console, 'DELETE /session', { as: null, headers: { cookie, origin } })).status).toBe(204);
    expect((await ask(console, 'GET /session', { as: null, headers: { cookie } })).status).toBe(401);
  });

  it('end at their hour', async () => {
    const cookie = cookieOf(await logIn());
    console.site.time.now += 12 * 3600 - 1;
    expect((await ask(console, 'GET /status', { as: null, headers: { cookie } })).status).toBe(200);
    console.site.time.now += 1;
    expect((await ask(console, 'GET /status', { as: null, headers: { cookie } })).status).toBe(401);
  });

  it('must name the origin of what they change; a token need not', async () => {
    const cookie = cookieOf(await logIn());
    const json = { privacy: { namesInBundles: true } };
    const without = await ask(console, 'PATCH /settings', { as: null, json, headers: { cookie } });
    expect([without.status, without.json.code]).toEqual([403, 'origin_forbidden']);
    const named = await ask(console, 'PATCH /settings', { as: null, json, headers: { cookie, origin } });
    expect(named.status).toBe(200);
    expect((await ask(console, 'PATCH /settings', { json })).status).toBe(200);
  });

  it('write log-ins and log-outs into the ledger', async () => {
    const cookie = cookieOf(await logIn(undefined, '10.0.0.9'));
    await ask(console, 'DELETE /session', { as: null, headers: { cookie, origin } });
    const { items } = await ask(console, 'GET /ledger?actor=user:admin');
    expect(items.map(({ kind, data }) => [kind, data])).toEqual([
      ['logout', { user: 'admin' }],
      ['login', { user: 'admin', address: '10.0.0.9' }],
    ]);
  });

  it('answer the same to a wrong password and an unknown user', async () => {
    const wrong = await logIn({ user: 'admin', password: 'wrong horse' });
    const unknown = await logIn({ user: 'nobody', password: 'wrong horse' });
    expect(wrong.status).toBe(401);
    expect({ ...wrong.json, requestId: '' }).toEqual({ ...unknown.json, requestId: '' });
  });

  it('are told wrong ten times at most when they come at once', async () => {
    const guesses = Array.from({ length: 30 }, (_, i) => logIn({ user: 'admin', password: `x${i}` }, '10.0.0.9'));
    const answers = await Promise.all(guesses);
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array(10).fill(401), ...Array(20).fill(429)]);
  });

  it('are refused for 60 seconds after ten wrong passwords from one address', async () => {
    for (let i = 0; i < 10; i++) expect((await logIn({ user: 'admin', password: 'x' }, '10.0.0.9')).status).toBe(401);
    const locked = await logIn(undefined, '10.0.0.9');
    expect([locked.status, locked.json.code, locked.json.retryAfter]).toEqual([429, 'rate_limited', 60]);
    expect(locked.headers['retry-after']).toBe('60');
    expect((await logIn(undefined, '10.0.0.10')).status).toBe(200);
    console.site.time.now += 60;
    expect((await logIn(undefined, '10.0.0.9')).status).toBe(200);
  });

  it('are open again at once with the new password that the command gives', async () => {
    for (let i = 0; i < 10; i++) await logIn({ user: 'admin', password: 'x' }, '10.0.0.9');
    expect((await logIn(undefined, '10.0.0.9')).status).toBe(429);
    await ask(console, 'PATCH /users/admin', { over: 'control', json: { password: 'another horse' } });
    expect((await logIn(undefined, '10.0.0.9')).status).toBe(401);
    expect((await logIn({ user: 'admin', password: 'another horse' }, '10.0.0.9')).status).toBe(200);
  });

  it('are opened once by a code from the control socket, within a minute', async () => {
    const { json } = await ask(console, 'POST /session/one-time', { over: 'control' });
    const first = await logIn({ code: json.code });
    expect(first.json).toMatchObject({ user: 'desktop', role: 'admin' });
    expect((await logIn({ code: json.code })).json.code).toBe('login_failed');
    const late = await ask(console, 'POST /session/one-time', { over: 'control' });
    console.site.time.now += 60;
    expect((await logIn({ code: late.json.code })).json.code).toBe('login_failed');
  });

  it('give one-time codes to nobody else, administrators included', async () => {
    expect((await ask(console, 'POST /session/one-time')).json.code).toBe('role_forbidden');
  });

  it('name what a log-in lacks', async () => {
    expect((await logIn({ password: 'correct horse' })).json).toMatchObject({
      code: 'request_malformed',
      field: 'user',
    });
    expect((await logIn({ user: 'admin' })).json).toMatchObject({ code: 'request_malformed', field: 'password' });
  });

  it('ride on TLS alone when they were opened over TLS', async () => {
    const { site } = console;
    const { now } = site.time;
    const authority = await openAuthority(site.folder, { site: site.identity.current.site, now, names: ['localhost'] });
    const server = await createConsoleServer(site, { kind: 'browser', tls: tlsOptionsOf(authority) });
    await server.listen({ host: '127.0.0.1', port: 0 });
    const { port } = server.server.address() as AddressInfo;
    const body = JSON.stringify({ user: 'admin', password: 'correct horse' });
    const headers = { 'content-type': 'application/json', origin: `https://127.0.0.1:${port}` };
    const options = { host: '127.0.0.1', port, path: '/admin/v1/session', method: 'POST', rejectUnauthorized: false };
    const cookie = await new Promise<string>((resolve, reject) => {
      request({ ...options, headers, agent: false }, (answer) => {
        answer.resume().on('end', () => resolve(String(answer.headers['set-cookie'])));
      })
        .on('error', reject)
        .end(body);
    });
    expect(cookie).toMatch(/; HttpOnly; Secure; SameSite=Strict$/);
    await server.close();
  });
});
