import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { version } from '../../dls/version.ts';

/**
 * Runs what the packager left unpacked in dist/packages as it stands there: the command tells its version, and the server
 * answers devices and shows its console. For machines where packages were really made.
 */
const packages = resolve(import.meta.dirname, '../../dist/packages');
const places = [
  'linux-unpacked/resources',
  'win-unpacked/resources',
  'mac-universal/Causeway.app/Contents/Resources',
].map((place) => join(packages, place));
const resources = places.find((place) => existsSync(place));
if (resources === undefined) throw new Error('Nothing was packed: run "npm run package" first.');

const node = join(resources, 'node', process.platform === 'win32' ? 'node.exe' : 'node');
const program = join(resources, 'server/causeway.js');
const folder = await mkdtemp(join(tmpdir(), 'causeway-smoke-'));
try {
  const { stdout } = await promisify(execFile)(node, [program, '--version']);
  expect(stdout.trim() === version, `the version is ${stdout.trim()}, not ${version}`);
  await serveOnce();
  process.stdout.write(`What was packed in ${resources} works.\n`);
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function serveOnce(): Promise<void> {
  const listen = ['--port', '0', '--console-port', '0', '--no-tls', '--json'];
  const server = spawn(node, [program, 'serve', '--data-dir', folder, ...listen], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<number | null>((done) => server.once('close', done));
  const line = await new Promise<string>((done, fail) => {
    createInterface({ input: server.stdout }).once('line', done);
    void ended.then((code) => fail(new Error(`the server ended with ${code} before it was ready`)));
  });
  const ready = JSON.parse(line) as { readonly device: string; readonly console: string };
  const health = await fetch(`${ready.device}/v1/health`);
  expect(health.status === 200, `health answered ${health.status}`);
  const page = await fetch(ready.console);
  expect((await page.text()).includes('<div id="root">'), 'the console has no page');
  server.kill();
  const code = await ended;
  expect(process.platform === 'win32' || code === 0, `the server ended with ${code}`);
}

function expect(isSo: boolean, otherwise: string): void {
  if (!isSo) throw new Error(otherwise);
}
