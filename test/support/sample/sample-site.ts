import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { makeSample } from './make-sample.ts';
import { samplePassword } from './open-plant.ts';

/** `npm run sample-site`: a plant's site with months behind it, to look at the console with. */
const { values } = parseArgs({
  options: {
    dir: { type: 'string', default: 'demo-data/plant' },
    devices: { type: 'string', default: '4000' },
    days: { type: 'string', default: '90' },
    force: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
const usage = `npm run sample-site -- [--dir DIR] [--devices N] [--days D] [--force]

  --dir DIR    where the plant goes (default demo-data/plant)
  --devices N  how many devices (default 4000)
  --days D     how many days of usage (default 90)
  --force      replaces a plant that is there
`;
const say = (line: string): void => void process.stderr.write(`${line}\n`);
const [devices, days] = [Number(values.devices), Number(values.days)];

if (values.help) process.stdout.write(usage);
else if (!Number.isInteger(devices) || !Number.isInteger(days) || devices < 50 || days < 1) {
  say(`A plant has at least 50 devices and one day.\n\n${usage}`);
  process.exitCode = 2;
} else await make(resolve(values.dir));

async function make(folder: string): Promise<void> {
  if (existsSync(join(folder, 'site'))) {
    if (!values.force) {
      say(`There is a plant in ${folder} already. "--force" replaces it.`);
      process.exitCode = 1;
      return;
    }
    for (const part of ['site', 'second-place', 'stick'])
      await rm(join(folder, part), { recursive: true, force: true });
  }
  const started = performance.now();
  say(`Making a plant of ${devices} devices and ${days} days …`);
  const made = await makeSample({ folder, devices, days, now: Math.floor(Date.now() / 1_000), say });
  const seconds = Math.round((performance.now() - started) / 1_000);
  process.stdout.write(
    `${made.devices} devices, ${days} days, ${made.reports} reports in ${seconds} s. Ledger and database: ${made.ok ? 'sound' : 'BROKEN'}.

Serve it:   npm run causeway -- serve --data-dir ${made.data}
Log in:     admin / ${samplePassword}   (mia: operator, jonas: viewer, the same password)
Try:        the files in ${join(folder, 'stick')}
Recovery:   ${made.recoveryCode}
`,
  );
  if (!made.ok) process.exitCode = 1;
}
