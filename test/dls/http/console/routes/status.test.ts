import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ask, makeConsole, type TestConsole } from '../../../../support/console.ts';

let console: TestConsole;

beforeEach(async () => {
  console = await makeConsole();
});

afterEach(() => console.close());

describe('the status', () => {
  it('names the data folder, which commands need, to administrators alone', async () => {
    const folderFor = async (call: object) => (await ask(console, 'GET /status', call)).json.folder;
    expect(await folderFor({ as: 'admin' })).toBe(console.site.folder);
    expect(await folderFor({ over: 'control', as: null })).toBe(console.site.folder);
    expect(await folderFor({ as: 'operator' })).toBeNull();
    expect(await folderFor({ as: 'viewer' })).toBeNull();
  });
});
