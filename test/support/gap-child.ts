import { readFileSync } from 'node:fs';
import { exportBundle } from '../../dls/operations/export-bundle.ts';
import { importFile } from '../../dls/operations/import-file.ts';
import { makeSite } from './site.ts';

/**
 * A process that imports the files of a list and makes a bundle after each, and says what it made, until it is killed.
 * Arguments: the data folder, a file with the list as JSON, the time.
 */
const [folder = '', files = '', now = '0'] = process.argv.slice(2);
const site = await makeSite({ folder, now: Number(now) });
process.stdout.write('ready\n');
for (const text of JSON.parse(readFileSync(files, 'utf8')) as readonly string[]) {
  const refused = await importFile(site, { bytes: Buffer.from(text), actor: 'command' }).then(
    () => null,
    (error: { readonly code?: string }) => error.code ?? String(error),
  );
  if (refused !== null && refused !== 'license_superseded') throw new Error(refused);
  for (const { seq, digest } of await exportBundle(site, { actor: 'command' })) {
    process.stdout.write(`made ${seq} ${digest}\n`);
  }
}
