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
const cookieOf = (answer: { readonly headers: Readonly<Record<string, unknown>> }) =>
  String(answer.headers['set-cookie']).split(';')[0] as string;

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
