import { decideAdoption, lapsedSeat } from '../../licensing/adopt.ts';
import { runningTerm, type Term } from '../../licensing/item.ts';
import { encodeSeq, fitsLedger, judgeProof, type LedgerView, lossOf, parseSeq } from '../../licensing/rollback.ts';
import type { Seat, SeatLease } from '../../licensing/seat.ts';
import { DAY, type EpochSeconds } from '../../licensing/time.ts';
import { ProtocolError } from '../../protocol/error.ts';
import { type LeasePayload, readLease, verifyLease } from '../../protocol/lease.ts';
import type { Deps } from '../deps.ts';
import { listSiteKeys } from '../identity/site-identity.ts';
import { loadEpochState } from '../site/epoch-state.ts';
import type { Snapshot } from '../site/snapshot.ts';
import type { DeviceRow } from '../store/devices.ts';
import type { Tx } from '../store/tx.ts';
import type { AcquireInput } from './acquire.ts';
import { requestOf } from './acquire-request.ts';
import { beginEpoch } from './epoch.ts';
import { applySeat, readItemState } from './item-counts.ts';
import { parseLeaseId } from './lease-id.ts';

/** A lease that this site gave to the device that presents it. */
export type PresentedLease = { readonly lease: LeasePayload; readonly seq: NonNullable<ReturnType<typeof parseSeq>> };

/**
 * Verifies the lease that a request carries as proof, by every key this site ever had. Null: it carries none, or one of
 * another site, vendor or device, which proves nothing.
 * @throws ProtocolError `lease_invalid` when it cannot be read
 */
export async function findPresentedLease(
  deps: Deps,
  message: AcquireInput['message'],
  device: string,
): Promise<PresentedLease | null> {
  if (message.lease === undefined) return null;
  readLease(message.lease);
  try {
    const lease = await verifyLease(message.lease, siteKeysOf(deps));
    const seq = parseSeq(lease.seq);
    return lease.sub === device && lease.iss === message.vendor && seq !== null ? { lease, seq } : null;
  } catch (error) {
    if (error instanceof ProtocolError && error.code === 'signature_invalid') return null;
    throw error;
  }
}

function siteKeysOf(deps: Deps) {
  return listSiteKeys(deps.identity.current).map(({ jwk, thumbprint }) => ({ jwk, thumbprint }));
}

type Presented = AcquireInput & { readonly presented: PresentedLease | null };

/**
 * Holds what the device says of our ledger against it (rules.md section 8). A lease that the ledger does not know of
 * proves that the database was put back: a new epoch begins, unless that time is already known as lost, and the lease
 * is adopted. Answers whether a proof is still missing.
 */
export async function settlePresentedLease(deps: Deps, tx: Tx, input: Presented): Promise<boolean> {
  const { presented, message } = input;
  if (presented === null) {
    const seq = message.seq === undefined ? null : parseSeq(message.seq);
    return seq !== null && !fitsLedger(seq, await viewAt(tx, seq.height));
  }
  const proof = { iat: presented.lease.iat, seq: presented.seq };
  const view = await viewAt(tx, presented.seq.height);
  if (fitsLedger(proof.seq, view)) return false;
  // Not from memory: another device may have proven the same loss in this very batch.
  const { losses } = await loadEpochState(tx);
  const judged = judgeProof(proof, view, losses);
  const loss =
    judged === 'rollback'
      ? lossOf(await tx.ledger.lastAtOrBefore(proof.iat), (await tx.ledger.firstAfter(proof.iat)) ?? tx.time.now)
      : losses.find(({ from, until }) => from <= proof.iat && proof.iat <= until);
  if (judged === 'rollback' && loss !== undefined) {
    await beginEpoch(deps, tx, {
      reason: 'rollback',
      loss,
      heights: [presented.seq.height],
      actor: 'device',
      data: { device: input.device, seq: encodeSeq(presented.seq) },
    });
  }
  await adopt(deps, tx, { ...input, lease: presented.lease, from: loss?.from ?? proof.iat });
  return false;
}

