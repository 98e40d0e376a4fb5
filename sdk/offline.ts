import { encodeBase64url } from '../protocol/base64url.ts';
import { decodeQr, encodeQr, parseDeviceLease } from '../protocol/device-file.ts';
import { digestOf } from '../protocol/digest.ts';
import { ProtocolError } from '../protocol/error.ts';
import { unwrapText } from '../protocol/token.ts';
import { acquireFields } from './acquire.ts';
import type { Device } from './device.ts';
import type { OfflineMemory } from './memory.ts';
import type { OfflineFile } from './offline-file.ts';
import type { Random } from './ports.ts';
import { acknowledge, RECORD_BYTES, renumberPending, reportsAgain } from './report.ts';
import { findNewestDelegation, type VerifiedLease, verifyGrantedLease } from './trust.ts';

const NOTHING: OfflineMemory = { requests: [], returnKey: null, returned: null };
/** Requests whose answer may still come; older ones are forgotten. */
const MOST_REQUESTS = 4;

/** Makes a request for an offline lease (protocol.md section 6) and keeps what proves its return. */
export async function prepareRequest(device: Device, days: number): Promise<OfflineFile> {
  const { exchange, state, ports } = device;
  if (!Number.isSafeInteger(days) || days < 1) throw new TypeError('days: this is not a whole number of 1 or more.');
  const id = randomUuid(ports.random);
  const returnKey = ports.random(32);
  const reports = await numberedReports(device);
  const held = exchange.held();
  const text = JSON.stringify({
    typ: 'device-request',
    device: exchange.device(),
    ...acquireFields(exchange, held, held === null ? 'nothing' : 'lease'),
    request: id,
    days,
    returnHash: await digestOf(returnKey),
    reports,
  });
  const offline = state.memory().offline ?? NOTHING;
  const requests = [...offline.requests, { id, returnKey: encodeBase64url(returnKey) }].slice(-MOST_REQUESTS);
  await state.remember({ offline: { ...offline, requests } });
  return withQr(text);
}

/**
 * Takes the answer to a request in: verifies it down to a vendor key, as for any lease, and that it is for this request and
 * this machine.
 * @throws ProtocolError with a sentence; nothing changed
 */
export async function installLease(device: Device, file: string): Promise<void> {
  const { exchange, state, settings } = device;
  const answer = parseDeviceLease(await readJson(file));
  const { site, delegations, lastLeaseAt, offline } = state.memory();
  const request = offline?.requests.find(({ id }) => id === answer.request);
  if (offline === null || request === undefined)
    throw refused('request', 'The lease answers a request that was not made here.');
  const { vendor, vendorKeys, product } = settings;
  const offered = [...new Set([...delegations, ...answer.delegations])];
  const by = await findNewestDelegation(offered, vendor, vendorKeys, settings.site ?? site);
  if (by === null)
    throw refused('delegations', 'The lease is of another site, or of no site that the vendor lets grant it.');
  const asked = { vendor, product, features: exchange.wish().features, device: exchange.device() };
  const lease = await verifyGrantedLease(answer.lease, by, asked, lastLeaseAt);
  checkOffline(lease, request.id, exchange.machine.machine);
  const isNew = exchange.held()?.lease.jti !== lease.lease.jti;
  await installVerified(device, lease, { ...offline, returnKey: request.returnKey, returned: null }, offered);
  for (const report of state
    .book()
    .pending()
    .filter(({ number }) => number <= answer.reported)) {
    await acknowledge({ exchange, state }, report);
  }
  if (isNew) await takeBackLost(state, answer.reported);
}

/**
 * What was acknowledged beyond the last report that the answer names was lost at the site, which was restored or put back:
 * it goes with the next file again (rules.md section 7).
 */
async function takeBackLost(state: Device['state'], reported: number): Promise<void> {
  const lost = (await state.archived()).filter(({ number }) => number > reported);
  const again = await reportsAgain(state, reported + 1);
  const isBehind = lost.length > 0 || (again[0]?.number ?? 0) > reported + 1;
  if (isBehind) await renumberPending(state, again, reported + 1);
}

/**
 * Gives an offline lease up and makes the file that proves it. Without such a lease: the file that was made last, or null.
 */
export async function prepareReturn(device: Device): Promise<OfflineFile | null> {
  const { exchange, state } = device;
  const held = exchange.held();
  const offline = state.memory().offline ?? NOTHING;
  if (held?.lease.off !== true || offline.returnKey === null) {
    return offline.returned === null ? null : withQr(offline.returned);
  }
  const { returnKey } = offline;
  const reports = await numberedReports(device);
  const text = JSON.stringify({
    typ: 'device-return',
    device: exchange.device(),
    lease: held.lease.jti,
    returnKey,
    reports,
  });
  await device.giveUp({ offline: { ...offline, requests: [], returnKey: null, returned: text } });
  return withQr(text);
}

async function installVerified(
  device: Device,
  lease: VerifiedLease,
  offline: OfflineMemory,
  delegations: readonly string[],
): Promise<void> {
  const { exchange, state } = device;
  const { iat, jti } = lease.lease;
  // The same file again must not turn time back.
  if (exchange.held()?.lease.jti !== jti && iat !== state.memory().lastLeaseAt) exchange.time.reach(iat);
  device.hold(lease);
  await state.remember({
    site: lease.site,
    delegations,
    lease: { text: lease.text, delegation: lease.delegation },
    lastLeaseAt: iat,
    denial: null,
    offline,
    time: exchange.time.memory(),
  });
}

function checkOffline({ lease }: VerifiedLease, request: string, machine: string | null): void {
  if (lease.off !== true) throw refused('lease.off', 'This is not a lease for a device that never connects.');
  if (lease.req !== request) throw refused('lease.req', 'The lease answers another request.');
  if (lease.mid !== machine?.slice(0, 8)) throw refused('lease.mid', 'The lease is for another machine.');
}

async function numberedReports({ state, settings }: Device): Promise<readonly object[]> {
  const numbered = state.book().numberOpen(RECORD_BYTES);
  if (numbered !== null) await state.change(numbered);
  const { vendor } = settings;
  return state
    .book()
    .pending()
    .map(({ number, records }) => ({ vendor, report: number, records }));
}

async function readJson(file: string): Promise<unknown> {
  const text = file.replace(/^\uFEFF/, '').trim();
  const json = unwrapText(text).startsWith('CW1:') ? await decodeQr(text) : text;
  try {
    return JSON.parse(json);
  } catch (cause) {
    throw new ProtocolError('lease_invalid', {
      detail: 'This is not a device lease; the file may have been cut.',
      cause,
    });
  }
}

async function withQr(text: string): Promise<OfflineFile> {
  try {
    return { text, qr: await encodeQr(text) };
  } catch (error) {
    if (error instanceof ProtocolError && error.code === 'too_large') return { text, qr: null };
    throw error;
  }
}

/** A random UUID (RFC 9562, version 4). */
function randomUuid(random: Random): string {
  const bytes = random(16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

function refused(field: string, detail: string): ProtocolError {
  return new ProtocolError('lease_invalid', { field, detail });
}
