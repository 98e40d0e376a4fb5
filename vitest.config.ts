import { defineConfig } from 'vitest/config';

// Two suites: `unit` is part of every check; `system` starts real servers, kills them, and fills disks.
const system = ['journeys', 'faults', 'browser', 'desktop'];

export default defineConfig({
  test: {
    testTimeout: 0,
    hookTimeout: 0,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: system.map((room) => `test/${room}/**`),
          maxWorkers: 2,
          // No file of theirs changes what another one finds, and to load everything anew for each takes as long as the tests.
          isolate: false,
        },
      },
      {
        extends: true,
        // Half of what they wait for is a process that starts or a disk: two at a time use both.
        test: { name: 'system', include: system.map((room) => `test/${room}/**/*.test.ts`), maxWorkers: 2 },
      },
    ],
  },
});
