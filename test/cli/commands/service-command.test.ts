import { describe, expect, it } from 'vitest';
import { run } from '../support/run.ts';

describe('causeway service', () => {
  it('says whether the service is installed, to everybody', async () => {
    const { code, stdout } = await run(['service', 'status', '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ installed: expect.any(Boolean), running: expect.any(Boolean) });
  });

  it('knows three actions', async () => {
    const { code, stderr } = await run(['service', 'restart']);
    expect(code).toBe(2);
    expect(stderr).toContain('install, uninstall, status');
  });

  it('lets only administrators change the services', async () => {
    const before = process.getuid;
    try {
      process.getuid = () => 65_534;
      const { code, stderr } = await run(['service', 'uninstall']);
      expect([code, stderr]).toEqual([1, expect.stringMatching(/^role_forbidden: .*sudo/)]);
    } finally {
      if (before !== undefined) process.getuid = before;
    }
  });
});
