import { randomInt } from 'node:crypto';
import {
  type Denied,
  decideAcquire,
  type Granted,
  type AcquireInput as LicensingInput,
  type PasswordState,
} from '../../licensing/acquire.ts';
import type { VendorConfiguration } from '../../licensing/configuration.ts';
import type { ItemCounts } from '../../licensing/counter.ts';
import type { DenialCode } from '../../licensing/denial.ts';
import { rankItems } from '../../licensing/rank.ts';
import type { AcquireRequest } from '../../licensing/request.ts';
import { resolveHandshake } from '../../licensing/resolve.ts';
import type { AcquireMessage } from '../../protocol/device-api.ts';
import { encodeLeasePayload } from '../../protocol/lease.ts';
import type { Deps } from '../deps.ts';
import { type DeviceRow, lastSeenStep } from '../store/devices.ts';
import type { Tx } from '../store/tx.ts';
import { requestOf } from './acquire-request.ts';
import { recordDenial } from './denials.ts';
import { deviceStateOf, rememberedOf } from './device-state.ts';
import { applyGrant, readItemState } from './item-counts.ts';
import { chainLimit, encodeLeaseId } from './lease-id.ts';
import { findPresentedLease, type PresentedLease, settlePresentedLease } from './presented-lease.ts';
import { judgePassword } from './session-password.ts';

export type AcquireOutcome =
  | { readonly outcome: 'lease'; readonly status: 200 | 201; readonly lease: string }
  | { readonly outcome: 'denied'; readonly code: DenialCode; readonly paused: boolean; readonly proof: string }
  | {
      readonly outcome: 'problem';
      readonly code: 'clock_untrusted' | 'proof_required' | 'rate_limited';
      readonly retryAfter?: number;
    };

/** What one unit of work decided. */
export type Decided =
  | { readonly outcome: 'granted'; readonly granted: Granted; readonly seq: string; readonly now: number }
  /** `paused`: it would have been granted, were new seats not paused. */
  | { readonly outcome: 'denied'; readonly code: DenialCode; readonly paused: boolean; readonly now: number }
  | Extract<AcquireOutcome, { outcome: 'problem' }>;

export type AcquireInput = {
  readonly message: AcquireMessage;
  readonly device: string;
  /** Normalized. */
  readonly address: string;
};

/** Acquire and renew: one idempotent call (rules.md section 4). */
export async function acquire(deps: Deps, input: AcquireInput): Promise<AcquireOutcome> {
  const { message, device, address } = input;
  const request = requestOf(message, address);
  const vendor = deps.snapshot.current.configuration.vendors.get(message.vendor) ?? null;
  const resolved = resolveHandshake(vendor, request);
  const judged = await judgePassword(deps, { resolved, given: message.password ?? null, address });
  if (judged.state === 'rate limited')
    return { outcome: 'problem', code: 'rate_limited', retryAfter: judged.retryAfter };
  const presented = await findPresentedLease(deps, message, device);

  const unit: UnitInput = { ...input, request, vendor, password: judged.state, presented };
  const { decided, token } = await deps.store.transact(
    async (tx) => {
      const decided = await decide(deps, tx, unit);
      return { decided, token: beginSigning(deps, input, decided) };
    },
    { repeatable: true },
  );
  switch (decided.outcome) {
    case 'problem':
      return decided;
    case 'denied':
      return { outcome: 'denied', code: decided.code, paused: decided.paused, proof: await token };
    case 'granted':
      return { outcome: 'lease', status: decided.granted.newSeat ? 201 : 200, lease: await token };
  }
}

/**
 * Has the thread pool sign what was decided while the disk is still busy with the commit. The token leaves this process
 * after the commit, or never.
 */
function beginSigning(deps: Deps, { message, device }: AcquireInput, decided: Decided): Promise<string> {
  if (decided.outcome === 'problem') return nothingToSign;
  const signer = deps.identity.signerFor(message.vendor);
  const { now } = decided;
  const token =
    decided.outcome === 'granted'
      ? signer.sign('lease+jwt', leasePayload(deps, { granted: decided.granted, seq: decided.seq, device, now }))
      : signer.sign('denial+jwt', denialPayload(message, device, decided));
  // Nobody waits for it when the commit fails.
  token.catch(() => undefined);
  return token;
}

const nothingToSign = Promise.resolve('');

function denialPayload(
  { vendor: iss, product }: AcquireMessage,
  sub: string,
  { code, now: iat }: Extract<Decided, { outcome: 'denied' }>,
): string {
  return JSON.stringify({ iss, sub, product, code, iat });
}

/** What is known before the unit of work begins. */
export type UnitInput = AcquireInput & {
  readonly request: AcquireRequest;
  readonly vendor: VendorConfiguration | null;
  readonly password: PasswordState;
  readonly presented: PresentedLease | null;
};

