import * as Type from 'typebox';
import { DEVICE_KEY_PATTERN } from './device-key.ts';
import { PLATFORMS } from './license-item.ts';
import { Id, MachineHash, oneOf, Seq, type Shape, shapeReader, VendorId, whole, words, wrongField } from './shape.ts';

/** How an app is deployed, as a request names it. */
export const DEPLOYMENTS = Object.freeze(['desktop', 'server', 'mobile', 'embedded', 'browser'] as const);

/** Length of a slot: usage is counted in absolute windows of 180 seconds of UTC. */
export const SLOT_SECONDS = 180;

/** Most records in one usage report, and most bytes of its body. */
export const MAX_REPORT_RECORDS = 1_000;
export const MAX_REPORT_BYTES = 65_536;

const DeviceKey = Type.String({ pattern: DEVICE_KEY_PATTERN, description: '16 random bytes, base64url' });

/** Characters of a friendly name, letters of any language among them, as the inside of a character class. */
export const FRIENDLY_NAME_CHARACTERS = '\\p{L}\\p{N}_.-';

/** Fields that acquire and a device request (section 6) have in common. */
export const AcquireFields = {
  vendor: VendorId,
  product: Id,
  version: Type.Optional(words(1, 64)),
  platform: Type.Optional(oneOf(PLATFORMS)),
  deployment: Type.Optional(oneOf(DEPLOYMENTS)),
  os: Type.Optional(words(0, 128)),
  app: Type.Optional(words(0, 256)),
  process: Type.Optional(words(0, 256)),
  org: Type.Optional(Type.String({ pattern: '^[A-Za-z0-9._-]{0,64}$', description: 'Organization id; empty: none' })),
  handshake: Type.Optional(
    Type.String({ pattern: '^[A-Za-z0-9._-]{0,113}$', description: 'Handshake code; empty: none' }),
  ),
  password: Type.Optional(Type.String({ maxLength: 1_024 })),
  features: Type.Optional(Type.Array(Id, { maxItems: 256 })),
  instances: Type.Optional(whole(1, 1_000_000_000)),
  machine: Type.Optional(MachineHash),
  productId: Type.Optional(MachineHash),
  name: Type.Optional(Type.String({ pattern: `^[${FRIENDLY_NAME_CHARACTERS}]{1,64}$`, description: 'Friendly name' })),
  seq: Type.Optional(Seq),
  lease: Type.Optional(Type.String({ maxLength: 32_768, description: 'The lease that `seq` came from, as proof' })),
};

/** Schema of the body of `POST /v1/leases`. */
export const AcquireSchema = Type.Object({ device: DeviceKey, ...AcquireFields });

/** Body of `POST /v1/leases` (protocol.md section 5, *Acquire*). */
export type AcquireMessage = Shape<typeof AcquireSchema>;

const RecordFields = {
  slot: Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER, multipleOf: SLOT_SECONDS }),
  item: Id,
  feature: Id,
  count: whole(1),
};

/** Schema of the records of a report, of which each or the report names the vendor. */
export const ReportFields = {
  vendor: Type.Optional(VendorId),
  report: whole(1),
  records: Type.Array(Type.Object({ vendor: Type.Optional(VendorId), ...RecordFields }), {
    maxItems: MAX_REPORT_RECORDS,
  }),
};

/** Schema of the body of `POST /v1/usage`. */
export const ReportSchema = Type.Object({ device: DeviceKey, ...ReportFields });

/** One count for one item, feature and slot. */
export type UsageRecord = {
  readonly vendor: string;
  /** Start of the slot in epoch seconds, a multiple of 180. */
  readonly slot: number;
  readonly item: string;
  readonly feature: string;
  readonly count: number;
};

/** A numbered report without its device. */
export type NumberedReport = { readonly report: number; readonly records: readonly UsageRecord[] };

/** Body of `POST /v1/usage` (protocol.md section 5, *Report*), the vendor in each record. */
export type ReportMessage = NumberedReport & { readonly device: string };

/** Schema and body of `POST /v1/leases/{jti}/release`. */
export const ReleaseSchema = Type.Object({ device: DeviceKey });
export type ReleaseMessage = Shape<typeof ReleaseSchema>;

/**
 * Reads the body of an acquire. `org` and `handshake` are left out when empty; features stand once. Whether `lease` can be
 * read is *not* checked.
 * @throws ProtocolError `request_malformed` with `field`
 */
export function parseAcquire(value: unknown): AcquireMessage {
  return tidyAcquire(readAcquire(value, 'request_malformed'));
}

/**
 * Reads the body of a usage report and puts the vendor into each record. Whether items, features and slots are the device's
 * is *not* checked.
 * @throws ProtocolError `report_malformed` with `field` such as `records[3].slot`
 */
export function parseReport(value: unknown): ReportMessage {
  const message = readReport(value, 'report_malformed');
  return { device: message.device, report: message.report, records: recordsOf(message) };
}

/** Reads the body of a release. @throws ProtocolError `request_malformed` with `field` */
export function parseRelease(value: unknown): ReleaseMessage {
  return readRelease(value, 'request_malformed');
}

/** The body of an acquire with its fields in the documented order. */
export function encodeAcquire(message: AcquireMessage): string {
  const { device, vendor, product, version, platform, deployment, os, app, process } = message;
  const { org, handshake, password, features, instances, machine, productId, name, seq, lease } = message;
  const who = { device, vendor, product, version, platform, deployment, os, app, process, org, handshake, password };
  return JSON.stringify({ ...who, features, instances, machine, productId, name, seq, lease });
}

/** The body of a report; the vendor stands once when all records have the same. */
export function encodeReport(message: ReportMessage): string {
  const { device, report, records } = message;
  const vendor = records[0]?.vendor;
  if (vendor === undefined || records.some((record) => record.vendor !== vendor))
    return JSON.stringify({ device, report, records });
  return JSON.stringify({
    device,
    report,
    vendor,
    records: records.map(({ slot, item, feature, count }) => ({ slot, item, feature, count })),
  });
}

/** Puts the vendor into each record. @throws ProtocolError `report_malformed` where neither record nor report names one */
export function recordsOf(report: ReportShape): readonly UsageRecord[] {
  return report.records.map(({ vendor = report.vendor, slot, item, feature, count }, index) => {
    if (vendor === undefined)
      throw wrongField(
        'report_malformed',
        `records[${index}].vendor`,
        'Neither the record nor the report names a vendor.',
      );
    return { vendor, slot, item, feature, count };
  });
}

/** `org` and `handshake` are left out when empty; features stand once. */
export function tidyAcquire<Message extends Pick<AcquireMessage, 'org' | 'handshake' | 'features'>>(
  message: Message,
): Message {
  const { org, handshake, features } = message;
  const twice = features !== undefined && features.length > 1 && new Set(features).size < features.length;
  if (org !== '' && handshake !== '' && !twice) return message;
  const { org: _org, handshake: _handshake, ...rest } = message;
  return {
    ...rest,
    ...(org && { org }),
    ...(handshake && { handshake }),
    ...(features && { features: [...new Set(features)] }),
  } as unknown as Message;
}

type ReportShape = Pick<Shape<typeof ReportSchema>, 'vendor' | 'report' | 'records'>;

const readAcquire = shapeReader(AcquireSchema);
const readReport = shapeReader(ReportSchema);
const readRelease = shapeReader(ReleaseSchema);
