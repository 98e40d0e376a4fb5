import { execFile } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { must, root } from '../support/commands.ts';
import { keyOf, plainClient } from '../support/plain-device.ts';
import { deviceItem, meet, type VendorAndSite } from './support/vendor-and-site.ts';

/** The script of docs/issuer.md as it is written there, but for its folder. */
function nightlyJob(folder: string): string {
  const [, script = ''] = /### A nightly job[\s\S]*?```sh\n([\s\S]*?)```/.exec(
    readFileSync(join(root, 'docs', 'issuer.md'), 'utf8'),
  )!;
  expect(script).toContain('cd /srv/causeway');
  return script.replace('/srv/causeway', folder);
}

/** The vendor's machine: the drop folder, the command on the path, and the job. */
function desk(world: VendorAndSite) {
  const folder = world.on('../');
  for (const name of ['bin', 'drop', 'done', 'refused', 'answers']) mkdirSync(join(folder, name));
  writeFileSync(join(folder, 'job.sh'), nightlyJob(folder));
  const command = join(folder, 'bin', 'causeway-issuer');
  writeFileSync(command, `#!/bin/sh\nexec "${process.execPath}" "${join(root, 'issuer/main.ts')}" "$@"\n`);
  chmodSync(command, 0o755);
  const path = [join(folder, 'bin'), join(process.execPath, '..'), process.env.PATH].join(delimiter);
  return {
    drop: (name: string, as = name) => cpSync(world.on(name), join(folder, 'drop', as)),
    listed: (name: string) => readdirSync(join(folder, name)).toSorted(),
    read: (name: string) => readFileSync(join(folder, name), 'utf8'),
    night: () =>
      new Promise<number>((done) => {
        const job = execFile('/bin/sh', [join(folder, 'job.sh')], { env: { ...process.env, PATH: path } }, () =>
          done(job.exitCode ?? -1),
        );
      }),
  };
}

describe('the nightly job of the documentation', () => {
  it('ingests what was dropped, answers it, and puts what was refused aside', async () => {
    await using world = await meet();
    await must(world.causeway('import', await world.issue('plant.cwlic', [deviceItem])));
    const server = await world.serve('--no-tls');
    const client = plainClient(server.device);
    const asked = { vendor: 'acme-vision', product: 'barcode-reader', org: '200001' };
    await client.post('/v1/leases', { device: keyOf('press'), ...asked });
    const slot = Math.floor(Date.now() / 180_000) * 180;
    const records = [{ vendor: 'acme-vision', slot, item: 'it-1', feature: 'qr', count: 7 }];
    expect(await client.post('/v1/usage', { device: keyOf('press'), report: 1, records })).toMatchObject({
      status: 200,
    });
    for (let bundle = 1; bundle <= 3; bundle += 1) await must(world.causeway('export', '--out', world.on('.')));
    client.close();
    await server.stop();
    const [one = '', two = '', three = ''] = world.stick('.cwsync');
    const { drop, listed, read, night } = desk(world);
    expect(await night()).toBe(0);

    // The third comes before the second; somebody dropped a license file under a wrong name.
    drop(one);
    drop(three);
    drop('plant.cwlic', 'wrong.cwsync');
    expect(await night()).toBe(1);
    expect(listed('drop')).toEqual([]);
    expect(listed('refused')).toEqual(['wrong.cwsync']);
    expect(listed('done')).toEqual([one, three]);
    expect(read('ingest.log')).toMatch(/"code":"bundle_gap"/);
    expect(read('ingest.log')).toMatch(/"code":"file_unknown"/);
    expect(listed('answers')).toEqual([one.replace('cwsync', 'cwack')]);

    drop(two);
    drop(one);
    expect(await night()).toBe(0);
    expect(listed('drop')).toEqual([]);
    const answer = three.replace('cwsync', 'cwack');
    expect(listed('answers')).toContain(answer);
    expect(await world.told('import', world.on(`../answers/${answer}`))).toMatchObject({ kind: 'acknowledgement' });

    // What the vendor reads the morning after.
    const csv = world.on('usage.csv');
    await must(world.issuer('usage', '--csv', csv));
    const [heading, row, ...more] = readFileSync(csv, 'utf8').trimEnd().split('\n');
    expect(heading).toBe('site,organization,product,item,term,feature,day,device,count');
    expect(row).toMatch(/,200001,barcode-reader,it-1,\d+,qr,\d{4}-\d\d-\d\d,[0-9a-f-]{36},7$/);
    expect(more).toEqual([]);
    const summary = await must(world.issuer('usage'));
    expect(summary).toMatch(/200001/);
    expect(summary).toMatch(/it-1.*\n?.*qr.*\b7\b/s);
  });
});
