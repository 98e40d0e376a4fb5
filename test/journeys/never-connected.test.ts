import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type License, openLicense } from '../../sdk/index.ts';
import { must } from '../support/commands.ts';
import { deviceItem, meet, ORGANIZATION, VENDOR, type VendorAndSite } from './support/vendor-and-site.ts';

async function openOffline(world: VendorAndSite): Promise<License> {
  return openLicense({
    servers: [],
    vendor: VENDOR,
    vendorKeys: [readFileSync(world.on('acme.cwcard'), 'utf8')],
    product: 'barcode-reader',
    organization: ORGANIZATION,
    storage: world.on('crane'),
  });
}

describe('a device that never connects', () => {
  it('is licensed by a file, keeps that lease when it asks again, and gives it back with its usage', async () => {
    await using world = await meet();
    await must(world.causeway('import', await world.issue('plant.cwlic', [deviceItem])));
    const license = await openOffline(world);
    const { text } = await license.requestOffline({ days: 5 });
    writeFileSync(world.on('crane.cwdev'), text);
    const told = await world.told('device-lease', world.on('crane.cwdev'), '--out', world.on('lease.cwdev'));
    expect(told).toMatchObject({ device: license.device, items: ['it-1'], file: world.on('lease.cwdev') });
    expect(await license.installOffline(readFileSync(world.on('lease.cwdev'), 'utf8'))).toMatchObject({
      state: 'licensed',
    });
    await license.record('qr', { count: 3 });

    await must(world.causeway('device-lease', world.on('crane.cwdev'), '--out', world.on('again.cwdev')));
    expect(JSON.parse(readFileSync(world.on('again.cwdev'), 'utf8')).lease).toBe(
      JSON.parse(readFileSync(world.on('lease.cwdev'), 'utf8')).lease,
    );

    const back = await license.returnOffline();
    writeFileSync(world.on('return.cwdev'), back!.text);
    expect(await world.told('import', world.on('return.cwdev'))).toMatchObject({
      kind: 'device-return',
      alreadyImported: false,
    });
    expect(await world.told('import', world.on('return.cwdev'))).toMatchObject({ alreadyImported: true });
    expect(await world.told('status')).toMatchObject({ totals: { usage: 3 } });
    await license.close();
  });

  it('is answered by an import too, beside the request, and by the text of a QR code', async () => {
    await using world = await meet();
    await must(world.causeway('import', await world.issue('plant.cwlic', [deviceItem])));
    const license = await openOffline(world);
    const { qr } = await license.requestOffline({ days: 5 });
    writeFileSync(world.on('crane.txt'), `${qr}\n`);
    const { answerFile } = await world.told('import', world.on('crane.txt'));
    expect((answerFile as string).startsWith(world.on(''))).toBe(true);
    await must(world.causeway('device-lease', world.on('crane.txt'), '--out', world.on('lease.txt'), '--qr'));
    const code = readFileSync(world.on('lease.txt'), 'utf8');
    expect(code).toMatch(/^CW1:[\w-]+\n$/);
    expect(await license.installOffline(code)).toMatchObject({ state: 'licensed' });
    await license.close();
  });

  it('is refused with the reason, and no file is written', async () => {
    await using world = await meet();
    const license = await openOffline(world);
    writeFileSync(world.on('crane.cwdev'), (await license.requestOffline({ days: 5 })).text);
    const ended = await world.causeway('device-lease', world.on('crane.cwdev'), '--out', world.on('lease.cwdev'));
    expect(ended.code).toBe(1);
    expect(ended.stderr).toMatch(/^organization_unknown: .*crane\.cwdev: /);
    expect(world.stick('lease.cwdev')).toEqual([]);
    const wrong = await world.causeway('device-lease', world.on('acme.cwcard'), '--out', world.on('lease.cwdev'));
    expect(wrong.stderr).toMatch(/^file_unknown: /);
    await license.close();
  });
});