/** Decides inside a unit of work and writes what a grant or refusal changes. */
export async function decide(deps: Deps, tx: Tx, input: UnitInput): Promise<Decided> {
  const { request, vendor, message, password, address } = input;
  const { now } = tx.time;
  const proofRequired = await settlePresentedLease(deps, tx, input);
  const row = await tx.devices.find(input.device);
  const seats = row === undefined ? [] : await tx.seats.list(row.no);
  const device = deviceStateOf(deps.snapshot.current, { uuid: input.device, row, seats, vendor: message.vendor });
  // A file that an administrator carries comes from no address.
  if (!device.known && request.offline === null && !deps.firstSeen.allows(address, now)) {
    return { outcome: 'problem', code: 'rate_limited', retryAfter: 60 - (now % 60) };
  }
  const { newSeatsPaused } = deps.settings.current.devices;
  const asked: LicensingInput = { vendor, request, device, password, proofRequired, time: tx.time, newSeatsPaused };
  const ranking = rankItems(asked);
  if (ranking.outcome === 'problem') return ranking;
  if (ranking.outcome === 'denied') return deny(deps, tx, input, ranking);

  const states = [];
  for (const { item, term } of ranking.items) {
    states.push(await readItemState(deps.snapshot.current, tx, { item, term, request }));
  }
  const decision = decideAcquire({ ...asked, ranking, states, nextChain: randomInt(1, chainLimit) });
  if (decision.outcome === 'denied') return deny(deps, tx, input, decision);
  const before = states[ranking.items.findIndex(({ item }) => item === decision.item)]?.counts;
  if (before === undefined) throw new Error('an item was granted that was not ranked');
  await store(deps, tx, { input, row, granted: decision, before });
  const tail = await tx.ledger.tail();
  const seq = `${tail.height}.${tail.hash.toString('base64url').slice(0, 6)}`;
  return { outcome: 'granted', granted: decision, seq, now };
}

async function deny(
  deps: Deps,
  tx: Tx,
  { message, device, address }: UnitInput,
  { code, item, paused = false }: Denied & { readonly paused?: boolean },
): Promise<Decided> {
  await recordDenial(deps, tx, { message, device, address, code, item, paused });
  return { outcome: 'denied', code, paused, now: tx.time.now };
}

type Grant = {
  readonly input: UnitInput;
  readonly row: DeviceRow | undefined;
  readonly granted: Granted;
  readonly before: ItemCounts;
};

/** Writes what a grant changed: the device when it is new or said something new, its seat, the counters, the event. */
async function store(deps: Deps, tx: Tx, { input, row, granted, before }: Grant): Promise<void> {
  const { message, device, address } = input;
  const { now } = tx.time;
  const next = rememberedOf(row, { message, device, address, now, granted });
  let no = row?.no;
  if (no === undefined) no = await tx.devices.insert(next);
  else if (needsWriting(row, next)) await tx.devices.update({ ...next, no });
  const first = row === undefined || row.removedAt !== null;
  await applyGrant(deps.snapshot.current, tx, { deviceNo: no, granted, before });
  if (granted.newSeat) {
    await tx.ledger.append({
      kind: 'grant',
      actor: 'device',
      deviceNo: no,
      data: {
        vendor: message.vendor,
        device,
        item: granted.item.id,
        term: granted.term.start,
        ...(granted.handshake !== null && { handshake: granted.handshake }),
        ...(granted.state !== 'ok' && { state: granted.state }),
        ...(granted.takenFrom !== null && { takenFrom: granted.takenFrom.device }),
        ...(first && { first: true }),
      },
    });
  }
  // At once and not after the commit, or a whole batch of new devices would slip through. One that fails stays counted.
  if (first && input.request.offline === null) deps.firstSeen.count(address, now);
  tx.afterCommit(() => {
    if (granted.handshake !== null) deps.authorizations.add(message.vendor, granted.handshake);
    // A renewal may count more instances than before.
    if (granted.newSeat || granted.counts.all.units !== before.all.units) deps.events.emit({ topic: 'devices' });
  });
}

function needsWriting(row: DeviceRow | undefined, next: Omit<DeviceRow, 'no'>): boolean {
  if (row === undefined) return true;
  return (
    next.lastAt - row.lastAt >= lastSeenStep ||
    row.removedAt !== next.removedAt ||
    row.vendors !== next.vendors ||
    row.name !== next.name ||
    row.platform !== next.platform ||
    row.deployment !== next.deployment ||
    row.os !== next.os ||
    row.app !== next.app ||
    row.version !== next.version ||
    row.address !== next.address
  );
}

type Issued = {
  readonly granted: Granted;
  readonly seq: string;
  readonly device: string;
  readonly now: number;
  /** Of a device that never connects: its machine hash. */
  readonly machine?: string | undefined;
};

/** The payload of the lease for a grant. */
export function leasePayload(deps: Deps, { granted, seq, device, now, machine }: Issued): string {
  const { item, lease, features, state, until, renewAfter, graceSeconds } = granted;
  return encodeLeasePayload({
    iss: item.vendor,
    sub: device,
    jti: encodeLeaseId(lease, device, deps.identity.current.leaseSecret),
    iat: now,
    exp: lease.exp,
    seq,
    items: [{ id: item.id, product: item.product, features: [...features], until, state, count: lease.instances }],
    renew: renewAfter,
    grace: graceSeconds,
    ...(lease.offline !== null && { off: true, req: lease.offline.request }),
    ...(lease.offline !== null && machine !== undefined && { mid: machine.slice(0, 8) }),
  });
}