async function viewAt(tx: Tx, height: number): Promise<LedgerView> {
  const { height: last } = await tx.ledger.tail();
  const hash = height > last ? undefined : await tx.ledger.hashAt(height);
  if (hash !== undefined) return { height: last, oldest: height, hash: hash.toString('base64url').slice(0, 6) };
  return { height: last, oldest: await tx.ledger.oldest(), hash: null };
}

type Adopted = AcquireInput & { readonly lease: LeasePayload; readonly from: EpochSeconds };

/** Makes the presented lease count again, also beyond quota; of one that is over only what it leased is known again. */
async function adopt(deps: Deps, tx: Tx, input: Adopted): Promise<void> {
  const { lease, message, device, address } = input;
  const { now } = tx.time;
  const number = parseLeaseId(lease.jti, device, deps.identity.current.leaseSecret);
  const granted = lease.items[0];
  const snapshot = deps.snapshot.current;
  const itemNo = granted === undefined ? undefined : snapshot.itemNo(lease.iss, granted.id);
  const item = itemNo === undefined ? undefined : snapshot.items.get(itemNo);
  if (itemNo === undefined || number === undefined || granted === undefined || item === undefined) return;

  const row = await tx.devices.find(device);
  const no = row?.no ?? (await tx.devices.insert(adoptedDevice(input, trialOf(snapshot, lease))));
  const seats = row === undefined ? [] : await tx.seats.list(no);
  const held = seats.find((seat) => seat.itemNo === itemNo);
  const seat: Seat | null = held === undefined ? null : { item: item.id, ...held.seat };
  const term = runningTerm(item, now + (snapshot.vendors.get(item.vendor)?.termOffset ?? 0)) ?? (item.terms[0] as Term);
  const { counts } = await readItemState(snapshot, tx, { item, term, request: requestOf(message, address) });
  const lost = {
    item,
    term,
    seat,
    counts,
    lease: leaseOf(input, number),
    features: granted.features,
    handshake:
      message.handshake ??
      snapshot.configuration.vendors.get(item.vendor)?.organizations.get(message.org ?? '')?.code ??
      null,
    machine: message.machine ?? null,
    now,
  };
  const lapsed = lease.exp <= now ? lapsedSeat(lost) : null;
  const adoption = lapsed === null ? decideAdoption(lost) : { seat: lapsed, changes: [], counts };
  if (adoption === null) return;
  await applySeat(snapshot, tx, { deviceNo: no, item, ...adoption });
  await tx.ledger.append({
    kind: 'adopted',
    actor: 'device',
    deviceNo: no,
    data: { vendor: item.vendor, device, item: item.id, until: lease.exp, units: adoption.counts.all.units },
  });
}

function leaseOf(
  { lease, message }: Adopted,
  { chain, renewal }: { readonly chain: number; readonly renewal: number },
): SeatLease {
  return {
    chain,
    renewal,
    app: message.app ?? null,
    process: message.process ?? null,
    iat: lease.iat,
    exp: lease.exp,
    instances: lease.items[0]?.count ?? 1,
    offline: null,
  };
}

type Trial = DeviceRow['vendors'][string]['trial'];

/** The public trial that a lease is of, which began so many days before its end. */
function trialOf(snapshot: Snapshot, { iss, items: [granted] }: LeasePayload): Trial {
  const offered = snapshot.configuration.vendors.get(iss)?.trials.find(({ id }) => id === granted?.id);
  if (granted === undefined || offered === undefined) return null;
  return { id: offered.id, since: granted.until - offered.days * DAY };
}

function adoptedDevice({ lease, message, device, address, from }: Adopted, trial: Trial): Omit<DeviceRow, 'no'> {
  return {
    uuid: device,
    vendors: { [lease.iss]: { machine: message.machine ?? null, productId: message.productId ?? null, trial } },
    name: message.name ?? null,
    named: false,
    note: '',
    blocked: false,
    platform: message.platform ?? null,
    deployment: message.deployment ?? null,
    os: message.os ?? null,
    app: message.app ?? null,
    version: message.version ?? null,
    address,
    firstAt: lease.iat,
    lastAt: lease.iat,
    gapFrom: from,
    removedAt: null,
  };
}
