import { DAY, type EpochSeconds } from '../../licensing/time.ts';
import { DELEGATION_TYP } from '../../protocol/delegation.ts';
import { ProtocolError } from '../../protocol/error.ts';
import { LICENSE_TYP, type License, parseLicensePayload } from '../../protocol/license.ts';
import type { Clock } from '../clock.ts';
import { stageFile } from '../files/output-file.ts';
import { Refusal } from '../refusal.ts';
import type { IssuedLicense } from '../store/license-table.ts';
import type { Store } from '../store/store.ts';
import { type SigningKey, signToken } from '../vendor/signing.ts';
import type { VendorFolder } from '../vendor/vendor-folder.ts';
import { readSigningKey } from '../vendor/vendor-keys.ts';
import { decideCoverage } from './coverage.ts';
import { type Order, type OrderEntry, parseOrder } from './order.ts';
import { findRequestingSite, insertRequestingSite, type RequestingSite } from './site-of-request.ts';

export type IssueInput = {
  /** JSON of the order. */
  readonly order: string;
  /** The site's activation request, a compact JWS. */
  readonly request: string;
  /** Where the license file goes. */
  readonly out: string;
  /** Is told, in a sentence, of everything that is done but looks like a slip. */
  readonly warn: (sentence: string) => void;
};

/**
 * Issues a license file to the site of an activation request and writes it down in the vendor's records. Terms are not
 * judged: an item that has ended is fine. The file gets its name only after the records are on disk.
 * @throws Refusal `license_malformed` with the path of the field, `site_conflict`, `signature_invalid`, `file_unknown`
 */
export async function issueLicense(folder: VendorFolder, input: IssueInput, clock: Clock): Promise<License> {
  const { store } = folder;
  const site = await findRequestingSite(store, input.request);
  const keys = await Promise.all(folder.signing.map((key) => readSigningKey(folder, key)));
  const now = await clock.after(store.sites.find(site.uuid)?.statementAt ?? 0);
  const order = parseOrder(input.order, now, input.warn);
  const { content, staged } = await store.transactAsync(async () => {
    insertRequestingSite(store, site, now);
    warnOfSlips(store, site.uuid, { order, warn: input.warn });
    const { content, license } = makeLicense({ folder, site, order, keys, now });
    return { content, staged: await stageFile(input.out, `${license.token}\n`) };
  });
  await staged.publish();
  return content;
}

type Making = {
  readonly folder: VendorFolder;
  readonly site: RequestingSite;
  readonly order: Order;
  /** Oldest first. */
  readonly keys: readonly SigningKey[];
  readonly now: EpochSeconds;
};

function makeLicense({ folder, site, order, keys, now }: Making): IssuedLicense & { readonly content: License } {
  const { store, vendor } = folder;
  const iat = Math.max(now, (store.sites.find(site.uuid)?.statementAt ?? 0) + 1);
  const draft = draftOf({ folder, site, order, iat });
  const content = parseDraft(draft);
  for (const item of order.revoked) store.licenses.insertRevocation(site.uuid, item, iat);
  const issued = recordsOf(content);
  const { exp, org, grants } = decideCoverage(
    [
      ...store.licenses.listItems(site.uuid),
      ...issued.items.filter(({ item }) => !store.licenses.isRevoked(site.uuid, item)),
    ],
    [
      ...store.licenses.listTrials(site.uuid),
      ...issued.trials.filter(({ trial }) => !store.licenses.isRevoked(site.uuid, trial)),
    ],
    iat,
  );
  const { kty, crv, x } = site.key.jwk;
  const delegation = { iss: vendor.id, sub: site.uuid, iat, exp, cnf: { jwk: { kty, crv, x } }, org, grants };
  const delegations = keys.map((key) => signToken(DELEGATION_TYP, delegation, key));
  const token = signToken(LICENSE_TYP, { ...draft, delegations }, newestOf(keys));
  store.licenses.insert({ ...issued, license: { ...issued.license, token } });
  store.sites.updateStatement(site.uuid, iat);
  return { ...issued, license: { ...issued.license, token }, content: { ...content, delegations } };
}

