import { defineConfig } from 'vitest/config';

// Three suites: `plain` and `unit` are part of every check; `system` starts real servers, kills them, and fills disks.
const system = ['journeys', 'faults', 'browser', 'desktop'];
const plain = ['build', 'cli', 'docs', 'electron', 'issuer', 'licensing', 'model', 'protocol', 'renderer'];
const filesOf = (rooms: readonly string[]): string[] => rooms.map((room) => `test/${room}/**/*.test.ts`);

export default defineConfig({
  test: {
    testTimeout: 0,
    hookTimeout: 0,
    // Half of what they wait for is a process that starts or a disk: two at a time use both.
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        // No file of theirs changes what another one finds, and to load everything anew for each takes as long as the tests.
        test: { name: 'plain', include: filesOf(plain), isolate: false },
      },
      {
        extends: true,
        // Servers are opened and closed in the tests' own process, with threads: each file has a process to itself.
        test: { name: 'unit', include: ['test/**/*.test.ts'], exclude: filesOf([...plain, ...system]) },
      },
      {
        extends: true,
        test: { name: 'system', include: filesOf(system) },
      },
    ],
  },
});
