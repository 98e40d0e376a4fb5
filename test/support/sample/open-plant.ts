import { addHandshake } from '../../../dls/operations/handshakes.ts';
import { importFile } from '../../../dls/operations/import-file.ts';
import { setUp } from '../../../dls/operations/setup.ts';
import { addToken } from '../../../dls/operations/tokens.ts';
import { addUser } from '../../../dls/operations/users.ts';
import { makeSite, type TestSite } from '../site.ts';
import { createVendor, makeCard, makeDelegation, makeLicense, type TestItem, type TestVendor } from '../vendor.ts';
import { hallPassword } from './members.ts';
import type { Orders } from './orders.ts';

/** Who may log in to the plant's console, and as what. */
export const samplePassword = 'harbor plant 7';

export type PlantVendors = Readonly<Record<'acme' | 'lumen' | 'tessera', TestVendor>>;

export type OpenedPlant = {
  readonly site: TestSite;
  readonly vendors: PlantVendors;
  readonly recoveryCode: string;
};

type OpenPlant = {
  readonly folder: string;
  /** Where copies of backups go. */
  readonly secondPlace: string;
  readonly start: number;
  readonly orders: Orders;
};

/** The first day: set-up, people, the vendors' license files, handshake codes. */
export async function openPlant({ folder, secondPlace, start, orders }: OpenPlant): Promise<OpenedPlant> {
  const site = await makeSite({ folder, now: start });
  const password = samplePassword;
  const { recoveryCode } = await setUp(site, { user: 'admin', password, backupTo: [secondPlace], actor: 'setup' });
  const by = { actor: 'user:admin', once: null } as const;
  await addUser(site, { ...by, name: 'mia', role: 'operator', password });
  await addUser(site, { ...by, name: 'jonas', role: 'viewer', password });
  await addToken(site, { ...by, name: 'Plant monitoring', role: 'viewer' });
  const vendors = {
    acme: createVendor('acme-vision'),
    lumen: createVendor('lumen-ocr'),
    tessera: createVendor('tessera-labels'),
  };
  const trials = [{ id: 'reader-trial', product: 'barcode-reader', days: 14, quota: 25, features: ['qr'] }];
  await license(site, vendors.acme, { organization: '200001', items: orders.acme, claims: { trials } });
  await license(site, vendors.lumen, { organization: '300400', items: orders.lumen });
  await license(site, vendors.tessera, { organization: 'HP77', items: orders.tessera });
  await addCodes(site);
  return { site, vendors, recoveryCode };
}

const names: Readonly<Record<string, string>> = {
  'acme-vision': 'Acme Vision',
  'lumen-ocr': 'Lumen OCR',
  'tessera-labels': 'Tessera Labels',
};

type Bought = {
  readonly organization: string;
  readonly items: readonly TestItem[];
  readonly serial?: number;
  readonly claims?: Readonly<Record<string, unknown>>;
};

/** The text of a license file for the plant. */
export function licenseFile(site: TestSite, vendor: TestVendor, bought: Bought): string {
  const { organization, items, serial = 1 } = bought;
  const { now: iat } = site.time;
  const current = site.identity.current;
  return makeLicense(vendor, {
    ...{ site: current, organization, items, serial, iat },
    claims: {
      card: makeCard(vendor, { iat, claims: { name: names[vendor.id] } }),
      delegations: vendor.signing.map((key) =>
        makeDelegation(vendor, { site: current, items, iat, organization, key }),
      ),
      ...bought.claims,
    },
  });
}

export async function license(site: TestSite, vendor: TestVendor, bought: Bought): Promise<void> {
  await importFile(site, { bytes: Buffer.from(licenseFile(site, vendor, bought)), actor: 'user:admin' });
}

async function addCodes(site: TestSite): Promise<void> {
  const by = { vendor: 'acme-vision', actor: 'user:mia', once: null } as const;
  await addHandshake(site, {
    ...{ ...by, code: '200001-hall-4' },
    change: { items: ['line-scan', 'inspect', 'pick-scan'], note: 'Hall 4, all lines', password: hallPassword },
  });
  await addHandshake(site, {
    ...{ ...by, code: '200001-gates' },
    change: { items: ['gate-scan'], note: 'Gates and truck locks', applications: ['com.acme.*'] },
  });
  await addHandshake(site, {
    ...{ ...by, code: '200001-service' },
    change: {
      ...{ items: ['line-scan', 'gate-scan'], note: 'Service technicians, from the service network only' },
      access: { allow: ['10.30.40.0/24'], deny: [] },
    },
  });
  await addHandshake(site, {
    ...{ ...by, vendor: 'lumen-ocr', code: '300400-goods-in' },
    change: { items: ['ocr-pages'], note: 'Goods-in scanners' },
  });
}
