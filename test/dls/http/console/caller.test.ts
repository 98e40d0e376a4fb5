import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { consoleRoutes } from '../../../../dls/http/console/routes.ts';
import { ask, makeConsole, type TestConsole, type TestRole } from '../../../support/console.ts';

let console: TestConsole;

beforeAll(async () => {
  console = await makeConsole();
});

afterAll(() => console.close());

describe('roles', () => {
  const roles: readonly TestRole[] = ['metrics', 'viewer', 'operator', 'admin'];
  const named = (path: string) => path.replaceAll(/:[A-Za-z]+/g, '1');

  it.each(consoleRoutes.filter(({ right }) => right !== 'public').map((route) => [route.method, route.path, route]))(
    '%s %s is closed to strangers and to every lower role',
    async (method, path, route) => {
      const address = `${method} ${named(path)}`;
      const stranger = await ask(console, address, { as: null });
      expect([stranger.status, stranger.json.code]).toEqual([401, 'login_required']);
      for (const role of roles.slice(0, roles.indexOf(route.right as TestRole))) {
        const lower = await ask(console, address, { as: role });
        expect([role, lower.status, lower.json.code]).toEqual([role, 403, 'role_forbidden']);
      }
    },
  );

  it('lets a role do what it may', async () => {
    for (const role of ['viewer', 'operator', 'admin'] as const) {
      expect((await ask(console, 'GET /status', { as: role })).status).toBe(200);
    }
    expect((await ask(console, 'GET /metrics', { as: 'metrics' })).status).toBe(200);
    expect((await ask(console, 'POST /sync', { as: 'operator' })).json.code).toBe('vendor_unknown');
  });

  it('takes the caller of the control socket for the administrator', async () => {
    const { json } = await ask(console, 'GET /session', { over: 'control' });
    expect(json).toEqual({ actor: 'command', user: null, role: 'admin', until: null });
  });
});
