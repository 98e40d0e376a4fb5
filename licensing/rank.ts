import { passesAccess } from './access.ts';
import type { AcquireInput, Denied, RankedItem, Ranking, TrustedTime } from './acquire.ts';
import type { HandshakeCode, VendorConfiguration } from './configuration.ts';
import { DEFAULTS } from './defaults.ts';
import type { DenialCode } from './denial.ts';
import { FILTERS, findFailure, isInGrace } from './filters.ts';
import { type Item, runningTerm, type Term } from './item.ts';
import { orderItems } from './order.ts';
import { resolveHandshake } from './resolve.ts';
import type { DeviceState, Seat } from './seat.ts';
import { judgeTrial } from './trial.ts';
import { passesValidation } from './validation.ts';

/**
 * The checks of rules.md section 3 in their order, from the clock to `lease_reclaimed`, and the order in which the items
 * that are left are tried. Not checked here: the shape of the request, rates, and everything that needs counts.
 */
export function rankItems(input: AcquireInput): Ranking {
  const { vendor, request, device, time } = input;
  if (time.distrusted && !heldRecently(device, time)) return { outcome: 'problem', code: 'clock_untrusted' };
  if (input.proofRequired) return { outcome: 'problem', code: 'proof_required' };
  const resolved = resolveHandshake(vendor, request);
  if (resolved.outcome === 'denied') return resolved;
  // An unknown vendor has neither codes nor trials, so nothing was resolved.
  const known = vendor as VendorConfiguration;
  if (resolved.outcome === 'trial') {
    const trial = judgeTrial(known, resolved.trial, device, time.now);
    if ('outcome' in trial) return trial;
    return findRefusal(input, null) ?? rank(input, known, [trial], null);
  }
  const { code } = resolved;
  const items: Item[] = [];
  for (const id of code.items) {
    const item = known.items.get(id);
    if (item !== undefined) items.push(item);
  }
  return findRefusal(input, code) ?? rank(input, known, items, code);
}

/** The checks of the device and the code, between resolution and the items. */
function findRefusal({ request, device, password }: AcquireInput, code: HandshakeCode | null): Denied | null {
  if (device.blocked) return denied('device_blocked');
  const visitor = { uuid: device.uuid, names: [device.name, request.name], address: request.address };
  if (code !== null && !passesAccess(code.access, visitor)) return denied('device_blocked');
  if (device.machine !== null && request.machine !== null && device.machine !== request.machine) {
    return denied('device_cloned');
  }
  if (code === null) return null;
  if (code.protected && password !== 'right') return denied('password_wrong');
  return passesValidation(code, request) ? null : denied('validation_failed');
}

function rank(
  { request, device, time }: AcquireInput,
  vendor: VendorConfiguration,
  items: readonly Item[],
  code: HandshakeCode | null,
): Ranking {
  const { now } = time;
  const ranked: RankedItem[] = [];
  let furthest = 0;
  for (const item of items) {
    const seat = seatOn(device, item);
    const term = runningTerm(item, now + vendor.termOffset) ?? (item.terms[0] as Term);
    const failure = findFailure({ vendor, request, item, term, seat, now });
    if (failure !== null) furthest = Math.max(furthest, FILTERS.indexOf(failure));
    else ranked.push({ item, term, grace: isInGrace({ vendor, item, term, now }), seat });
  }
  if (ranked.length === 0) return denied(FILTERS[furthest] as DenialCode);
  return {
    outcome: 'ranked',
    handshake: code?.code ?? null,
    organization: code?.organization ?? null,
    items: orderItems(ranked, code?.ordered === true, now),
  };
}

function seatOn({ seats }: DeviceState, { id }: Item): Seat | null {
  for (const seat of seats) if (seat.item === id) return seat;
  return null;
}

/** Whether the device held a seat in the last 30 days, so that it is served although the clock is not trusted. */
function heldRecently({ seats }: DeviceState, { now }: TrustedTime): boolean {
  return seats.some(({ heldUntil }) => heldUntil > now - DEFAULTS.recentSeat);
}

function denied(code: DenialCode): Denied {
  return { outcome: 'denied', code, item: null };
}
