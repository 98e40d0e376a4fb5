import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ask, makeConsole, type TestConsole } from '../../../../support/console.ts';

let console: TestConsole;

beforeEach(async () => {
  console = await makeConsole();
});

afterEach(() => console.close());

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
