import { execFile, execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildSdk } from '../../build/sdk.ts';
import { START } from './support/hand-clock.ts';
import { startSite } from './support/site.ts';

const root = resolve(import.meta.dirname, '..', '..');
const run = promisify(execFile);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'causeway-bundle-'));
  await buildSdk(folder);
  await writeFile(join(folder, 'package.json'), '{"type":"module"}');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A Node 20 or 21 of this machine, outside of the checkout; null: there is none. */
function findOldNode(): string | null {
  for (const place of (process.env.PATH ?? '').split(delimiter)) {
    const path = join(place, 'node');
    try {
      const version = execFileSync(path, ['-p', 'process.versions.node'], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      if (/^2[01]\./.test(version)) return path;
    } catch {
      // Not here.
    }
  }
  return null;
}

const oldNode = findOldNode();
if (oldNode === null)
  process.stderr.write(
    'SKIPPED: no Node 20 on this machine, so the SDK was not run under the oldest Node it supports.\n',
  );

describe('the published SDK', () => {
  it.skipIf(oldNode === null)(
    'acquires, records and reports under Node 20, over TLS and without a warning',
    async () => {
      await using site = await startSite({ secure: true });
      const app = join(folder, 'app.mjs');
      await writeFile(
        app,
        `import { openLicense } from './index.js';
      const license = await openLicense(JSON.parse(process.argv[2]));
      const recorded = license.allows('qr') ? await license.record('qr', { count: 3 }) : 'no';
      const offline = await license.requestOffline({ days: 30 });
      await license.close({ release: true });
      console.log(JSON.stringify({ node: process.version, state: license.status.state, recorded, qr: offline.qr.slice(0, 4) }));`,
      );
      const options = {
        servers: [site.url],
        vendor: 'acme-vision',
        vendorKeys: [site.vendorKey.jwk],
        product: 'barcode-reader',
        storage: join(folder, 'state'),
      };
      const { stdout, stderr } = await run(oldNode!, [app, JSON.stringify(options)]);
      expect(stderr).toBe('');
      expect(JSON.parse(stdout)).toMatchObject({
        node: expect.stringMatching(/^v2[01]\./),
        state: 'unlicensed',
        recorded: 'counted',
        qr: 'CW1:',
      });
      expect([...site.booked.values()].flat()).toMatchObject([{ feature: 'qr', count: 3, slot: START }]);
    },
  );

  it.skipIf(oldNode === null)('has a program that runs under Node 20', async () => {
    const { stdout, stderr } = await run(oldNode!, [join(folder, 'causeway-device.js'), '--help']);
    expect([stdout.split('\n')[0], stderr]).toEqual([
      "causeway-device: a device's part by hand, without writing an app",
      '',
    ]);
  });

  it('is tiny: below 60 kB on the way, and nothing to install with it', async () => {
    for (const name of ['index.js', 'browser.js']) {
      const code = await readFile(join(folder, name));
      expect(gzipSync(code, { level: 9 }).length).toBeLessThan(60_000);
      const imports = [...code.toString().matchAll(/(?:from|import)\s*["']([^"']+)["']/g)].map(([, target]) => target);
      expect(imports.filter((target) => name === 'browser.js' || !target!.startsWith('node:'))).toEqual([]);
    }
    const { dependencies } = JSON.parse(await readFile(join(root, 'sdk', 'package.json'), 'utf8'));
    expect(dependencies).toBeUndefined();
  });

  it('has declarations that stand alone', async () => {
    const app = join(folder, 'app.ts');
    await writeFile(
      app,
      `import { openLicense, memoryStore, type Code, type License, type LicenseOptions, type Status } from './index.js';
      const options: LicenseOptions = { servers: [], vendor: 'v', vendorKeys: [], product: 'p', storage: memoryStore() };
      const license: License = await openLicense(options);
      license.on('state', ({ state, code, reason }: Status) => console.log(state satisfies 'unlicensed' | 'licensed' | 'grace' | 'locked', code satisfies Code | null, reason));
      if (license.allows('qr')) await license.record('qr', { count: 1, key: '4006381333931' });
      // @ts-expect-error: there is no such option
      await license.record('qr', { amount: 1 });`,
    );
    const settings = [
      '--ignoreConfig',
      '--strict',
      '--noEmit',
      '--target',
      'es2022',
      '--module',
      'nodenext',
      '--lib',
      'es2022,dom',
      '--types',
      '',
    ];
    await run(join(root, 'node_modules', '.bin', 'tsc'), [...settings, '--exactOptionalPropertyTypes', app]).catch(
      (error) => {
        throw new Error(error.stdout);
      },
    );
  });
});
