import * as Type from 'typebox';
import { METRICS } from './license-item.ts';
import { Digest, Epoch, Id, oneOf, type Shape, Uuid, VendorId, whole, words } from './shape.ts';

const Day = Type.String({ pattern: '^[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$' });
const Missing = <Schema extends Type.TSchema>(schema: Schema) => Type.Optional(Type.Union([schema, Type.Null()]));

/** First line: whose bundle this is and where it stands in the chain of bundles and in the ledger. */
export const BundleHeaderSchema = Type.Object({
  t: Type.Literal('header'),
  vendor: VendorId,
  site: Uuid,
  epoch: whole(0),
  seq: whole(1),
  /** SHA-256 of the JWS of the bundle before; null for the very first. */
  prev: Type.Union([Digest, Type.Null()]),
  made: Epoch,
  clock: Type.Object({ trusted: Type.Boolean(), mark: Epoch }),
  ledger: Type.Object({ from: whole(0), to: whole(0), hashFrom: Digest, hashTo: Digest, rolledBack: Type.Boolean() }),
  app: words(1, 128),
});
export type BundleHeader = Shape<typeof BundleHeaderSchema>;

/** An item with the figures of its running term. */
export const BundleItemSchema = Type.Object({
  t: Type.Literal('item'),
  id: Id,
  organization: Id,
  product: Id,
  metric: oneOf(METRICS),
  quota: whole(0),
  term: Type.Object({ start: Epoch, end: Epoch }),
  used: whole(0),
  registered: whole(0),
  peak: whole(0),
  overageSpent: whole(0),
  state: words(1, 64),
});
export type BundleItem = Shape<typeof BundleItemSchema>;

/** A device that holds or held seats on items of this vendor. */
export const BundleDeviceSchema = Type.Object({
  t: Type.Literal('device'),
  device: Uuid,
  platform: Missing(words(0, 64)),
  deployment: Missing(words(0, 64)),
  os: Missing(words(0, 256)),
  first: Epoch,
  last: Epoch,
  items: Type.Array(Id),
  name: Missing(words(0, 256)),
});
export type BundleDevice = Shape<typeof BundleDeviceSchema>;

/** The running total of one key of usage; `term` is the start of the term it belongs to. */
export const BundleUsageSchema = Type.Object({
  t: Type.Literal('usage'),
  item: Id,
  term: Epoch,
  day: Day,
  device: Uuid,
  feature: Id,
  count: whole(0),
});
export type BundleUsage = Shape<typeof BundleUsageSchema>;

/** Refusals of one code on one day. */
export const BundleDenialSchema = Type.Object({
  t: Type.Literal('denial'),
  day: Day,
  code: words(1, 64),
  handshake: Missing(words(0, 128)),
  count: whole(1),
});
export type BundleDenial = Shape<typeof BundleDenialSchema>;

/** A ledger event that concerns this vendor. */
export const BundleEventSchema = Type.Object({
  t: Type.Literal('event'),
  height: whole(0),
  at: Epoch,
  kind: words(1, 64),
  data: Type.Unknown(),
});
export type BundleEvent = Shape<typeof BundleEventSchema>;

/** Last line: how many lines the bundle has, this one included. */
export const BundleEndSchema = Type.Object({ t: Type.Literal('end'), lines: whole(0) });
export type BundleEnd = Shape<typeof BundleEndSchema>;

/** One line of a sync bundle (protocol.md section 7). */
export type BundleLine =
  | BundleHeader
  | BundleItem
  | BundleDevice
  | BundleUsage
  | BundleDenial
  | BundleEvent
  | BundleEnd;
