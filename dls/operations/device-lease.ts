import { hash } from 'node:crypto';
import { resolveHandshake } from '../../licensing/resolve.ts';
import { canonicalJson } from '../../protocol/canonical-json.ts';
import { CODES } from '../../protocol/codes.ts';
import { type DeviceRequest, parseDeviceRequest } from '../../protocol/device-file.ts';
import type { Deps } from '../deps.ts';
import { counted, type ImportResult, PreviewEnd, told } from '../gap/import-result.ts';
import { recognizeImport } from '../gap/recognize-import.ts';
import { Refusal } from '../http/problem.ts';
import type { DeviceLeaseRow } from '../store/gap-tables.ts';
import type { Tx } from '../store/tx.ts';
import { type Decided, decide, leasePayload, type UnitInput } from './acquire.ts';
import { requestOf } from './acquire-request.ts';
import { type DeviceLeaseFacts, deviceLeaseFacts, readGiven } from './device-lease-facts.ts';
import { type BookedReports, bookFileReports } from './file-reports.ts';
import { encodeLeaseId } from './lease-id.ts';
import { findAnswer, keepAnswer, type Once } from './once.ts';
import { findPresentedLease } from './presented-lease.ts';
import { judgePassword } from './session-password.ts';

export type DeviceLeaseResult = ImportResult &
  DeviceLeaseFacts & {
    readonly kind: 'device-request';
    readonly device: string;
    readonly request: string;
    /** The file to take to the device (JSON), and a name for it. */
    readonly answer: string;
    readonly name: string;
    readonly until: number;
  };

export type DeviceLeaseInput = {
  /** The text of the device request. */
  readonly text: string;
  readonly actor: string;
  readonly preview?: boolean | undefined;
  readonly once?: Once | null | undefined;
};

/**
 * As `answerDeviceRequest` for a file as it came: JSON, or the text of a QR code.
 * @throws Refusal `file_unknown` when it is another file
 */
export async function answerDeviceFile(
  deps: Deps,
  { bytes, ...input }: Omit<DeviceLeaseInput, 'text'> & { readonly bytes: Uint8Array },
): Promise<DeviceLeaseResult> {
  const { kind, text } = await recognizeImport(bytes);
  if (kind === 'device-request') return answerDeviceRequest(deps, { ...input, text });
  throw new Refusal('file_unknown', {
    detail:
      'This is not the request of a device. Choose the request file (.cwdev) or the QR text that the app shows; other files are imported.',
  });
}

/**
 * Answers the request of a device that never connects (protocol.md section 6) with an offline lease. The same request again
 * gets the same lease; the usage that it brings along is booked in any case.
 * @throws Refusal the denial's code, `request_conflict`, `report_malformed`, `rate_limited`; ProtocolError
 */
export async function answerDeviceRequest(deps: Deps, input: DeviceLeaseInput): Promise<DeviceLeaseResult> {
  const { once } = input;
  if (once != null) {
    const known = await deps.store.transact((tx) => findAnswer<DeviceLeaseResult>(tx, once));
    if (known !== null) return known.answer;
  }
  const value: unknown = JSON.parse(input.text);
  const message = parseDeviceRequest(value);
  const digest = hash('sha256', canonicalJson(value), 'base64url');
  const prepared = await prepare(deps, message);
  const outcome = await inUnit(deps, input, (tx) => answer(deps, tx, { ...prepared, digest, input }));
  if ('code' in outcome) throw refused(outcome);
  // What was taken back is given out to nobody: the lease in it would work.
  return input.preview === true && !outcome.already ? { ...outcome, answer: '' } : outcome;
}

type Prepared = { readonly message: DeviceRequest; readonly asked: Omit<UnitInput, 'message' | 'device' | 'address'> };

/** What has to be judged outside of a unit of work. */
async function prepare(deps: Deps, message: DeviceRequest): Promise<Prepared> {
  const { device, request: id, days, returnHash } = message;
  const request = { ...requestOf(message, noAddress), offline: { request: id, days, returnHash } };
  const vendor = deps.snapshot.current.configuration.vendors.get(message.vendor) ?? null;
  const resolved = resolveHandshake(vendor, request);
  const judged = await judgePassword(deps, { resolved, given: message.password ?? null, address: noAddress });
  if (judged.state === 'rate limited') throw new Refusal('rate_limited', { retryAfter: judged.retryAfter });
  const presented = await findPresentedLease(deps, message, device);
  return { message, asked: { request, vendor, password: judged.state, presented } };
}

/** A file comes from no address. */
const noAddress = '';

type Refused = Exclude<Decided, { outcome: 'granted' }>;

/** Runs the unit; a preview takes everything back. */
async function inUnit(
  deps: Deps,
  { preview }: DeviceLeaseInput,
  unit: (tx: Tx) => Promise<DeviceLeaseResult | Refused>,
): Promise<DeviceLeaseResult | Refused> {
  if (preview !== true) return deps.store.transact(unit);
  try {
    return await deps.store.transact(async (tx): Promise<never> => {
      throw new PreviewEnd(await unit(tx));
    });
  } catch (error) {
    if (error instanceof PreviewEnd) return error.result as DeviceLeaseResult | Refused;
    throw error;
  }
}

type Answering = Prepared & { readonly digest: string; readonly input: DeviceLeaseInput };

