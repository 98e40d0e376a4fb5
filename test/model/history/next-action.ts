import type { Code, Grant, History, Request, Reservation } from '../rules/facts.ts';
import { SLOT } from '../rules/facts.ts';
import { allItems, filesOf } from '../rules/terms.ts';
import type { Action } from './action.ts';
import { type Design, itemId, organizations, vendors } from './catalogue.ts';
import { endOf, momentsToCome } from './moments.ts';
import { nextCodeChange, nextPassword } from './next-code-change.ts';
import { nextImport } from './next-import.ts';
import { nextReport } from './next-report.ts';
import { nextRequest } from './next-request.ts';
import type { Step } from './step.ts';

export type World = {
  readonly catalogue: readonly (readonly Design[])[];
  /** UUIDs of the devices. */
  readonly devices: readonly string[];
  /** Requests that were granted, the last one first. */
  readonly granted: readonly Request[];
};

/** What a step comes to after what has happened so far; null: there is nothing to do it with. */
export function nextAction(history: History, world: World, step: Step): Action | null {
  const { facts, now } = history;
  const device = 'device' in step ? world.devices[step.device % world.devices.length]! : '';
  switch (step.kind) {
    case 'wait': {
      const moments = momentsToCome(history, step.until);
      const moment = moments[step.which % Math.max(1, moments.length)];
      return moment === undefined ? null : { kind: 'pass time', to: moment + step.offset };
    }
    case 'at the end': {
      const end = endToCome(history, step);
      return end === undefined ? null : { kind: 'pass time', to: end + step.offset };
    }
    case 'crowd':
    case 'wait a little':
      return { kind: 'pass time', to: now + step.seconds };
    case 'acquire':
      return { kind: 'acquire', request: nextRequest(history, device, step) };
    case 'ask again': {
      const request = world.granted[step.which % Math.max(1, world.granted.length)];
      if (!request) return null;
      const place = world.devices.indexOf(request.device) + step.other;
      const asked = { ...request, device: world.devices[place % world.devices.length]! };
      return { kind: 'acquire', request: { ...asked, instances: step.instances || request.instances } };
    }
    case 'report': {
      const known = step.isStranger ? undefined : world.granted[step.which % Math.max(1, world.granted.length)]?.device;
      return nextReport(history, known ?? world.devices[step.which % world.devices.length]!, step);
    }
    case 'import':
      return nextImport(history, world.catalogue, step);
    case 'import again': {
      const files = vendors.flatMap((vendor) => filesOf(facts, vendor));
      const file = files[step.which % Math.max(1, files.length)];
      return file ? { kind: 'import', file } : null;
    }
    case 'add code':
      return nextCode(history, step);
    case 'change code': {
      const code = history.codes[step.which % Math.max(1, history.codes.length)];
      if (!code) return null;
      const change = nextCodeChange(history, code, { ...step, devices: world.devices });
      return { kind: 'change code', vendor: code.vendor, code: code.code, change };
    }
    case 'change password': {
      const asked = world.granted[step.which % Math.max(1, world.granted.length)];
      const isMeant = ({ code, isDefault, organization }: Code) =>
        asked?.handshake === undefined ? isDefault && organization === asked?.organization : code === asked.handshake;
      const code = history.codes.find((known) => known.vendor === asked?.vendor && isMeant(known));
      return code
        ? { kind: 'change code', vendor: code.vendor, code: code.code, change: nextPassword(code, now) }
        : null;
    }
    case 'acknowledge':
      return nextAcknowledgement(history, step);
    case 'reserve':
      return nextReservation(history, world, step);
    case 'give back': {
      const grants = grantsOf(history).filter(({ offline }) => offline);
      const grant = grants[step.which % Math.max(1, grants.length)];
      const { isKeyRight } = step;
      return grant ? { kind: 'give back', lease: grant.lease, device: grant.device, isKeyRight } : null;
    }
    case 'pause new seats':
    case 'restore':
      return step;
    default:
      return nextOnGrant(history, world, step);
  }
}

/** What is done with a lease or a device that was given something. */
function nextOnGrant(
  history: History,
  { devices }: World,
  step: Step & { readonly kind: 'release' | 'reclaim' | 'block' },
): Action | null {
  const grants = grantsOf(history);
  const grant = grants[step.which % Math.max(1, grants.length)];
  if (!grant) return null;
  const { lease, vendor, item, device } = grant;
  if (step.kind === 'block') return { kind: 'block', device, isBlocked: step.isBlocked };
  if (step.kind === 'reclaim') return grant.trial ? null : { kind: 'reclaim', seat: { vendor, item, device } };
  const other = devices.find((known) => known !== device)!;
  return { kind: 'release', lease, device: step.isForeign ? other : device };
}

