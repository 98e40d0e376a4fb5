import { randomUUID } from 'node:crypto';
import { loadSnapshot } from '../../dls/site/snapshot.ts';
import type { ItemRow } from '../../dls/store/configuration-tables.ts';
import type { Term } from '../../licensing/item.ts';
import { DAY } from '../../licensing/time.ts';
import type { TestSite } from './site.ts';
import { makeCard, newestKey, type TestVendor, testStart } from './vendor.ts';

/** Puts a vendor with items and a default code into the database, without a license file. */
export async function seedVendor(site: TestSite, vendor: TestVendor, items: readonly string[]): Promise<void> {
  await site.store.transact(async (tx) => {
    await tx.vendors.put({
      vendor: vendor.id,
      name: vendor.id,
      card: makeCard(vendor),
      cardIat: testStart - 1000,
      signing: vendor.signing,
      sealing: [vendor.sealing],
      firstThumbprint: newestKey(vendor).thumbprint,
      addedAt: testStart,
      locked: false,
      lockIat: 0,
      statements: {},
      acknowledgedAt: testStart,
      ackIat: 0,
      termOffset: 0,
    });
    for (const id of items) await tx.items.put(itemRow(vendor.id, id));
    await tx.handshakes.put({
      no: 0,
      vendor: vendor.id,
      code: '200001-default',
      organization: '200001',
      isDefault: true,
      ordered: false,
      note: '',
      passwordHash: null,
      oldPasswordHash: null,
      oldPasswordUntil: null,
      domains: [],
      applications: [],
      processes: [],
      access: { allow: [], deny: [] },
      createdAt: testStart,
      items,
    });
    const next = await loadSnapshot(tx);
    tx.afterCommit(() => {
      site.snapshot.current = next;
    });
  });
}

export type SeededDevice = { readonly no: number; readonly uuid: string };

export async function seedDevice(
  site: TestSite,
  vendor: string,
  item: string,
  name: string | null = null,
): Promise<SeededDevice> {
  const uuid = randomUUID();
  const itemNo = site.snapshot.current.itemNo(vendor, item) ?? 0;
  const no = await site.store.transact(async (tx) => {
    const { now } = tx.time;
    const described = {
      platform: 'linux',
      deployment: 'desktop',
      os: 'Debian 12',
      app: 'com.acme.app',
      version: '10.2',
    };
    const no = await tx.devices.insert({
      ...described,
      uuid,
      vendors: { [vendor]: { machine: null, productId: null, trial: null } },
      name,
      named: false,
      note: 'next to the window',
      blocked: false,
      address: '10.0.0.17',
      firstAt: now,
      lastAt: now,
      gapFrom: null,
      removedAt: null,
    });
    await tx.seats.put(no, itemNo, {
      since: now,
      active: now,
      heldUntil: now + 90 * DAY,
      leases: [],
      features: ['qr'],
      handshake: '200001-default',
      reservation: null,
      machine: null,
      reported: false,
      reclaimedUntil: null,
      takenOver: null,
    });
    return no;
  });
  return { no, uuid };
}

export type SeededReport = {
  readonly vendor: string;
  readonly item: string;
  readonly device: SeededDevice;
  readonly report: number;
  readonly count: number;
  readonly feature?: string;
  readonly handshake?: string;
  /** When it was counted; otherwise now. */
  readonly at?: number;
};

export async function seedReport(site: TestSite, input: SeededReport): Promise<number> {
  const { vendor, item, device, report, count, feature = 'qr', handshake = '200001-default' } = input;
  const itemNo = site.snapshot.current.itemNo(vendor, item) ?? 0;
  return site.store.transact(async (tx) => {
    const { at = tx.time.now } = input;
    const slot = at - (at % 180);
    await tx.counts.addUsed(itemNo, testStart - DAY, count);
    const record = { itemNo, termStart: testStart - DAY, slot, feature, count, handshake, flag: '' } as const;
    const digest = Buffer.alloc(32, report % 256);
    return tx.usage.insert({
      deviceNo: device.no,
      report,
      vendors: [vendor],
      at: tx.time.now,
      digest,
      records: [record],
    });
  });
}

function itemRow(vendor: string, id: string): ItemRow {
  return {
    no: 0,
    vendor,
    id,
    organization: '200001',
    product: 'barcode-reader',
    metric: 'device',
    trial: false,
    publicTrial: null,
    revoked: false,
    revokedAt: null,
    locked: false,
    lockIat: 0,
    licenseDigest: 'x',
    mismatchSince: null,
    reservations: [],
    addedAt: testStart,
    terms: [term()],
  };
}

function term(): Term {
  return {
    start: testStart - DAY,
    end: testStart + 365 * DAY,
    quota: 10,
    features: ['1d', 'qr'],
    name: 'Barcode Reader',
    unit: null,
    versions: null,
    platforms: null,
    apps: null,
    domain: null,
    machines: null,
    offlineDays: 7,
    offlineSeats: 10,
    activeWindow: 7_776_000,
    leaseSeconds: 180,
    graceSeconds: 259_200,
    syncDays: null,
    maxPerSlot: 100_000,
    overagePercent: 10,
    overageSlots: 10_000,
    graceDays: 7,
    reclaimsPerYear: 2,
  };
}
