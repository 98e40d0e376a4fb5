import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openLicense } from '../../sdk/index.ts';
import { must, type RunningServer } from '../support/commands.ts';
import { deviceItem, meet, ORGANIZATION, VENDOR, type VendorAndSite } from './support/vendor-and-site.ts';

/** The app's side: a device that scans ten times and reports. */
async function scanTenTimes(world: VendorAndSite, server: RunningServer): Promise<string> {
  const license = await openLicense({
    servers: [server.device],
    vendor: VENDOR,
    vendorKeys: [readFileSync(world.on('acme.cwcard'), 'utf8')],
    product: 'barcode-reader',
    organization: ORGANIZATION,
    storage: world.on('device'),
  });
  expect(license.status).toMatchObject({ state: 'licensed', stage: 'ok' });
  for (let index = 0; index < 10; index += 1) expect(await license.record('qr')).toBe('counted');
  expect(await license.report()).toBe(0);
  const { device } = license;
  await license.close();
  return device;
}

const modes = [
  { name: 'beside a running server', beside: true },
  { name: 'without a server', beside: false },
];

describe.each(modes)('the way from the vendor to the site and back, $name', ({ beside }) => {
  it('carries licenses in, usage out and acknowledgements in again', async () => {
    await using world = await meet();
    const license = await world.issue('plant.cwlic', [deviceItem]);
    const early = beside ? await world.serve() : null;

    expect(await world.told('import', license)).toMatchObject({ kind: 'license', alreadyImported: false });
    expect(await world.told('import', license)).toMatchObject({ kind: 'license', alreadyImported: true });

    const server = early ?? (await world.serve());
    const device = await scanTenTimes(world, server);
    if (!beside) expect(await server.stop()).toBe(0);

    const made = await world.told('export', '--out', world.on('.'));
    const [name] = world.stick('.cwsync');
    expect(world.stick('.cwsync')).toHaveLength(1);
    expect(name).toMatch(/^acme-vision-[0-9a-f]{8}-e1-000001\.cwsync$/);
    expect(made.bundles).toMatchObject([{ vendor: VENDOR, epoch: 1, seq: 1, name }]);

    await must(world.issuer('ingest', world.on(name!), '--ack', world.on('site.cwack')));
    await must(world.issuer('usage', '--csv', world.on('usage.csv')));
    const [heading, row, ...more] = readFileSync(world.on('usage.csv'), 'utf8').trimEnd().split('\n');
    expect(heading!.split(',').at(-1)).toBe('count');
    expect(row!.split(',')).toEqual(expect.arrayContaining(['it-1', 'qr', device, '10']));
    expect(more).toEqual([]);

    const bytes = readFileSync(world.on(name!));
    await must(world.causeway('export', '--out', world.on('device'), '--again', '1'));
    expect(readFileSync(world.on(`device/${name}`))).toEqual(bytes);

    expect(await world.told('import', world.on('site.cwack'))).toMatchObject({ kind: 'acknowledgement' });
    expect(await world.told('verify')).toMatchObject({ ok: true, firstBad: null, damages: [] });
    expect(await world.told('status')).toMatchObject({ served: beside, totals: { devices: 1, usage: 10 } });
    if (beside) expect(await server.stop()).toBe(0);
  });
});
