import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ask, makeConsole, type TestConsole } from '../../../../support/console.ts';

let console: TestConsole;

beforeEach(async () => {
  console = await makeConsole();
});

afterEach(() => console.close());

describe('a set-up link', () => {
  it('is given out over the control socket and sets the site up once', async () => {
    const link = await ask(console, 'POST /setup/link', { over: 'control' });
    expect(link.status).toBe(201);
    const json = { token: link.json.token, password: 'correct horse' };
    expect((await ask(console, 'POST /setup', { as: null, json })).status).toBe(201);
    const again = await ask(console, 'POST /setup/link', { over: 'control' });
    expect([again.status, again.json.code]).toEqual([409, 'request_conflict']);
  });

  it('is refused to whoever comes otherwise', async () => {
    const answer = await ask(console, 'POST /setup/link');
    expect([answer.status, answer.json.code]).toEqual([403, 'role_forbidden']);
  });
});
