import { createDeviceServer } from '../../../dls/http/device-server.ts';
import { samplePeaks } from '../../../dls/jobs/sample-peaks.ts';
import { createBackup } from '../../../dls/operations/backup.ts';
import { answerDeviceFile } from '../../../dls/operations/device-lease.ts';
import { exportBundle } from '../../../dls/operations/export-bundle.ts';
import { addHandshake } from '../../../dls/operations/handshakes.ts';
import { importFile } from '../../../dls/operations/import-file.ts';
import { setUp } from '../../../dls/operations/setup.ts';
import { addUser } from '../../../dls/operations/users.ts';
import { DAY, HOUR } from '../../../licensing/time.ts';
import { createFileDevice, makeDeviceRequest } from '../../support/device-files.ts';
import { makeSite, type TestSite } from '../../support/site.ts';
import {
  createVendor,
  makeAcknowledgement,
  makeCard,
  makeItem,
  makeLicense,
  type TestItem,
  type TestVendor,
} from '../../support/vendor.ts';
import { createShift, type Worker } from './shift.ts';

/** A site of a plant with some weeks behind it, made by real operations under a hand-turned clock. */
export type Plant = {
  readonly folder: string;
  readonly acme: TestVendor;
  readonly lumen: TestVendor;
  readonly password: string;
};

type PlantOptions = {
  /** Data folder of the site. */
  readonly folder: string;
  /** Days of work before `now`. */
  readonly days: number;
  /** Epoch seconds: where the hand-turned clock ends. */
  readonly now: number;
  /** How many of each kind of device work there. */
  readonly crew?: number;
};

export const plantPassword = 'harbor plant 7';

export async function makePlant({ folder, days, now, crew = 6 }: PlantOptions): Promise<Plant> {
  const start = now - (now % HOUR) - days * DAY;
  const site = await makeSite({ folder, now: start });
  const [acme, lumen] = [createVendor('acme-vision'), createVendor('lumen-ocr')];
  await setUp(site, { user: 'admin', password: plantPassword, backupTo: [], actor: 'setup' });
  await addUser(site, { name: 'mia', role: 'operator', password: plantPassword, actor: 'user:admin', once: null });
  await license(site, acme, '200001', itemsOfAcme(start, crew));
  await license(site, lumen, '300400', itemsOfLumen(start, now));
  await addCodes(site);
  const server = createDeviceServer(site, { tls: null, authority: null });
  const shift = createShift(server, crewOf(crew));
  for (; site.time.now < now - HOUR; site.time.now += HOUR) {
    await shift.work(site.time.now);
    await samplePeaks(site);
    if ((site.time.now - start) % (7 * DAY) === 6 * DAY) await crossTheGap(site, acme, now);
  }
  await carryToFarDevice(site);
  await createBackup(site, { actor: 'system' });
  site.time.now = now - 60;
  await shift.work(site.time.now);
  await server.close();
  await site.close();
  return { folder, acme, lumen, password: plantPassword };
}

function itemsOfAcme(start: number, crew: number): readonly TestItem[] {
  const term = { start: start - DAY, end: start + 400 * DAY };
  return [
    makeItem('line-scan', { ...term, name: 'Barcode Reader, line', quota: crew * 3, offlineDays: 30 }),
    makeItem('inspect', {
      ...term,
      name: 'Surface Inspection',
      product: 'surface-inspection',
      metric: 'concurrent-device',
      quota: crew,
      features: ['defect', 'measure'],
      leaseSeconds: 2 * HOUR,
      overageSlots: 40,
    }),
    makeItem('pages', {
      ...term,
      name: 'Label printing',
      product: 'label-print',
      metric: 'usage',
      unit: 'label',
      quota: 250_000,
      features: ['gs1', 'plain'],
    }),
  ];
}

