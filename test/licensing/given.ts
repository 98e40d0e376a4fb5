import type { AcquireInput } from '../../licensing/acquire.ts';
import type { HandshakeCode, VendorConfiguration } from '../../licensing/configuration.ts';
import { emptyTally, type ItemCounts } from '../../licensing/counter.ts';
import type { Item, Metric, PublicTrial, Term } from '../../licensing/item.ts';
import type { ItemClaims, LicenseClaims } from '../../licensing/license-claims.ts';
import type { AcquireRequest } from '../../licensing/request.ts';
import type { DeviceState, Seat, SeatLease } from '../../licensing/seat.ts';
import { termOf } from '../../licensing/term-of.ts';

/** The moment of most examples: the start of a slot and of a day, 1 day into the term. */
export const NOW = 1_780_012_800;
export const DAY = 86_400;
export const START = NOW - DAY;
export const END = START + 365 * DAY;

export function claims(changes: Partial<ItemClaims> = {}): ItemClaims {
  return {
    id: 'it-1',
    product: 'reader',
    metric: 'device',
    quota: 10,
    features: ['1d', 'qr'],
    start: START,
    end: END,
    ...changes,
  };
}

export function license(changes: Partial<LicenseClaims> = {}): LicenseClaims {
  return {
    iss: 'acme',
    sub: '200001',
    aud: 'site-1',
    iat: START,
    serial: 1,
    cnf: { jkt: 'key-1' },
    machines: [],
    items: [claims()],
    trials: [],
    revoked: [],
    locked: [],
    lockSite: false,
    ...changes,
  };
}

type ItemChanges = Partial<Omit<Item, 'terms'>> & { readonly term?: Partial<Term>; readonly terms?: readonly Term[] };

export function term(metric: Metric, changes: Partial<Term> = {}): Term {
  const { quota = 10 } = changes;
  return { ...termOf(claims({ metric, quota })), ...changes };
}

export function item({ term: changes = {}, ...rest }: ItemChanges = {}): Item {
  const metric = rest.metric ?? 'device';
  return {
    vendor: 'acme',
    id: 'it-1',
    organization: '200001',
    product: 'reader',
    metric,
    trial: false,
    importedAt: START,
    terms: [term(metric, changes)],
    revoked: false,
    lock: null,
    mismatchSince: null,
    reservations: [],
    ...rest,
  };
}

export function trial(changes: Partial<PublicTrial> = {}): PublicTrial {
  return {
    vendor: 'acme',
    id: 'tr-1',
    product: 'reader',
    start: START,
    days: 7,
    quota: 2,
    features: ['qr'],
    revoked: false,
    lock: null,
    ...changes,
  };
}

export function code(changes: Partial<HandshakeCode> = {}): HandshakeCode {
  return {
    vendor: 'acme',
    code: '200001-default',
    organization: '200001',
    isDefault: true,
    items: ['it-1'],
    ordered: false,
    protected: false,
    domains: [],
    applications: [],
    processes: [],
    access: { allow: [], deny: [] },
    ...changes,
  };
}

type VendorChanges = Partial<Omit<VendorConfiguration, 'items' | 'codes' | 'organizations'>> & {
  readonly items?: readonly Item[];
  readonly codes?: readonly HandshakeCode[];
};

/** A vendor with one organization; without `codes` all items hang on its default code. */
export function vendor({ items = [item()], codes, ...rest }: VendorChanges = {}): VendorConfiguration {
  const all = codes ?? [code({ items: items.map(({ id }) => id) })];
  return {
    vendor: 'acme',
    lock: null,
    statements: new Map(),
    termOffset: 0,
    acknowledgedAt: START,
    items: new Map(items.map((one) => [one.id, one])),
    codes: new Map(all.map((one) => [one.code, one])),
    organizations: new Map(all.filter(({ isDefault }) => isDefault).map((one) => [one.organization, one])),
    trials: [],
    ...rest,
  };
}

export function request(changes: Partial<AcquireRequest> = {}): AcquireRequest {
  return {
    vendor: 'acme',
    product: 'reader',
    version: null,
    platform: null,
    deployment: null,
    app: null,
    process: null,
    org: '200001',
    handshake: null,
    features: [],
    instances: 1,
    machine: null,
    name: null,
    address: '10.0.0.7',
    offline: null,
    ...changes,
  };
}

export function device(changes: Partial<DeviceState> = {}): DeviceState {
  return {
    uuid: '00000000-0000-8000-8000-000000000001',
    known: false,
    blocked: false,
    name: null,
    machine: null,
    everGranted: false,
    trial: null,
    seats: [],
    ...changes,
  };
}

export function lease(changes: Partial<SeatLease> = {}): SeatLease {
  return {
    chain: 1,
    renewal: 0,
    app: null,
    process: null,
    iat: NOW,
    exp: NOW + 180,
    instances: 1,
    offline: null,
    ...changes,
  };
}

export function seat(changes: Partial<Seat> = {}): Seat {
  const leases = changes.leases ?? [lease()];
  return {
    item: 'it-1',
    since: NOW,
    active: NOW,
    heldUntil: Math.max(NOW, ...leases.map(({ exp }) => exp)),
    leases,
    features: ['1d', 'qr'],
    handshake: '200001-default',
    reservation: null,
    machine: null,
    reported: false,
    reclaimedUntil: null,
    takenOver: null,
    ...changes,
  };
}

export function counts(changes: Partial<ItemCounts> & { readonly units?: number } = {}): ItemCounts {
  const { units = 0, ...rest } = changes;
  return {
    ...emptyTally(NOW),
    all: { units, at: NOW },
    overage: { termStart: START, spent: 0, slot: NOW - (NOW % 180), booked: 0 },
    offline: 0,
    reserved: {},
    used: 0,
    ...rest,
  };
}

export function input(changes: Partial<AcquireInput> = {}): AcquireInput {
  return {
    vendor: vendor(),
    request: request(),
    device: device(),
    password: 'not needed',
    proofRequired: false,
    time: { now: NOW, distrusted: false, restoredAt: null },
    newSeatsPaused: false,
    ...changes,
  };
}
