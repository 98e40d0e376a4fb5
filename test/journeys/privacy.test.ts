import { readFileSync } from 'node:fs';
import { hostname, userInfo } from 'node:os';
import { describe, expect, it } from 'vitest';
import { changeDevice } from '../../dls/operations/devices-admin.ts';
import { addHandshake } from '../../dls/operations/handshakes.ts';
import { changeSettings } from '../../dls/operations/settings.ts';
import { addUser } from '../../dls/operations/users.ts';
import { DAY, type Island, makeIsland, newStick, type Sold } from './support/island.ts';
import { type IslandDevice, islandDevice } from './support/island-device.ts';
import { type Line, linesOf, openSealed } from './support/vendor-bundle.ts';

const scans: Sold = {
  ...{ vendor: 'acme-vision', product: 'barcode-reader', item: 'scans', metric: 'usage', quota: 1_000 },
  ...{ features: ['qr'], days: 400 },
};
const printers: Sold = {
  ...{ vendor: 'beta-print', product: 'label-printer', item: 'printers', metric: 'device', quota: 1 },
  ...{ features: ['print'], days: 400 },
};

/** A site with two vendors, where people have written their names everywhere they could. */
async function busySite(): Promise<{
  readonly island: Island;
  readonly scanner: IslandDevice;
  readonly printer: IslandDevice;
}> {
  const island = await makeIsland([scans.vendor, printers.vendor]);
  const stick = newStick(island, 'stick');
  for (const sold of [scans, printers])
    await island.issue(sold, { start: -1, end: sold.days }, `stick/${sold.item}.cwlic`);
  await island.importFrom(stick);
  const site = island.site();
  const app = { connected: true, name: 'annas-press-4', app: 'com.acme.scan', process: 'scan-of-anna', os: 'Linux 6' };
  const scanner = islandDevice(island, scans, 'scanner', app);
  const printer = islandDevice(island, printers, 'printer', { connected: true, name: 'pauls-printer' });
  await scanner.use({ qr: 7 });
  await printer.use({ print: 3 });
  // One that finds no seat: a denial.
  await islandDevice(island, printers, 'second printer', { connected: true, name: 'pauls-second' }).use({ print: 1 });
  const [device] = [...scanner.counted.keys()].map((key) => key.split(' ')[0]!);
  await changeDevice(site, { device: device!, note: 'next to the desk of Paul Miller', actor: 'user:anna.miller' });
  await addUser(site, {
    name: 'paul.miller',
    role: 'viewer',
    password: 'a long password',
    actor: 'user:anna.miller',
    once: null,
  });
  await addHandshake(site, {
    ...{ vendor: scans.vendor, code: '200001-line4', actor: 'user:anna.miller', once: null },
    change: {
      note: 'ask Anna',
      password: 'a session password',
      domains: ['plant.example'],
      items: [scans.item],
      access: { allow: [], deny: ['10.1.2.3'] },
    },
  });
  await changeSettings(site, { change: { network: { names: ['dls.plant.example'] } }, actor: 'user:anna.miller' });
  return { island, scanner, printer };
}

/** What a vendor reads, as text, after a month of work. */
async function bundleOf(
  island: Island,
  sold: Sold,
): Promise<{ readonly text: string; readonly lines: readonly Line[] }> {
  island.pass(DAY);
  const stick = newStick(island, `out-${island.now()}`);
  const name = (await island.exportTo(stick)).find((file) => file.startsWith(sold.vendor))!;
  const lines = linesOf(await openSealed(island, sold.vendor, readFileSync(island.at(stick.split('/').at(-1)!, name))));
  return { text: lines.join('\n'), lines: lines.map((line) => JSON.parse(line) as Line) };
}

const uuidOf = (device: IslandDevice): string => [...device.counted.keys()][0]!.split(' ')[0]!;

/** What must never leave the site. */
function secretsOf(island: Island): readonly string[] {
  const site = island.site();
  return [
    ...['anna', 'paul', 'miller', 'press-4', 'next to the desk', 'ask Anna', 'plant.example', '10.1.2.3', '127.0.0.1'],
    ...['a session password', 'scan-of-', 'machine of', 'correct horse', hostname(), userInfo().username],
    ...site.machine.current.identifiers.flatMap(({ identifier, hash }) => [identifier, hash]),
    ...site
      .rows('SELECT vendors_json FROM device')
      .flatMap(({ vendors_json }) => String(vendors_json).match(/[0-9a-f]{32}/g) ?? []),
    site.identity.current.leaseSecret.toString('base64url'),
    island.recoveryCode(),
  ].filter((secret) => secret.length > 3);
}

describe('a sync bundle', () => {
  it('tells what was used, and nothing of people, places or machines', async () => {
    const { island, scanner } = await busySite();
    await using _ = island;
    const { text, lines } = await bundleOf(island, scans);
    expect(secretsOf(island).length).toBeGreaterThan(16);
    for (const secret of secretsOf(island)) expect(text.toLowerCase()).not.toContain(secret.toLowerCase());
    // It is no empty bundle: usage, the device by its random UUID, and who did what as numbers.
    expect(lines.find(({ t }) => t === 'usage')).toMatchObject({ device: uuidOf(scanner), feature: 'qr', count: 7 });
    expect(lines.find(({ t }) => t === 'device')).toMatchObject({ device: uuidOf(scanner), os: 'Linux 6' });
    const events = lines.filter(({ t }) => t === 'event');
    expect(events.length).toBeGreaterThan(0);
    for (const { actor } of events) expect(actor).toBeTypeOf('number');
  });

  it('holds nothing of another vendor', async () => {
    const { island, scanner, printer } = await busySite();
    await using _ = island;
    const foreign = [
      [scans, [printers.vendor, printers.product, printers.item, uuidOf(printer), '"print"', 'quota_exhausted']],
      [printers, [scans.vendor, scans.product, scans.item, uuidOf(scanner), 'line4', '"qr"']],
    ] as const;
    for (const [own, names] of foreign) {
      const { text } = await bundleOf(island, own);
      for (const name of names) expect(text).not.toContain(name);
      expect(text).toContain(own.item);
    }
    const { lines } = await bundleOf(island, printers);
    expect(lines.find(({ t }) => t === 'denial')).toMatchObject({ code: 'quota_exhausted', count: expect.any(Number) });
  });

  it('tells friendly names of devices once the administrator allows it, and nothing more', async () => {
    const { island } = await busySite();
    await using _ = island;
    await changeSettings(island.site(), { change: { privacy: { namesInBundles: true } }, actor: 'user:anna.miller' });
    const { text, lines } = await bundleOf(island, scans);
    expect(lines.find(({ t }) => t === 'device')).toMatchObject({ name: 'annas-press-4' });
    const others = text.replaceAll('annas-press-4', '').toLowerCase();
    for (const secret of secretsOf(island)) expect(others).not.toContain(secret.toLowerCase());
  });

  it('says nothing to who finds the stick', async () => {
    const { island } = await busySite();
    await using _ = island;
    const stick = newStick(island, 'found');
    for (const name of await island.exportTo(stick)) {
      const sealed = readFileSync(`${stick}/${name}`, 'latin1');
      const [head = ''] = sealed.split('.');
      const header = Object.keys(JSON.parse(Buffer.from(head, 'base64url').toString()) as object);
      expect(header.toSorted()).toEqual(['alg', 'cty', 'enc', 'epk']);
      expect(name).toMatch(/^(acme-vision|beta-print)-[0-9a-f]{8}-e1-000001\.cwsync$/);
      expect(sealed).not.toContain(island.site().identity.current.site);
    }
  });
});
