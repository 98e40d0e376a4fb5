/** One room: a top-level folder, whom it may import from, and which packages it may use. */
export type Room = {
  readonly imports: readonly string[];
  /** Packages; `node:` stands for all modules of Node itself. */
  readonly packages: readonly string[];
};

/**
 * The rooms of the project and the direction between them (docs/adr/0001). `test/rooms.test.ts` reads the real imports
 * and compares.
 */
export const rooms: Readonly<Record<string, Room>> = {
  licensing: { imports: [], packages: [] },
  protocol: { imports: ['licensing'], packages: ['typebox', 'jose'] },
  dls: {
    imports: ['licensing', 'protocol'],
    packages: [
      'node:',
      'better-sqlite3',
      'fastify',
      '@fastify/cookie',
      '@fastify/static',
      '@peculiar/x509',
      'reflect-metadata',
      'typebox',
      'jose',
      'pino',
      'pino-roll',
      'prom-client',
      'croner',
      'node-machine-id',
      'nodemailer',
    ],
  },
  sdk: { imports: ['licensing', 'protocol'], packages: ['node:', 'jose'] },
  issuer: { imports: ['licensing', 'protocol'], packages: ['node:', 'better-sqlite3', 'commander', 'jose', 'typebox'] },
  cli: { imports: ['licensing', 'protocol', 'dls', 'sdk'], packages: ['node:', 'commander', 'pino'] },
  electron: { imports: ['licensing', 'protocol', 'dls', 'sdk'], packages: ['node:', 'electron', 'pino', 'typebox'] },
  renderer: {
    imports: ['protocol'],
    packages: [
      'react',
      'react-dom',
      '@mantine/charts',
      '@mantine/core',
      '@mantine/dates',
      '@mantine/form',
      '@mantine/hooks',
      '@mantine/notifications',
      '@tabler/icons-react',
      '@tanstack/react-query',
      '@tanstack/react-router',
      '@tanstack/react-virtual',
      'dayjs',
      'i18next',
      'openapi-fetch',
      'qrcode',
      'react-i18next',
    ],
  },
  build: {
    imports: ['licensing', 'protocol', 'dls', 'sdk', 'issuer', 'cli', 'electron'],
    packages: [
      'node:',
      '@electron/asar',
      'electron',
      'electron-builder',
      'esbuild',
      'jose',
      'playwright-core',
      'vite',
      '@vitejs/plugin-react',
    ],
  },
};

/** Rooms where neither clock nor randomness is to be found: `now` is an argument there. */
export const pureRooms: readonly string[] = ['licensing', 'protocol'];

/** Words that the trade's table replaces (docs/adr/0001), as parts of identifiers. */
export const unspokenWords: readonly string[] = [
  'licensor',
  'tenant',
  'entitlement',
  'sku',
  'overdraft',
  'heartbeat',
  'cull',
  'reap',
  'fingerprint',
];
