import * as Type from 'typebox';
import { Epoch, Id, MachineHash, oneOf, type Shape, whole, words } from './shape.ts';

/** How an item can be counted (rules.md section 4). */
export const METRICS = Object.freeze([
  'device',
  'concurrent-device',
  'concurrent-instance',
  'usage',
  'server',
  'domain',
] as const);

/** Platforms a request can name and an item can be restricted to (protocol.md section 5). */
export const PLATFORMS = Object.freeze(['windows', 'macos', 'linux', 'android', 'ios', 'browser'] as const);

/** `active windows` of `device` and `server` items in seconds: one day, 30, 90 and 365 days. */
export const ACTIVE_WINDOWS = Object.freeze([86_400, 2_592_000, 7_776_000, 31_536_000] as const);

/** Domain of a `domain` item: a host name. */
const Domain = Type.String({ pattern: '^(?=.{1,253}$)[A-Za-z0-9_-]{1,63}(?:\\.[A-Za-z0-9_-]{1,63})*$' });

const Version = Type.String({ pattern: '^[0-9]{1,9}(?:\\.[0-9]{1,9}){0,15}$' });

/** Schema of one license item with the ranges of protocol.md section 3. */
export const LicenseItemSchema = Type.Object({
  id: Id,
  product: Id,
  metric: oneOf(METRICS),
  /** Ignored for `domain`, so its range depends on the metric and is checked beside the schema. */
  quota: Type.Optional(Type.Unknown()),
  features: Type.Array(Id, { maxItems: 256 }),
  start: Epoch,
  end: Epoch,
  name: Type.Optional(words(0, 256)),
  extends: Type.Optional(Id),
  unit: Type.Optional(words(1, 64)),
  versions: Type.Optional(Type.Object({ from: Type.Optional(Version), to: Type.Optional(Version) })),
  platforms: Type.Optional(Type.Array(oneOf(PLATFORMS), { maxItems: 32 })),
  apps: Type.Optional(Type.Array(words(1, 256), { maxItems: 1_000 })),
  domain: Type.Optional(Domain),
  machines: Type.Optional(Type.Array(MachineHash, { maxItems: 10_000 })),
  trial: Type.Optional(Type.Boolean()),
  offlineDays: Type.Optional(whole(3, 365)),
  offlineSeats: Type.Optional(whole(0)),
  activeWindow: Type.Optional(Type.Unsafe<(typeof ACTIVE_WINDOWS)[number]>(Type.Enum([...ACTIVE_WINDOWS]))),
  leaseSeconds: Type.Optional(whole(60, 86_400)),
  graceSeconds: Type.Optional(whole(0)),
  syncDays: Type.Optional(whole(30, 400)),
  maxPerSlot: Type.Optional(whole(1)),
  overagePercent: Type.Optional(whole(0, 100)),
  overageSlots: Type.Optional(whole(0)),
  graceDays: Type.Optional(whole(0, 90)),
  reclaimsPerYear: Type.Optional(whole(0)),
});

/** Schema of one public trial; `days` is 7 by default (rules.md section 2). */
export const LicenseTrialSchema = Type.Object({
  id: Id,
  product: Id,
  days: Type.Optional(whole(1, 3_650)),
  quota: whole(1, 1_000_000_000),
  features: Type.Array(Id, { maxItems: 256 }),
});

/** One license item as the file says it; absent fields have the defaults of rules.md. */
export type LicenseItem = Omit<Shape<typeof LicenseItemSchema>, 'quota'> & {
  /** Units of the metric that were bought, 1 to 10⁹; without meaning for `domain`, where it is 0 when the file has none. */
  readonly quota: number;
};

/** One public trial as the file says it. */
export type LicenseTrial = Shape<typeof LicenseTrialSchema>;
