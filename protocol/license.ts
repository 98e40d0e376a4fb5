import * as Type from 'typebox';
import { Machine } from './activation-request.ts';
import { ProtocolError } from './error.ts';
import type { TrustedKey } from './jwk.ts';
import { type LicenseItem, LicenseItemSchema, type LicenseTrial, LicenseTrialSchema } from './license-item.ts';
import {
  CompactJws,
  Digest,
  Epoch,
  Id,
  OrganizationId,
  type Shape,
  shapeReader,
  Uuid,
  VendorId,
  whole,
  words,
  wrongField,
} from './shape.ts';
import { parseToken, verifyToken } from './token.ts';

export const LICENSE_TYP = 'license+jwt';

/** Names of protocol abilities that a license file may depend on (`needs`) and this version has: none so far. */
export const ABILITIES: readonly string[] = Object.freeze([]);

const ids = Type.Optional(Type.Array(Id, { maxItems: 100_000 }));

const LicenseSchema = Type.Object({
  iss: VendorId,
  sub: OrganizationId,
  aud: Uuid,
  jti: Id,
  iat: Epoch,
  serial: whole(0),
  licensee: words(1, 256),
  alias: Type.Optional(words(0, 256)),
  cnf: Type.Object({ jkt: Digest }),
  card: CompactJws,
  delegations: Type.Array(CompactJws, { maxItems: 64 }),
  machines: Type.Optional(Type.Array(Machine, { maxItems: 64 })),
  items: Type.Array(LicenseItemSchema, { maxItems: 1_000 }),
  trials: Type.Optional(Type.Array(LicenseTrialSchema, { maxItems: 1_000 })),
  revoked: ids,
  locked: ids,
  lockSite: Type.Optional(Type.Boolean()),
});

type LicenseShape = Shape<typeof LicenseSchema>;

/**
 * Payload of a license file (protocol.md section 3). Lists that the file leaves out are empty here; an empty list of
 * platforms, apps or machines restricts nothing and is left out.
 */
export type License = Omit<LicenseShape, 'items' | 'trials' | 'machines' | 'revoked' | 'locked' | 'lockSite'> & {
  readonly machines: NonNullable<LicenseShape['machines']>;
  readonly items: readonly LicenseItem[];
  readonly trials: readonly LicenseTrial[];
  readonly revoked: readonly string[];
  readonly locked: readonly string[];
  readonly lockSite: boolean;
};

/**
 * Verifies a license file by the signing keys of its vendor. The card and the delegations in it are *not* verified, and
 * site, serial, machine and terms are *not* judged.
 * @throws ProtocolError `license_malformed` with the path of the field, `license_needs_newer` or `signature_invalid`
 */
export async function verifyLicense(text: string, keys: readonly TrustedKey[]): Promise<License> {
  const { payload } = await verifyToken(text, LICENSE_TYP, keys, 'license_malformed');
  return parseLicensePayload(payload);
}

/**
 * The vendor card in a license file, before anything about the file is known or trusted: it tells of which vendor the file
 * claims to be, and for a vendor's first file brings its keys.
 * @throws ProtocolError `license_malformed`
 */
export function readLicenseCard(text: string): string {
  const { card } = parseToken(text, LICENSE_TYP, 'license_malformed').payload;
  if (typeof card === 'string') return card;
  throw wrongField('license_malformed', 'card', 'The license file carries no vendor card.');
}

/**
 * Reads the payload of a license file: shape, ranges, no item or trial id twice, every term ends after it starts.
 * @throws ProtocolError `license_malformed` with the path of the field, or `license_needs_newer`
 */
export function parseLicensePayload(value: unknown): License {
  checkNeeds(value);
  const license = readLicense(value, 'license_malformed');
  license.items.forEach(checkItem);
  checkDistinct(license.items, 'items');
  checkDistinct(license.trials ?? [], 'trials');
  return {
    ...license,
    machines: license.machines ?? [],
    items: license.items.map(itemOf),
    trials: license.trials ?? [],
    revoked: license.revoked ?? [],
    locked: license.locked ?? [],
    lockSite: license.lockSite ?? false,
  };
}

const readLicense = shapeReader(LicenseSchema);

/** Before the shape, since a file that needs more than this version knows may have another shape. */
function checkNeeds(value: unknown): void {
  const needs = typeof value === 'object' && value !== null && 'needs' in value ? value.needs : undefined;
  if (needs === undefined) return;
  const texts = Array.isArray(needs) && needs.every((need) => typeof need === 'string');
  if (!texts) throw wrongField('license_malformed', 'needs');
  const missing = needs.find((need) => !ABILITIES.includes(need));
  if (missing !== undefined) throw new ProtocolError('license_needs_newer', { field: 'needs' });
}

function checkItem(item: LicenseShape['items'][number], index: number): void {
  const path = `items[${index}]`;
  if (item.metric === 'domain') {
    if (item.domain === undefined)
      throw wrongField('license_malformed', `${path}.domain`, `The required field ${path}.domain is missing.`);
  } else if (!isQuota(item.quota)) throw wrongField('license_malformed', `${path}.quota`);
  if (item.end <= item.start)
    throw wrongField('license_malformed', `${path}.end`, `The term of ${path} ends before it starts.`);
}

function checkDistinct(entries: readonly { readonly id: string }[], list: 'items' | 'trials'): void {
  const seen = new Set<string>();
  for (const [index, { id }] of entries.entries()) {
    const path = `${list}[${index}].id`;
    if (seen.has(id)) throw wrongField('license_malformed', path, `The id in ${path} stands in the file twice.`);
    seen.add(id);
  }
}

function itemOf(item: LicenseShape['items'][number]): LicenseItem {
  const { platforms, apps, machines, ...rest } = item;
  return {
    ...rest,
    quota: isQuota(item.quota) ? item.quota : 0,
    ...(platforms?.length && { platforms }),
    ...(apps?.length && { apps }),
    ...(machines?.length && { machines }),
  };
}

function isQuota(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 1_000_000_000;
}