/** The payload in the order of protocol.md section 3, still without delegations. */
function draftOf({ folder, site, order, iat }: Omit<Making, 'keys' | 'now'> & { readonly iat: EpochSeconds }) {
  const { store, vendor } = folder;
  return {
    iss: vendor.id,
    sub: order.organization,
    aud: site.uuid,
    jti: `LIC-${FIRST_NUMBER + store.vendor.nextNumber('license')}`,
    iat,
    serial: store.licenses.lastSerial(site.uuid, order.organization) + 1,
    licensee: order.licensee,
    ...(order.alias !== undefined && { alias: order.alias }),
    cnf: { jkt: site.key.thumbprint },
    card: vendor.card,
    delegations: [] as readonly string[],
    ...(order.machines !== null && { machines: machinesOf(order.machines, site) }),
    ...(order.needs.length > 0 && { needs: order.needs }),
    items: withIds(store, order.items, 'it'),
    ...(order.trials.length > 0 && { trials: withIds(store, order.trials, 'tr') }),
    ...(order.revoked.length > 0 && { revoked: order.revoked }),
    ...(order.locked.length > 0 && { locked: order.locked }),
    ...(order.lockSite && { lockSite: true }),
  };
}

/** Added to the counter, so that numbers of license files have nine digits. */
const FIRST_NUMBER = 100_000_000;

/** Gives an id of its own to what has none: never one that this vendor used before, on whatever site. */
function withIds(store: Store, entries: readonly OrderEntry[], prefix: string): OrderEntry[] {
  const named = new Set(entries.map(({ id }) => id));
  const free = (): string => {
    const id = `${prefix}-${store.vendor.nextNumber(prefix)}`;
    return named.has(id) || store.licenses.idUsed(id) ? free() : id;
  };
  return entries.map((entry) => (entry.id === undefined ? { id: free(), ...entry } : entry));
}

function machinesOf(machines: readonly unknown[] | true, site: RequestingSite): readonly unknown[] {
  if (machines !== true) return machines;
  // The Product ID of Windows is shared by images and volume licenses and never binds (rules.md section 1).
  if (site.machines.some(({ kind }) => kind !== 'windows-product-id')) return site.machines;
  throw new Refusal('license_malformed', {
    field: 'bindMachine',
    sentence: 'The activation request names no machine identifier that a license file could be bound to.',
    next: 'Leave bindMachine out of the order.',
  });
}

function parseDraft(draft: unknown): License {
  try {
    return parseLicensePayload(draft);
  } catch (error) {
    if (!(error instanceof ProtocolError) || error.field !== 'sub') throw error;
    const sentence = 'The organization of the order is not an id: 1 to 64 of A-Z a-z 0-9 . _ and no -.';
    throw new Refusal(error.code, { field: 'organization', sentence, cause: error });
  }
}

/** Days of grace after a term when the item names none (rules.md section 5). */
const GRACE_DAYS = 7;

function recordsOf(license: License): IssuedLicense {
  const { jti, aud, sub, licensee, serial, iat } = license;
  return {
    license: { jti, site: aud, organization: sub, licensee, serial, issuedAt: iat, token: '' },
    items: license.items.map(({ id, product, features, start, end, graceDays = GRACE_DAYS }) => ({
      ...{ organization: sub, item: id, product, features, start, end },
      until: end + graceDays * DAY,
    })),
    trials: license.trials.map(({ id, product, features }) => ({ organization: sub, trial: id, product, features })),
  };
}

function newestOf(keys: readonly SigningKey[]): SigningKey {
  const newest = keys.at(-1);
  if (newest !== undefined) return newest;
  throw new Refusal('internal_error', { sentence: 'This vendor folder has no signing key.' });
}

function warnOfSlips(store: Store, site: string, { order, warn }: { order: Order; warn: IssueInput['warn'] }): void {
  for (const id of order.revoked) {
    if (!store.licenses.issuedToSite(site, id))
      warn(`The item ${id}, which the order revokes, was never issued to this site.`);
  }
  for (const { id } of order.items) {
    if (typeof id === 'string' && store.licenses.isRevoked(site, id)) {
      warn(`The item ${id} was revoked on this site for good: the site will not grant it again.`);
    }
  }
}
