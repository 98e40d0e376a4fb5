import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { answerDeviceFile } from '../../../dls/operations/device-lease.ts';
import { changeDevice, reclaimSeat } from '../../../dls/operations/devices-admin.ts';
import { exportBundle } from '../../../dls/operations/export-bundle.ts';
import { importFile } from '../../../dls/operations/import-file.ts';
import { changeReservations } from '../../../dls/operations/items-admin.ts';
import { DAY } from '../../../licensing/time.ts';
import { makeDeviceRequest, makeDeviceReturn } from '../device-files.ts';
import { payloadOf } from '../plain-device.ts';
import type { TestSite } from '../site.ts';
import { makeAcknowledgement, makeItem, type TestVendor } from '../vendor.ts';
import type { Member } from './members.ts';
import { license, licenseFile, type OpenedPlant } from './open-plant.ts';
import type { Orders } from './orders.ts';
import { farDevice } from './requests.ts';

type Office = OpenedPlant & { readonly members: readonly Member[] };

type Task = { readonly day: number; readonly days: number; readonly orders: Orders; readonly seed: number };

/** What the administrators do on a day, at places of the plant's history that do not depend on its length. */
export async function lookAfter(plant: Office, { day, days, orders, seed }: Task): Promise<void> {
  const { site, vendors } = plant;
  const at = (share: number): boolean => day === Math.floor(share * days);
  if (at(0.2)) await nameDevices(plant);
  if (at(0.4)) {
    const reservations = [{ name: 'Truck gates', seats: 6, devices: ['gate-00*'] }];
    await changeReservations(site, { vendor: 'acme-vision', id: 'gate-scan', reservations, actor: 'user:mia' });
  }
  if (at(0.55)) await license(site, vendors.acme, { organization: '200001', items: orders.acmeRenewed, serial: 2 });
  if (at(0.6)) await blockOne(plant);
  if (at(0.7)) await carryBack(site, seed);
  if (at(0.85)) await carryTo(site, ['crane-cabin-1', 'crane-cabin-2', 'cold-store'], seed);
  if (at(0.9)) await takeBack(plant);
}

const present = ({ members }: Office, item: string): readonly Member[] =>
  members.filter(({ crew, first }) => crew.item === item && first === 0);

async function nameDevices(plant: Office): Promise<void> {
  const [first, second] = present(plant, 'vision-server').concat(present(plant, 'line-scan'));
  if (first !== undefined) {
    const note = 'Rack 3, next to the historian. Do not switch off.';
    await changeDevice(plant.site, { device: first.uuid, note, actor: 'user:mia' });
  }
  if (second !== undefined)
    await changeDevice(plant.site, { device: second.uuid, note: 'Line 4, exit', actor: 'user:mia' });
}

async function blockOne(plant: Office): Promise<void> {
  const member = present(plant, 'line-scan').at(-1);
  if (member === undefined) return;
  const change = { blocked: true, note: 'Reported stolen from hall 2.' };
  await changeDevice(plant.site, { device: member.uuid, ...change, actor: 'user:admin' });
}

async function takeBack(plant: Office): Promise<void> {
  const member = present(plant, 'printers').find(({ last, first }) => last > first);
  if (member === undefined) return;
  const { vendor, item } = member.crew;
  await reclaimSeat(plant.site, { device: member.uuid, vendor, item, undo: false, actor: 'user:mia', once: null });
}

async function carryTo(site: TestSite, names: readonly string[], seed: number): Promise<void> {
  for (const name of names) {
    const { text } = makeDeviceRequest(farDevice(name, seed), {
      name,
      platform: 'linux',
      app: 'com.acme.line',
      version: '10.4.2',
    });
    await answerDeviceFile(site, { bytes: Buffer.from(text), actor: 'user:mia' });
  }
}

/** A lease that went out by stick and came back the same way. */
async function carryBack(site: TestSite, seed: number): Promise<void> {
  const device = farDevice('test-bench', seed);
  const asked = makeDeviceRequest(device, { name: 'test-bench', version: '10.4.2', platform: 'linux' });
  const { answer } = await answerDeviceFile(site, { bytes: Buffer.from(asked.text), actor: 'user:mia' });
  const { lease } = JSON.parse(answer) as { readonly lease: string };
  const returned = makeDeviceReturn(device, { lease: String(payloadOf(lease).jti), returnKey: asked.returnKey });
  await importFile(site, { bytes: Buffer.from(returned), actor: 'user:mia' });
}

/** Bundles go out; those of the last days wait for their acknowledgement. */
export async function crossTheGap(site: TestSite, vendors: readonly TestVendor[], now: number): Promise<void> {
  for (const vendor of vendors) {
    for (const { epoch, seq, digest } of await exportBundle(site, { vendor: vendor.id, actor: 'user:admin' })) {
      if (now - site.time.now < 9 * DAY) continue;
      const iat = site.time.now;
      const answer = makeAcknowledgement(vendor, { site: site.identity.current, epoch, seq, digest, iat });
      await importFile(site, { bytes: Buffer.from(answer), actor: 'user:mia' });
    }
  }
}

type Stick = { readonly folder: string; readonly orders: Orders; readonly seed: number };

/** Files to try on the finished site: a renewal, and a request of a device on no network. */
export async function fillStick({ site, vendors }: OpenedPlant, { folder, orders, seed }: Stick): Promise<void> {
  const desk = orders.lumen.find(({ id }) => id === 'ocr-desk');
  const start = Number(desk?.end);
  const items = [makeItem('ocr-desk', { ...desk, start, end: start + 365 * DAY })];
  const renewal = licenseFile(site, vendors.lumen, { organization: '300400', items, serial: 2 });
  await writeFile(join(folder, 'lumen-renewal.cwlic'), renewal);
  const { text } = makeDeviceRequest(farDevice('tank-farm', seed), {
    name: 'tank-farm',
    version: '10.4.2',
    platform: 'linux',
  });
  await writeFile(join(folder, 'tank-farm.cwdev'), text);
}
