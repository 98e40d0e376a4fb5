import { createHash, randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import type { Deps } from '../../../dls/deps.ts';
import { createDeviceServer } from '../../../dls/http/device-server.ts';
import { Refusal } from '../../../dls/http/problem.ts';
import { answerDeviceRequest } from '../../../dls/operations/device-lease.ts';
import { changeDevice, reclaimSeat } from '../../../dls/operations/devices-admin.ts';
import { addHandshake, changeHandshake } from '../../../dls/operations/handshakes.ts';
import { importFile } from '../../../dls/operations/import-file.ts';
import { bringToNow } from '../../../dls/operations/item-counts.ts';
import { changeReservations } from '../../../dls/operations/items-admin.ts';
import { changeSettings } from '../../../dls/operations/settings.ts';
import { runningTerm } from '../../../licensing/item.ts';
import { readLease } from '../../../protocol/lease.ts';
import { type PlainClient, plainClient } from '../../support/plain-device.ts';
import { makeSite, type TestSite } from '../../support/site.ts';
import { createVendor, makeAcknowledgement, makeLicense, type TestVendor } from '../../support/vendor.ts';
import type { Action, Answer, CodeChange, Subject } from '../history/action.ts';
import { defined } from '../history/catalogue.ts';
import { devices, historyStart } from '../history/play.ts';
import type { LicenseFile, Request } from '../rules/facts.ts';
import type { ItemCounts } from '../rules/model.ts';

type Asked<K extends Action['kind']> = Action & { readonly kind: K };

export type HttpSite = Subject & { close(): Promise<void> };

const actor = 'command';
const vendors = new Map<string, TestVendor>();

/** The whole server: a real site in a temporary folder, with a hand-turned clock, behind a real socket. */
export async function createHttpSite(): Promise<HttpSite> {
  const site = await makeSite({ now: historyStart });
  const server = createDeviceServer(site, { tls: null, authority: null });
  await server.listen({ host: '127.0.0.1', port: 0 });
  const { port } = server.server.address() as AddressInfo;
  const client = plainClient(`http://127.0.0.1:${port}`);
  const leases: string[] = [];
  const files = new Map<string, string>();

  const act = async (action: Action): Promise<Answer> => {
    switch (action.kind) {
      case 'pass time':
        site.time.now = action.to;
        return { done: action.kind };
      case 'import':
        return importLicense(site, files, action);
      case 'acquire':
        return action.request.offlineDays === undefined
          ? acquire(client, leases, action.request)
          : acquireByFile(site, leases, action.request);
      case 'release': {
        const answer = await client.post(`/v1/leases/${leases[action.lease]}/release`, {
          device: keyOf(action.device),
        });
        return answer.status === 204 ? { done: 'release' } : problemOf(answer.json);
      }
      case 'report': {
        const { device, number, records } = action.report;
        const answer = await client.post('/v1/usage', { device: keyOf(device), report: number, records });
        const { accepted, duplicate } = answer.json as { accepted: number; duplicate: boolean };
        return answer.status === 200 ? { accepted, duplicate } : problemOf(answer.json);
      }
      case 'reclaim':
        return reclaim(site, action);
      case 'restore':
        site.epoch.current = { ...site.epoch.current, restoredAt: site.time.now };
        return { done: action.kind };
      case 'pause new seats':
        await changeSettings(site, { change: { devices: { newSeatsPaused: action.isPaused } }, actor });
        return { done: action.kind };
      case 'give back':
        return giveBack(site, leases, action);
      default:
        return administer(site, action);
    }
  };

  return {
    act,
    counts: () => countsOf(site),
    close: async () => {
      client.close();
      await server.close();
      await site.close();
    },
  };
}

const keyOf = (uuid: string): string => devices.find((device) => device.uuid === uuid)?.key ?? '';

function problemOf({ code, field, expect }: Readonly<Record<string, unknown>>): Answer {
  return defined({ code, field, expect }) as Answer;
}

function bodyOf(request: Request): Readonly<Record<string, unknown>> {
  const { device, address: _, organization: org, offlineDays: __, ...asked } = request;
  return defined({ ...asked, org });
}

async function acquire(client: PlainClient, leases: string[], request: Request): Promise<Answer> {
  const answer = await client.post('/v1/leases', { ...bodyOf(request), device: keyOf(request.device) });
  if (answer.status !== 200 && answer.status !== 201) return { code: String(answer.json.code) };
  return { status: answer.status, ...readAnswer(String(answer.json.lease), leases) };
}

/** A device that never connects asks by a file. The answer does not say whether the seat is new. */
async function acquireByFile(deps: Deps, leases: string[], request: Request): Promise<Answer> {
  const { device, offlineDays: days } = request;
  const returnHash = createHash('sha256').update(returnKeyOf(leases.length)).digest('base64url');
  const file = { ...bodyOf(request), typ: 'device-request', device, days, request: randomUUID(), returnHash };
  return refusable(async () => {
    const { answer } = await answerDeviceRequest(deps, { text: JSON.stringify({ ...file, reports: [] }), actor });
    return { status: 200, ...readAnswer(String(JSON.parse(answer).lease), leases) };
  });
}

function readAnswer(token: string, leases: string[]) {
  const lease = readLease(token);
  const item = lease.items[0]!;
  leases.push(lease.jti);
  const { id, state = 'ok', until, count = 1, features } = item;
  const { iat, exp, renew = Math.min(Math.round((exp - iat) / 2), 86_400) } = lease;
  return { item: id, state, exp, until, count, renew, features };
}

async function importLicense(
  deps: Deps,
  files: Map<string, string>,
  { file, chosen }: Asked<'import'>,
): Promise<Answer> {
  const content = JSON.stringify(file);
  const token = files.get(content) ?? licenseOf(deps, file);
  files.set(content, token);
  return refusable(async () => {
    const result = await importFile(deps, { bytes: Buffer.from(token), actor, handshake: chosen?.[0] });
    return { done: result.already ? 'already imported' : 'imported' };
  });
}

const vendorOf = (id: string): TestVendor => {
  const vendor = vendors.get(id) ?? createVendor(id);
  vendors.set(id, vendor);
  return vendor;
};

function licenseOf(deps: Deps, file: LicenseFile): string {
  const { vendor, organization, name: jti, serial, iat, items, trials, revoked, locked, lockSite } = file;
  const machines = file.isForThisMachine ? [] : [{ kind: 'linux-machine-id', hash: 'f'.repeat(32) }];
  return makeLicense(vendorOf(vendor), {
    ...{ site: deps.identity.current, organization, serial, iat, jti, items },
    claims: { trials, revoked, locked, lockSite, machines },
  });
}

async function reclaim(deps: Deps, { seat: { device, item, vendor } }: Asked<'reclaim'>): Promise<Answer> {
  const answer = await refusable(async () => {
    const { outcome } = await reclaimSeat(deps, { device, item, vendor, undo: false, actor, once: null });
    return { done: outcome };
  });
  const isNone = 'code' in answer && ['not_found', 'request_conflict'].includes(answer.code);
  return isNone ? { done: 'none' } : answer;
}

/** The return key of a lease; the file carries its hash. */
const returnKeyOf = (lease: number | string): Buffer => createHash('sha256').update(`return ${lease}`).digest();

async function giveBack(deps: Deps, leases: string[], action: Asked<'give back'>): Promise<Answer> {
  const { lease, device, isKeyRight } = action;
  const returnKey = returnKeyOf(isKeyRight ? lease : 'of another').toString('base64url');
  const file = { typ: 'device-return', device, lease: leases[lease], returnKey, reports: [] };
  return refusable(async () => {
    const result = await importFile(deps, { bytes: Buffer.from(JSON.stringify(file)), actor });
    return { done: result.already ? 'already imported' : 'returned' };
  });
}

/** What the administrator and the vendor's acknowledgements do. */
async function administer(
  deps: Deps,
  action: Asked<'acknowledge' | 'add code' | 'change code' | 'reserve' | 'block'>,
): Promise<Answer> {
  return refusable(async () => {
    if (action.kind === 'acknowledge') {
      const { vendor, iat, ...said } = action.acknowledgement;
      const token = makeAcknowledgement(vendorOf(vendor), {
        ...{ site: deps.identity.current, epoch: 1, seq: 0, iat },
        claims: { ...said, jti: randomUUID() },
      });
      await importFile(deps, { bytes: Buffer.from(token), actor });
    } else if (action.kind === 'add code') {
      const { vendor, code } = action;
      await addHandshake(deps, { vendor, code, change: {}, actor, once: null });
    } else if (action.kind === 'change code') {
      const { vendor, code, change } = action;
      await changeHandshake(deps, { vendor, code, change: changeOf(change), actor });
    } else if (action.kind === 'reserve') {
      const { vendor, item: id, reservations } = action;
      await changeReservations(deps, { vendor, id, reservations, actor });
    } else {
      const { device, isBlocked: blocked } = action;
      await changeDevice(deps, { device, blocked, actor });
    }
    return { done: action.kind };
  });
}

function changeOf({ isOrdered, passwords, allow, deny, ...fields }: CodeChange) {
  const current = passwords?.find(({ until }) => until === null)?.text ?? null;
  return {
    ...fields,
    ...(isOrdered !== undefined && { ordered: isOrdered }),
    ...(allow !== undefined && deny !== undefined && { access: { allow, deny } }),
    ...(passwords !== undefined && { password: current, oldPasswordDays: passwords.length > 1 ? 1 : 0 }),
  };
}

async function refusable(act: () => Promise<Answer>): Promise<Answer> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof Refusal) return { code: error.code };
    throw error;
  }
}

/** How every item stands, by the rows of the database brought to now. */
function countsOf({ store, snapshot }: TestSite): Promise<readonly ItemCounts[]> {
  const items = [...snapshot.current.configuration.vendors.values()].flatMap((vendor) => [...vendor.items.values()]);
  items.sort((a, b) => (`${a.vendor} ${a.id}` < `${b.vendor} ${b.id}` ? -1 : 1));
  return store.transact(async (tx) => {
    const counts: ItemCounts[] = [];
    for (const item of items) {
      const { vendor, id, metric } = item;
      const hasSeats = metric !== 'usage' && metric !== 'domain';
      const tally = hasSeats ? await bringToNow(snapshot.current, tx, item) : null;
      const start = (runningTerm(item, tx.time.now) ?? item.terms[0])?.start ?? 0;
      counts.push({
        ...{ vendor, id },
        used: metric === 'usage' ? await tx.counts.used(snapshot.current.itemNo(vendor, id)!, start) : 0,
        units: tally?.all.units ?? 0,
        overageSpent: tally?.overage.spent ?? 0,
        peak: tally?.peak.units ?? 0,
      });
    }
    return counts;
  });
}