async function answer(
  deps: Deps,
  tx: Tx,
  { message, asked, digest, input }: Answering,
): Promise<DeviceLeaseResult | Refused> {
  const { device, request: id, reports } = message;
  const known = await tx.deviceLeases.find(id);
  if (known !== undefined) return answeredBefore(deps, { known, message, digest });
  const row = await tx.devices.find(device);
  // What was used counts before more is granted; a device that is not known yet, or lost, becomes known with its lease.
  const before = row === undefined ? null : await bookFileReports(deps, tx, { device, reports });
  const { seq: _, ...withoutSeq } = message;
  const decided = await decide(deps, tx, {
    ...asked,
    device,
    address: row?.address ?? noAddress,
    // There is no second question by file: a `seq` without the lease it came from is left.
    message: asked.presented === null ? withoutSeq : message,
  });
  if (decided.outcome !== 'granted') return decided;
  const booked = before ?? (await bookFileReports(deps, tx, { device, reports }));
  const result = await keepLease(deps, tx, { message, digest, decided, booked, actor: input.actor });
  if (input.once != null) await keepAnswer(tx, input.once, result);
  return result;
}

type Answered = { readonly known: DeviceLeaseRow; readonly message: DeviceRequest; readonly digest: string };

function answeredBefore(deps: Deps, { known, message, digest }: Answered): DeviceLeaseResult {
  if (known.digest !== digest) throw new Refusal('request_conflict');
  const { request, device, vendor, answer: text, until } = known;
  return {
    kind: 'device-request',
    already: true,
    summary: `This request of device ${device} is answered already; it gets the same lease.`,
    ...{ vendor, vendorName: vendorNameOf(deps, vendor), device, request, until },
    ...{ answer: text, name: leaseFileName(device) },
    ...deviceLeaseFacts(deps, message, readGiven(text)),
    changes: [],
  };
}

type Keeping = {
  readonly message: DeviceRequest;
  readonly digest: string;
  readonly decided: Extract<Decided, { outcome: 'granted' }>;
  readonly booked: BookedReports;
  readonly actor: string;
};

async function keepLease(
  deps: Deps,
  tx: Tx,
  { message, digest, decided, booked, actor }: Keeping,
): Promise<DeviceLeaseResult> {
  const { device, request, returnHash, machine, vendor } = message;
  const { granted, seq, now } = decided;
  const payload = leasePayload(deps, { granted, seq, device, now, machine });
  const lease = deps.identity.signerFor(vendor).signNow('lease+jwt', payload);
  const delegations = deps.snapshot.current.delegations.get(vendor) ?? [];
  const text = JSON.stringify({ typ: 'device-lease', request, lease, delegations, reported: booked.reported });
  const jti = encodeLeaseId(granted.lease, device, deps.identity.current.leaseSecret);
  const until = granted.lease.exp;
  await tx.deviceLeases.insert({
    ...{ request, digest, device, vendor, jti, returnHash, answer: text, until },
    at: now,
    returnedDigest: null,
    returnedAt: null,
  });
  const data = { vendor, device, item: granted.item.id, lease: jti, request, until };
  const deviceNo = (await tx.devices.find(device))?.no;
  await tx.ledger.append({ kind: 'offline-lease', actor, data, ...(deviceNo !== undefined && { deviceNo }) });
  tx.afterCommit(() => deps.events.emit({ topic: 'leases' }));
  const day = new Date(until * 1_000).toISOString().slice(0, 10);
  return {
    kind: 'device-request',
    already: false,
    summary: `Device ${device} gets ${granted.item.id} of ${vendor} until ${day}. Take the answer to the device.`,
    ...{ vendor, vendorName: vendorNameOf(deps, vendor), device, request, until },
    ...{ answer: text, name: leaseFileName(device) },
    ...deviceLeaseFacts(deps, message, { item: granted.item.id, from: granted.lease.iat, until }),
    changes: tellReports(device, booked),
  };
}

/** What became of the usage in a device file. */
export function tellReports(device: string, { records, waiting }: BookedReports) {
  return [
    ...(records > 0 ? [told('usage-booked', device, `${counted(records, 'usage record')} of the device booked.`)] : []),
    ...(waiting !== null
      ? [
          told(
            'usage-waiting',
            device,
            `Its usage from report ${waiting} on waits: the device sends it again with its next file.`,
          ),
        ]
      : []),
  ];
}

/** How a vendor calls itself, as far as it is known here. */
export const vendorNameOf = ({ snapshot }: Pick<Deps, 'snapshot'>, vendor: string): string =>
  snapshot.current.vendors.get(vendor)?.name ?? vendor;

function leaseFileName(device: string): string {
  return `lease-${device.slice(0, 8)}.cwdev`;
}

const seatsPaused =
  'New seats are paused, and this device holds none. Resume new seats (in the console on Overview or Devices, or in the tray), then take the file in again.';

function refused(decided: Refused): Refusal {
  const { code } = decided;
  if ('paused' in decided && decided.paused) return new Refusal(code, { detail: seatsPaused });
  const { meaning, next } = CODES[code];
  return new Refusal(code, {
    detail: `${meaning} ${next}`,
    ...('retryAfter' in decided && { retryAfter: decided.retryAfter }),
  });
}
