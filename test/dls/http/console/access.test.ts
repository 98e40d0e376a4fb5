import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ask, makeConsole, type TestConsole } from '../../../support/console.ts';

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

describe('set-up', () => {
  it('keeps everything but itself closed to who has no token', async () => {
    const answer = await ask(console, 'GET /status', { as: null });
    expect(answer.json.detail).toContain('not set up');
    expect((await logIn()).json.code).toBe('login_failed');
    expect((await ask(console, 'GET /setup', { as: null })).json).toEqual({ needed: true });
  });

  it('takes the token of its link once, and answers a recovery code', async () => {
    const link = (await console.server.setupLink('http://127.0.0.1:4871')) as string;
    expect(link).toMatch(/^http:\/\/127\.0\.0\.1:4871\/setup#token=[\w-]{32}$/);
    const json = { token: link.split('=')[1], password: 'correct horse' };
    const made = await ask(console, 'POST /setup', { as: null, json });
    expect(made.status).toBe(201);
    expect(made.json.recoveryCode).toMatch(/^([0-9A-Z]{5}-){6}[0-9A-Z]{5}$/);
    expect((await ask(console, 'POST /setup', { as: null, json })).json.code).toBe('request_conflict');
    expect(await console.server.setupLink('http://127.0.0.1:4871')).toBeNull();
    expect((await logIn()).status).toBe(200);
  });

  it('refuses a wrong token, and the token before the last', async () => {
    const first = ((await console.server.setupLink('x')) as string).split('=')[1];
    await console.server.setupLink('x');
    for (const token of [undefined, 'wrong', '', first]) {
      const answer = await ask(console, 'POST /setup', { as: null, json: { token, password: 'correct horse' } });
      expect([answer.status, answer.json.code]).toEqual([401, 'login_required']);
    }
    expect(console.site.access.current.isSetUp).toBe(false);
  });

  it('lets the holder of the set-up token see what the page shows, until it is done', async () => {
    const token = ((await console.server.setupLink('x')) as string).split('=')[1];
    const headers = { authorization: `Bearer ${token}` };
    expect((await ask(console, 'GET /machine', { as: null, headers })).status).toBe(200);
    await setUp();
    expect((await ask(console, 'GET /machine', { as: null, headers })).status).toBe(401);
  });

  it('refuses a password that is too short and a backup place that is not there', async () => {
    const short = await ask(console, 'POST /setup', { over: 'control', json: { password: '1234567' } });
    expect([short.status, short.json.field]).toEqual([400, 'password']);
    const json = { password: 'correct horse', backupTo: ['/does/not/exist'] };
    const place = await ask(console, 'POST /setup', { over: 'control', json });
    expect([place.status, place.json.code]).toEqual([404, 'not_found']);
    const inside = { password: 'correct horse', backupTo: [console.site.folder] };
    expect((await ask(console, 'POST /setup', { over: 'control', json: inside })).json.field).toBe('backupTo[0]');
    expect(console.site.access.current.isSetUp).toBe(false);
  });

  it('makes a new recovery code for an administrator, and tells nobody the old one', async () => {
    const first = await setUp();
    const next = await ask(console, 'POST /recovery-code');
    expect(next.json.thumbprint).not.toBe(first.json.thumbprint);
    expect(console.site.dump()).not.toContain(first.json.recoveryCode);
    expect(console.site.dump()).not.toContain(next.json.recoveryCode);
  });
});

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

  it('are refused for 60 seconds after ten wrong passwords from one address', async () => {
    for (let i = 0; i < 10; i++) expect((await logIn({ user: 'admin', password: 'x' }, '10.0.0.9')).status).toBe(401);
    const locked = await logIn(undefined, '10.0.0.9');
    expect([locked.status, locked.json.code, locked.json.retryAfter]).toEqual([429, 'rate_limited', 60]);
    expect(locked.headers['retry-after']).toBe('60');
    expect((await logIn(undefined, '10.0.0.10')).status).toBe(200);
    console.site.time.now += 60;
    expect((await logIn(undefined, '10.0.0.9')).status).toBe(200);
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
});

describe('tokens', () => {
  it('are shown once, work at once and end at once', async () => {
    const made = await ask(console, 'POST /tokens', { json: { role: 'viewer', name: 'nightly' } });
    expect(made.json).toMatchObject({ role: 'viewer', name: 'nightly' });
    expect(made.json.createdBy).toMatch(/^token:/);
    const headers = { authorization: `Bearer ${made.json.token}` };
    expect((await ask(console, 'GET /session', { as: null, headers })).json.actor).toBe(`token:${made.json.id}`);
    const { json } = await ask(console, 'GET /tokens');
    expect(JSON.stringify(json)).not.toContain(made.json.token);
    expect(console.site.dump()).not.toContain(made.json.token);
    expect((await ask(console, `DELETE /tokens/${made.json.id}`)).status).toBe(204);
    expect((await ask(console, 'GET /session', { as: null, headers })).status).toBe(401);
    expect((await ask(console, `DELETE /tokens/${made.json.id}`)).json.code).toBe('not_found');
  });

  it('of unknown or broken spelling are nobody', async () => {
    for (const authorization of [
      'Bearer x',
      'Bearer',
      'bearer ',
      'Basic YTpi',
      `Bearer ${'a'.repeat(5000)}`,
      'Bearer a b',
    ]) {
      expect((await ask(console, 'GET /status', { as: null, headers: { authorization } })).status).toBe(401);
    }
  });
});

describe('users', () => {
  beforeEach(setUp);

  const eva = { name: 'eva', role: 'operator', password: 'battery staple' };

  it('are added, changed and removed, each change with its actor in the ledger', async () => {
    expect((await ask(console, 'POST /users', { json: eva })).json).toMatchObject({ name: 'eva', role: 'operator' });
    expect((await ask(console, 'POST /users', { json: eva })).json.code).toBe('request_conflict');
    await ask(console, 'PATCH /users/eva', { json: { role: 'viewer' } });
    expect((await ask(console, 'GET /users')).items.map(({ name, role }) => [name, role])).toEqual([
      ['admin', 'admin'],
      ['eva', 'viewer'],
    ]);
    expect((await ask(console, 'DELETE /users/eva')).status).toBe(204);
    const { items } = await ask(console, 'GET /ledger?subject=eva');
    expect(items.map(({ kind, actor }) => [kind, actor.split(':')[0]])).toEqual([
      ['user-removed', 'token'],
      ['user-changed', 'token'],
      ['user-added', 'token'],
    ]);
    expect(console.site.dump()).not.toContain('battery staple');
  });

  it('lose their sessions when their role or password changes', async () => {
    await ask(console, 'POST /users', { json: eva });
    const cookie = cookieOf(await logIn({ user: 'eva', password: eva.password }));
    await ask(console, 'PATCH /users/eva', { json: { password: 'another staple' } });
    expect((await ask(console, 'GET /status', { as: null, headers: { cookie } })).status).toBe(401);
    expect((await logIn({ user: 'eva', password: eva.password })).status).toBe(401);
    expect((await logIn({ user: 'eva', password: 'another staple' })).status).toBe(200);
  });

  it('always leave one administrator', async () => {
    expect((await ask(console, 'DELETE /users/admin')).json.code).toBe('request_conflict');
    expect((await ask(console, 'PATCH /users/admin', { json: { role: 'viewer' } })).json.code).toBe('request_conflict');
    await ask(console, 'POST /users', { json: { ...eva, role: 'admin' } });
    expect((await ask(console, 'DELETE /users/admin')).status).toBe(204);
  });

  it('cannot take the name of the desktop shell, nor one that is no name', async () => {
    expect((await ask(console, 'POST /users', { json: { ...eva, name: 'desktop' } })).json.field).toBe('name');
    for (const name of ['', '../x', 'a b', 'ä', 'x'.repeat(65)]) {
      expect((await ask(console, 'POST /users', { json: { ...eva, name } })).json.code).toBe('request_malformed');
    }
  });

  it('that are not there are not found', async () => {
    expect((await ask(console, 'PATCH /users/nobody', { json: {} })).json.code).toBe('not_found');
    expect((await ask(console, 'DELETE /users/nobody')).json.code).toBe('not_found');
  });
});
