import { describe, expect, it } from 'vitest';
import { listNotices } from '../../build/notices.ts';

const notices = listNotices();

describe('what is told of third-party packages', () => {
  it('names those of the server and the console, and what they depend on', () => {
    const names = notices.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['fastify', 'better-sqlite3', 'react', 'scheduler', 'find-my-way']));
    expect(new Set(notices.map(({ name, version }) => `${name} ${version}`)).size).toBe(notices.length);
  });

  it('names no package that only builds or tests', () => {
    const names = new Set(notices.map(({ name }) => name));
    for (const tool of ['vite', 'vitest', 'playwright-core', 'typescript']) expect(names.has(tool)).toBe(false);
  });

  it('gives the license of each, and its text where the package brings it along', () => {
    for (const { name, version, license } of notices) {
      expect([name, version.length > 0, license.length > 0]).toEqual([name, true, true]);
    }
    expect(notices.find(({ name }) => name === 'react')?.text).toMatch(/MIT License/);
    expect(notices.filter(({ text }) => text !== '').length).toBeGreaterThan(notices.length * 0.9);
  });
});