/** Every grant, the last one first. */
const grantsOf = ({ facts }: History): readonly Grant[] =>
  facts.flatMap((fact) => (fact.kind === 'granted' ? [fact.grant] : [])).toReversed();

/** A step at the end of something, about the next grant that has such an end to come; other steps as they are. */
export function aimed(history: History, step: Step): Step {
  if (step.kind !== 'at the end') return step;
  const places = grantsOf(history).map((_, place) => place + step.which);
  const which = places.find((place) => endToCome(history, { ...step, which: place }) !== undefined);
  return { ...step, which: which ?? step.which };
}

function endToCome(history: History, { which, of }: Step & { readonly kind: 'at the end' }): number | undefined {
  const grants = grantsOf(history);
  const grant = grants[which % Math.max(1, grants.length)];
  const end = grant && endOf(history, grant, of);
  return end !== undefined && end > history.now + 1 ? end : undefined;
}

/** What follows on a step: once the end of something has come, something is done about the grant that it was about. */
export function stepsAfter(step: Step): readonly Step[] {
  if (step.kind === 'change password') {
    const { which, offset } = step;
    return [{ kind: 'at the end', of: 'password', which, offset, followUp: 'ask again' }];
  }
  if (step.kind === 'crowd') {
    const { which, size } = step;
    return Array.from({ length: size }, (_, place) => ({
      kind: 'ask again',
      which: which + place,
      instances: 0,
      other: 1,
    }));
  }
  if (step.kind !== 'at the end') return [];
  const { which } = step;
  const again: Step = { kind: 'ask again', which, instances: 0, other: 0 };
  const record = { item: -1, feature: 0, slot: 'now', count: 1, wrong: 'nothing' } as const;
  const report: Step = { kind: 'report', which: 0, isStranger: false, number: 'next', records: [record] };
  switch (step.followUp) {
    case 'ask again':
      return [again];
    case 'another asks':
      return [{ ...again, other: 1 }];
    case 'reclaim':
      return [{ kind: 'reclaim', which }];
    case 'use and reclaim':
      return [again, report, { kind: 'reclaim', which: 0 }];
    case 'release':
      return [{ kind: 'release', which, isForeign: false }];
    case 'report':
      return [{ ...report, which }, again];
  }
}

function nextCode({ facts, codes }: History, step: Step & { readonly kind: 'add code' }): Action | null {
  const vendor = vendors[step.vendor]!;
  const organization = organizations[step.organization]!;
  const code = `${organization}-line${step.name}`;
  const isKnown = allItems(facts).some((item) => item.vendor === vendor && item.organization === organization);
  if (!isKnown || codes.some((other) => other.vendor === vendor && other.code === code)) return null;
  return { kind: 'add code', vendor, organization, code };
}

function nextAcknowledgement(
  { facts, now }: History,
  { vendor: place, late, says, item, ahead }: Step & { readonly kind: 'acknowledge' },
): Action | null {
  const vendor = vendors[place]!;
  if (filesOf(facts, vendor).length === 0) return null;
  const only = (word: typeof says) => (says === word ? [itemId(item)] : []);
  const site = says === 'lock site' || says === 'unlock site' ? { lockSite: says === 'lock site' } : {};
  const said = { locked: only('lock'), unlocked: only('unlock'), revoked: only('revoke') };
  // A term that is left and entered again within one slot would book that slot twice.
  const hasJustChanged = facts.some(
    (fact) => fact.at > now - SLOT && (fact.kind === 'imported' || fact.kind === 'acknowledged'),
  );
  const time = ahead === null || hasJustChanged ? {} : { time: now + ahead };
  return { kind: 'acknowledge', acknowledgement: { vendor, iat: now - late, ...said, ...site, ...time } };
}

function nextReservation(
  { facts }: History,
  { devices }: World,
  step: Step & { readonly kind: 'reserve' },
): Action | null {
  const items = allItems(facts);
  const item = items[step.item % Math.max(1, items.length)];
  if (!item) return null;
  const reservations = step.seats.map(
    (seats, place): Reservation => ({
      name: `group-${place}`,
      seats,
      devices: [devices[(step.device + place) % devices.length]!, devices[(step.device + 3) % devices.length]!],
    }),
  );
  return { kind: 'reserve', vendor: item.vendor, item: item.id, reservations };
}
