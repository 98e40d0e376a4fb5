import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { EpochSeconds } from '../../licensing/time.ts';
import { CODES } from '../../protocol/codes.ts';
import { countText, numberText } from '../text/figures.ts';
import { type DemoSite, openDemoSite } from './demo-site.ts';
import type { Narrator } from './narrator.ts';
import { CRANE, demoOrder, GATE, LEASE_SECONDS, ORGANIZATION, VENDOR } from './order.ts';
import { type SimulatedDevice, startDevice } from './simulated-device.ts';
import { openVendorDesk, type VendorDesk } from './vendor-desk.ts';

/** What is there when the story was told. */
export type Stage = { readonly site: DemoSite; readonly devices: readonly SimulatedDevice[]; close(): Promise<void> };

export type StoryOptions = {
  /** Throw-away folder; vendor, stick, site and devices get folders in it. */
  readonly folder: string;
  readonly password: string;
  readonly narrator: Narrator;
  readonly now: EpochSeconds;
  /** Throws when somebody wants the story to end. */
  readonly checkpoint: () => void;
};

/** Tells the whole loop once: vendor, site, devices, stick, vendor, site. Everything in it really happens. */
export async function tellStory(options: StoryOptions): Promise<Stage> {
  const { folder, narrator, checkpoint } = options;
  const desk = openVendorDesk(join(folder, 'vendor'));
  const stick = join(folder, 'stick');
  await mkdir(stick, { recursive: true });
  await tellOfVendor(desk, stick, narrator);
  checkpoint();
  narrator.part('An isolated site is set up');
  const site = await openDemoSite(join(folder, 'site'), options.password);
  const devices: SimulatedDevice[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(devices.map(({ license }) => license.close()));
    await site.close();
  };
  try {
    await tellOfActivation({ ...options, desk, stick, site });
    checkpoint();
    await tellOfDevices({ ...options, site, stick, devices });
    checkpoint();
    await tellOfTheGap({ ...options, desk, stick, site });
    checkpoint();
    return { site, devices, close };
  } catch (error) {
    await close();
    throw error;
  }
}

type Act = StoryOptions & { readonly desk: VendorDesk; readonly stick: string; readonly site: DemoSite };

async function tellOfVendor(desk: VendorDesk, stick: string, { part, tell }: Narrator): Promise<void> {
  part('A vendor, far away and online');
  await desk.run('init', '--vendor', VENDOR, '--name', 'Acme Vision');
  await desk.run('card', '--out', join(stick, 'acme.cwcard'));
  tell('Acme Vision makes its keys. Its apps carry the public ones: devices will trust nothing else.');
}

async function tellOfActivation({ desk, stick, site, folder, narrator, now }: Act): Promise<void> {
  const { tell } = narrator;
  tell(`Site ${site.server.site} has its own keys, an administrator and a recovery code.`);
  tell(`Its server answers devices at ${site.server.device}.`);
  await site.activate(join(stick, 'site.cwreq'));
  tell('The administrator carries an activation request out on a stick.');
  const order = join(folder, 'order.json');
  await writeFile(order, JSON.stringify(demoOrder(now), null, 2));
  const files = ['--request', join(stick, 'site.cwreq'), '--out', join(stick, 'plant.cwlic')];
  await desk.run('issue', '--order', order, ...files);
  tell(
    'The vendor answers with a license file that only this site can use: two gates at a time, three cranes, handhelds by scan.',
  );
  tell(`Imported: ${await site.importFile(join(stick, 'plant.cwlic'))}`);
}

type Fleet = StoryOptions & { readonly site: DemoSite; readonly stick: string; readonly devices: SimulatedDevice[] };

async function tellOfDevices({ folder, stick, site, devices, narrator }: Fleet): Promise<void> {
  const { part, tell } = narrator;
  const card = await readFile(join(stick, 'acme.cwcard'), 'utf8');
  const start = async (name: string, product: string): Promise<SimulatedDevice> => {
    const storage = join(folder, 'devices', name);
    await mkdir(storage, { recursive: true });
    const server = site.server.device;
    const device = await startDevice({
      ...{ name, product, storage, server, card },
      ...{ vendor: VENDOR, organization: ORGANIZATION },
    });
    devices.push(device);
    return device;
  };
  part('Four devices on its network');
  const first = await start('gate-1', GATE);
  tell(`gate-1: ${stateOf(first)} It scans.`);
  await scan(first, 'qr', 12);
  const second = await start('gate-2', GATE);
  tell(`gate-2: ${stateOf(second)}`);
  const third = await start('gate-3', GATE);
  tell(`gate-3: ${stateOf(third)}`);
  const crane = await start('crane-1', CRANE);
  tell(`crane-1: ${stateOf(crane)}`);
  await tellOfTheCable(crane, narrator);
  await second.license.release();
  tell('gate-2 is switched off and gives its seat back.');
  await third.license.acquire();
  tell(`gate-3 asks again: ${stateOf(third)}`);
  await scan(third, '1d', 7);
  for (const { license } of devices) await license.report();
  tell('All have reported what they scanned; the server acknowledged it.');
}

async function tellOfTheCable(crane: SimulatedDevice, { tell }: Narrator): Promise<void> {
  crane.goOffline();
  await scan(crane, 'ocr', 5);
  tell(
    `crane-1 loses its cable, and goes on working and counting: ${countText(crane.license.unreported, 'scan')} not reported.`,
  );
  crane.passTime(LEASE_SECONDS + 10);
  await crane.license.acquire();
  tell(`Its lease has run out meanwhile. ${stateOf(crane)}`);
  crane.goOnline();
  await crane.license.acquire();
  await crane.license.report();
  tell(`The cable is back: ${stateOf(crane)} ${countText(crane.license.unreported, 'scan')} left to report.`);
}

async function tellOfTheGap({ desk, stick, site, narrator: { part, tell } }: Act): Promise<void> {
  part('Across the gap and back');
  const bundles = await site.exportTo(stick);
  tell(`The site writes a sync bundle, sealed to the vendor: ${bundles.map((file) => basename(file)).join(', ')}`);
  const answer = join(stick, 'site.cwack');
  await desk.run('ingest', ...bundles, '--ack', answer);
  const usage = await desk.run('usage');
  tell(
    `The vendor opens it, finds every signature and every link of the chain in order, and reads ${scansText(usage)}.`,
  );
  tell(`Its acknowledgement goes back: ${await site.importFile(answer)}`);
  const { ok, events } = await site.verify();
  if (!ok) throw new Error('The ledger of the demo does not verify.');
  tell(`The ledger verifies: ${countText(events, 'event')}, each sealed by the one after it.`);
}

function stateOf({ license }: SimulatedDevice): string {
  const { state, code, until } = license.status;
  if (state === 'licensed') return 'licensed.';
  if (state === 'grace') return `In its grace stage it still works, until ${timeText(until ?? 0)}.`;
  return code === null ? `${state}.` : `refused, ${code}. ${CODES[code].meaning}`;
}

const timeText = (at: EpochSeconds): string => new Date(at * 1_000).toLocaleTimeString('en-GB');

async function scan({ license }: SimulatedDevice, feature: string, times: number): Promise<void> {
  for (let index = 0; index < times; index += 1) await license.record(feature);
}

function scansText({ usage }: Readonly<Record<string, unknown>>): string {
  const rows = usage as readonly { readonly count: number }[];
  return `${numberText(rows.reduce((sum, { count }) => sum + count, 0))} scans`;
}