function itemsOfLumen(start: number, now: number): readonly TestItem[] {
  return [
    makeItem('desk', {
      start: start - DAY,
      end: now + 20 * DAY,
      name: 'OCR Desk',
      product: 'ocr-desk',
      metric: 'concurrent-instance',
      quota: 5,
      features: ['latin', 'cyrillic'],
      leaseSeconds: 2 * HOUR,
      overageSlots: 10,
      syncDays: 60,
    }),
    makeItem('archive', {
      start: start - DAY,
      end: now - 3 * DAY,
      name: 'Archive Server',
      product: 'ocr-archive',
      metric: 'server',
      quota: 1,
      features: ['latin'],
    }),
  ];
}

async function license(site: TestSite, vendor: TestVendor, organization: string, items: readonly TestItem[]) {
  const iat = site.time.now - 500;
  const file = makeLicense(vendor, { site: site.identity.current, organization, items, iat });
  await importFile(site, { bytes: Buffer.from(file), actor: 'user:admin' });
  const names: Readonly<Record<string, string>> = { 'acme-vision': 'Acme Vision', 'lumen-ocr': 'Lumen OCR' };
  const card = makeCard(vendor, { iat: iat + 100, claims: { name: names[vendor.id] } });
  await importFile(site, { bytes: Buffer.from(card), actor: 'user:admin' });
}

async function addCodes(site: TestSite): Promise<void> {
  const change = { items: ['line-scan', 'inspect', 'pages'], note: 'Hall 4, all lines', password: 'hall four 2026' };
  await addHandshake(site, {
    vendor: 'acme-vision',
    code: '200001-hall-4',
    change,
    actor: 'user:mia',
    once: null,
  });
}

/** Who works in the plant; more want the inspection than there are seats. */
function crewOf(crew: number): readonly Worker[] {
  const several = (count: number, make: (no: number) => Worker): readonly Worker[] =>
    Array.from({ length: count }, (_, index) => make(index + 1));
  const acme = { vendor: 'acme-vision', org: '200001' };
  return [
    ...several(crew * 2, (no) => ({
      ...acme,
      name: `line-${no}-scanner`,
      product: 'barcode-reader',
      features: no % 3 === 0 ? ['qr', '1d'] : ['qr'],
      platform: no % 4 === 0 ? 'android' : 'linux',
      app: 'com.acme.line',
      pace: 40 + no * 4,
      isAlways: no % 5 !== 0,
    })),
    ...several(Math.ceil(crew * 1.3), (no) => ({
      ...acme,
      name: `inspection-${no}`,
      product: 'surface-inspection',
      features: ['defect'],
      platform: 'windows',
      app: 'com.acme.inspect',
      pace: 12,
      isAlways: no <= crew / 2,
    })),
    ...several(2, (no) => ({
      ...acme,
      name: `label-printer-${no}`,
      product: 'label-print',
      features: no === 1 ? ['gs1'] : ['plain'],
      platform: 'linux',
      app: 'com.acme.labels',
      pace: 260,
      isAlways: true,
    })),
    ...several(4, (no) => ({
      vendor: 'lumen-ocr',
      org: '300400',
      name: `desk-${no}`,
      product: 'ocr-desk',
      features: ['latin'],
      platform: 'windows',
      app: 'com.lumen.desk',
      pace: 25,
      isAlways: no === 1,
    })),
  ];
}

/** Every week a bundle goes out; all but the last come back acknowledged. */
async function crossTheGap(site: TestSite, vendor: TestVendor, now: number): Promise<void> {
  const [bundle] = await exportBundle(site, { vendor: vendor.id, actor: 'user:admin' });
  if (bundle === undefined || now - site.time.now < 8 * DAY) return;
  const { epoch, seq, digest } = bundle;
  const iat = site.time.now + HOUR;
  const answer = makeAcknowledgement(vendor, { site: site.identity.current, epoch, seq, digest, iat });
  await importFile(site, { bytes: Buffer.from(answer), actor: 'user:mia' });
}

async function carryToFarDevice(site: TestSite): Promise<void> {
  const asked = makeDeviceRequest(createFileDevice(), { name: 'crane-cabin', features: ['qr'] });
  await answerDeviceFile(site, { bytes: Buffer.from(asked.text), actor: 'user:mia' });
}
