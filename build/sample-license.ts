import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

/**
 * `npm run sample-license`: for who tries Causeway and has no vendor. A vendor is made up, with keys of its own in
 * demo-data/sample-vendor, and issues a license file for the site of this machine.
 */
const root = resolve(import.meta.dirname, '..');
const { values } = parseArgs({
  options: {
    'data-dir': { type: 'string' },
    out: { type: 'string', default: 'sample.cwlic' },
    vendor: { type: 'string', default: join(root, 'demo-data', 'sample-vendor') },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  process.stdout.write(`npm run sample-license -- [--out FILE] [--data-dir DIR] [--vendor DIR]

  --out FILE      where the license file goes (default sample.cwlic)
  --data-dir DIR  the site that it is for (default: where causeway keeps its data)
  --vendor DIR    keys of the made-up vendor, kept for the next license (default demo-data/sample-vendor)
`);
  process.exit(0);
}
const folder = mkdtempSync(join(tmpdir(), 'causeway-license-'));
try {
  issueSample(resolve(values.out), resolve(values.vendor));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function issueSample(out: string, vendor: string): void {
  const request = join(folder, 'site.cwreq');
  const order = join(folder, 'order.json');
  const site = values['data-dir'] === undefined ? [] : ['--data-dir', values['data-dir']];
  writeFileSync(order, JSON.stringify(sampleOrder(Math.floor(Date.now() / 1_000))));
  mkdirSync(resolve(vendor, '..'), { recursive: true });
  if (!existsSync(vendor))
    run('issuer', 'init', '--vendor', 'sample-vendor', '--name', 'Sample Vendor', '--dir', vendor);
  run('cli', 'activate', '--out', request, ...site);
  run('issuer', 'issue', '--dir', vendor, '--order', order, '--request', request, '--out', out);
  process.stdout.write(`${out}\nDrop this file on the console's window, or choose it at the step "License file".\n`);
}

/** Everything that Causeway counts by, in small: who tries it reaches every limit. */
function sampleOrder(now: number): object {
  const term = { start: now - 86_400, end: now + 365 * 86_400 };
  const items = [
    { product: 'barcode-reader', name: 'Barcode Reader', metric: 'device', quota: 10, features: ['1d', 'qr'], ...term },
    { product: 'gate-scanner', name: 'Gate Scanner', metric: 'concurrent-device', quota: 2, features: ['qr'], ...term },
    {
      product: 'pick-by-scan',
      name: 'Pick by Scan',
      metric: 'usage',
      quota: 1_000,
      unit: 'scan',
      features: ['qr'],
      ...term,
    },
  ];
  return { organization: '200001', licensee: 'My plant', items };
}

/** One command of this checkout; what it says is shown when it fails. */
function run(room: 'cli' | 'issuer', ...args: readonly string[]): void {
  const env = { ...process.env, CAUSEWAY_ISSUER_PASSPHRASE: '' };
  const { status, stderr } = spawnSync(process.execPath, [join(root, room, 'main.ts'), ...args], {
    env,
    encoding: 'utf8',
  });
  if (status === 0) return;
  process.stderr.write(stderr);
  process.exit(status ?? 1);
}
