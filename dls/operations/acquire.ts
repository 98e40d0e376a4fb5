import { randomInt } from 'node:crypto';
import { type AcquireState, decideAcquire, type Granted, type Ranking } from '../../licensing/acquire.ts';
import type { VendorConfiguration } from '../../licensing/configuration.ts';
import type { DenialCode } from '../../licensing/denial.ts';
import { rankItems } from '../../licensing/rank.ts';
import type { AcquireRequest } from '../../licensing/request.ts';
import { resolveHandshake } from '../../licensing/resolve.ts';
import type { AcquireMessage } from '../../protocol/device-api.ts';
import { encodeLeasePayload } from '../../protocol/lease.ts';
import type { Deps } from '../deps.ts';
import { type DeviceRow, lastSeenStep } from '../store/devices.ts';
import type { Tx } from '../store/tx.ts';
import { recordDenial } from './denials.ts';
import { deviceStateOf, rememberedOf } from './device-state.ts';
import { applyGrant, readItemState } from './item-counts.ts';
import { chainLimit, encodeLeaseId } from './lease-id.ts';
import { judgePresentedLease, type PresentedLease } from './presented-lease.ts';
import { judgePassword } from './session-password.ts';

export type AcquireOutcome =
  | { readonly outcome: 'lease'; readonly status: 200 | 201; readonly lease: string }
  | { readonly outcome: 'denied'; readonly code: DenialCode; readonly proof: string }
  | {
      readonly outcome: 'problem';
      readonly code: 'clock_untrusted' | 'proof_required' | 'rate_limited';
      readonly retryAfter?: number;
    };

/** What one unit of work decided; the token is made after the commit. */
type Decided =
  | { readonly outcome: 'granted'; readonly granted: Granted; readonly seq: string; readonly now: number }
  | { readonly outcome: 'denied'; readonly code: DenialCode; readonly now: number }
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
  const password = await judgePassword(deps, { resolved, given: message.password ?? null, address });
  if (password === 'rate limited') return { outcome: 'problem', code: 'rate_limited', retryAfter: 60 };
  const presented = await judgePresentedLease(deps, message, device);

  const decided = await deps.store.transact((tx) =>
    decide(deps, tx, { ...input, request, vendor, password, presented }),
  );
  if (decided.outcome === 'problem') return decided;
  const signer = deps.identity.signerFor(message.vendor);
  if (decided.outcome === 'denied') {
    const { vendor: iss, product } = message;
    const proof = { iss, sub: device, product, code: decided.code, iat: decided.now };
    return { outcome: 'denied', code: decided.code, proof: await signer.sign('denial+jwt', JSON.stringify(proof)) };
  }
  const { granted, seq, now } = decided;
  const payload = leasePayload(deps, { granted, seq, device, now });
  return { outcome: 'lease', status: granted.newSeat ? 201 : 200, lease: await signer.sign('lease+jwt', payload) };
}

type UnitInput = AcquireInput & {
  readonly request: AcquireRequest;
  readonly vendor: VendorConfiguration | null;
  readonly password: AcquireState['password'];
  readonly presented: PresentedLease;
};

async function decide(deps: Deps, tx: Tx, input: UnitInput): Promise<Decided> {
  const { request, vendor, message, password, presented, address } = input;
  const { now } = tx.time;
  const row = await tx.devices.find(input.device);
  const proven = await presented.settle(tx, row);
  if (proven === 'proof_required') return { outcome: 'problem', code: 'proof_required' };
  const seats = row === undefined ? [] : await tx.seats.list(row.no);
  const device = deviceStateOf(deps.snapshot.current, { uuid: input.device, row, seats, vendor: message.vendor });
  if (!device.known && !deps.firstSeen.allows(address, now)) {
    return { outcome: 'problem', code: 'rate_limited', retryAfter: 60 - (now % 60) };
  }
  const ranking: Ranking =
    vendor === null
      ? rankItems({ vendor: noVendor(message.vendor), request, device, password, time: tx.time })
      : rankItems({ vendor, request, device, password, time: tx.time });
  if (ranking.outcome === 'problem') return ranking;
  if (ranking.outcome === 'denied') return deny(deps, tx, input, ranking);

  const states = [];
  for (const { item, term } of ranking.items) {
    states.push(await readItemState(deps.snapshot.current, tx, { item, term, machine: request.machine }));
  }
  const decision = decideAcquire({
    vendor: vendor ?? noVendor(message.vendor),
    request,
    device,
    password,
    time: tx.time,
    ranking,
    states,
    nextChain: randomInt(1, chainLimit),
  });
  if (decision.outcome === 'denied') return deny(deps, tx, input, decision);
  await store(deps, tx, { input, row, granted: decision });
  const tail = await tx.ledger.tail();
  const seq = `${tail.height}.${tail.hash.toString('base64url').slice(0, 6)}`;
  return { outcome: 'granted', granted: decision, seq, now };
}

async function deny(
  deps: Deps,
  tx: Tx,
  { message, device, address }: UnitInput,
  { code, item }: { readonly code: DenialCode; readonly item: string | null },
): Promise<Decided> {
  await recordDenial(deps, tx, { message, device, address, code, item });
  return { outcome: 'denied', code, now: tx.time.now };
}

type Grant = { readonly input: UnitInput; readonly row: DeviceRow | undefined; readonly granted: Granted };

/** Writes what a grant changed: the device when it is new or said something new, its seat, the counters, the event. */
async function store(deps: Deps, tx: Tx, { input, row, granted }: Grant): Promise<void> {
  const { message, device, address } = input;
  const { now } = tx.time;
  const next = rememberedOf(row, { message, device, address, now, granted });
  let no = row?.no;
  if (no === undefined) no = await tx.devices.insert(next);
  else if (needsWriting(row, next)) await tx.devices.update({ ...next, no });
  const first = row === undefined || row.removedAt !== null;
  await applyGrant(deps.snapshot.current, tx, { deviceNo: no, granted });
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
        ...(granted.takenFrom !== null && { takenFrom: granted.takenFrom }),
        ...(first && { first: true }),
      },
    });
  }
  tx.afterCommit(() => {
    if (first) deps.firstSeen.count(address, now);
    if (granted.handshake !== null) deps.authorizations.add(message.vendor, granted.handshake);
    if (granted.newSeat) deps.events.emit({ topic: 'devices' });
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

type Issued = { readonly granted: Granted; readonly seq: string; readonly device: string; readonly now: number };

function leasePayload(deps: Deps, { granted, seq, device, now }: Issued): string {
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
  });
}

export function requestOf(message: AcquireMessage, address: string): AcquireRequest {
  return {
    vendor: message.vendor,
    product: message.product,
    version: message.version ?? null,
    platform: message.platform ?? null,
    deployment: message.deployment ?? null,
    app: message.app ?? null,
    process: message.process ?? null,
    org: emptyToNull(message.org),
    handshake: emptyToNull(message.handshake),
    features: message.features ?? [],
    instances: message.instances ?? 1,
    machine: message.machine ?? null,
    name: message.name ?? null,
    address,
    offline: null,
  };
}

const emptyToNull = (text: string | undefined): string | null => (text === undefined || text === '' ? null : text);

/** A vendor unknown here is judged like one without organizations (protocol.md section 5). */
function noVendor(vendor: string): VendorConfiguration {
  return {
    vendor,
    locked: false,
    termOffset: 0,
    acknowledgedAt: 0,
    items: new Map(),
    codes: new Map(),
    organizations: new Map(),
    trials: [],
  };
}
