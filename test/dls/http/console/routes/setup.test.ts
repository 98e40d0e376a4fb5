import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ask, makeConsole, type TestConsole } from '../../../../support/console.ts';

let console: TestConsole;

beforeEach(async () => {
  console = await makeConsole();
});

afterEach(() => console.close());

const setUp = () => ask(console, 'POST /setup', { over: 'control', json: { password: 'correct horse' } });
const logIn = (json: object = { user: 'admin', password: 'correct horse' }, from?: string) =>
  ask(console, 'POST /session', { as: null, json, ...(from !== undefined && { from }) });

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
