import { hash } from 'node:crypto';
import { runningTerm, type Term } from '../../licensing/item.ts';
import { decideReturn } from '../../licensing/release.ts';
import { canonicalJson } from '../../protocol/canonical-json.ts';
import { type DeviceReturn, parseDeviceReturn } from '../../protocol/device-file.ts';
import type { Deps } from '../deps.ts';
import { type ImportResult, told } from '../gap/import-result.ts';
import { Refusal } from '../http/problem.ts';
import type { DeviceLeaseRow } from '../store/gap-tables.ts';
import type { Tx } from '../store/tx.ts';
import { tellReports, vendorNameOf } from './device-lease.ts';
import { bookFileReports } from './file-reports.ts';
import { applySeat } from './item-counts.ts';
import { parseLeaseId } from './lease-id.ts';

export type DeviceReturnResult = ImportResult & {
  readonly kind: 'device-return';
  readonly device: string;
  /** The seat came free with it. */
  readonly freed: boolean;
};

/**
 * A return file (protocol.md section 6), read before the unit of work begins: its usage is booked, and with the right key
 * the seat comes free.
 * @throws ProtocolError
 */
export function prepareDeviceReturn(
  deps: Deps,
  text: string,
): (tx: Tx, input: { readonly actor: string }) => Promise<DeviceReturnResult> {
  const value: unknown = JSON.parse(text);
  const message = parseDeviceReturn(value);
  const digest = hash('sha256', canonicalJson(value), 'base64url');
  return (tx, { actor }) => takeBack(deps, tx, { message, digest, actor });
}

type Returning = { readonly message: DeviceReturn; readonly digest: string; readonly actor: string };

async function takeBack(deps: Deps, tx: Tx, { message, digest, actor }: Returning): Promise<DeviceReturnResult> {
  const { device, lease, reports } = message;
  const known = await tx.deviceLeases.findByJti(lease);
  checkReturn(known, message);
  const vendorName = vendorNameOf(deps, known.vendor);
  if (known.returnedDigest === digest) return returnedBefore(known, vendorName);
  const booked = await bookFileReports(deps, tx, { device, reports });
  // A second file of a return says nothing new but for usage that was not booked yet.
  if (known.returnedAt !== null && booked.records === 0)
    return { ...returnedBefore(known, vendorName), changes: tellReports(device, booked) };
  const freed = known.returnedAt === null && (await freeSeat(deps, tx, message));
  if (known.returnedAt === null) await tx.deviceLeases.markReturned(known.request, digest, tx.time.now);
  const { vendor } = known;
  const deviceNo = (await tx.devices.find(device))?.no;
  const data = { vendor, device, lease, freed, units: booked.records };
  await tx.ledger.append({ kind: 'offline-return', actor, data, ...(deviceNo !== undefined && { deviceNo }) });
  tx.afterCommit(() => {
    for (const topic of ['leases', 'devices', 'usage'] as const) deps.events.emit({ topic });
  });
  const summary = freed
    ? `Device ${device} gave its lease back; its seat is free.`
    : `Device ${device} gave its lease back; it held no seat any more.`;
  const changes = [...(freed ? [told('lease-returned', device, summary)] : []), ...tellReports(device, booked)];
  return { kind: 'device-return', already: false, summary, vendor, vendorName, device, freed, changes };
}

/** Only who has the key can show that the device gave the lease up. @throws Refusal `return_invalid` */
function checkReturn(
  known: DeviceLeaseRow | undefined,
  { device, returnKey }: DeviceReturn,
): asserts known is DeviceLeaseRow {
  if (known === undefined || known.device !== device) {
    throw new Refusal('return_invalid', {
      field: 'lease',
      detail:
        'No lease of this number was given to the device here. Import the file at the site that gave it; after a restore, reclaim the seat.',
    });
  }
  const given = hash('sha256', Buffer.from(returnKey, 'base64url'), 'base64url');
  if (given !== known.returnHash) throw new Refusal('return_invalid', { field: 'returnKey' });
}

async function freeSeat(deps: Deps, tx: Tx, { device, lease, returnKey }: DeviceReturn): Promise<boolean> {
  const row = await tx.devices.find(device);
  const number = parseLeaseId(lease, device, deps.identity.current.leaseSecret);
  if (row === undefined || number === undefined) return false;
  const snapshot = deps.snapshot.current;
  for (const held of await tx.seats.list(row.no)) {
    const item = snapshot.items.get(held.itemNo);
    if (item === undefined || !held.seat.leases.some(({ chain }) => chain === number.chain)) continue;
    const offset = snapshot.vendors.get(item.vendor)?.termOffset ?? 0;
    const decision = decideReturn({
      item,
      term: runningTerm(item, tx.time.now + offset) ?? (item.terms[0] as Term),
      seat: { item: item.id, ...held.seat },
      chain: number.chain,
      returnHash: hash('sha256', Buffer.from(returnKey, 'base64url'), 'base64url'),
      now: tx.time.now,
    });
    if (decision.outcome === 'problem') throw renewedSince();
    if (decision.outcome === 'none') return false;
    await applySeat(snapshot, tx, { deviceNo: row.no, item, seat: decision.seat, changes: decision.changes });
    return decision.freed;
  }
  return false;
}

function returnedBefore({ vendor, device }: DeviceLeaseRow, vendorName: string): DeviceReturnResult {
  const summary = `This return of device ${device} is already imported; nothing changed.`;
  return { kind: 'device-return', already: true, summary, vendor, vendorName, device, freed: false, changes: [] };
}

function renewedSince(): Refusal {
  return new Refusal('return_invalid', {
    field: 'returnKey',
    detail:
      'The lease was renewed since, and that one is not given back by this file. Make the return file on the device that installed the newer lease, or reclaim the seat.',
  });
}
