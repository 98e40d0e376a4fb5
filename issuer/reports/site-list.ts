import type { EpochSeconds } from '../../licensing/time.ts';
import { Refusal } from '../refusal.ts';
import type { BundleFlag, BundleRecord } from '../store/bundle-table.ts';
import type { SiteRecord } from '../store/site-table.ts';
import type { Store } from '../store/store.ts';

/** One site as the vendor knows it. */
export type SiteReport = {
  readonly site: string;
  readonly thumbprint: string;
  readonly organizations: readonly { readonly id: string; readonly licensee: string; readonly serial: number }[];
  readonly firstSeen: EpochSeconds;
  readonly retiredAt: EpochSeconds | null;
  /** The newest bundle that was booked. */
  readonly lastBundle: {
    readonly epoch: number;
    readonly seq: number;
    readonly made: EpochSeconds;
    readonly receivedAt: EpochSeconds;
  } | null;
  /** The newest acknowledgement that was made. */
  readonly lastAcknowledgement: {
    readonly epoch: number;
    readonly seq: number;
    readonly issuedAt: EpochSeconds;
  } | null;
  /** Numbers of bundles that later ones wait for. */
  readonly gaps: readonly Gap[];
  readonly flags: readonly (BundleFlag | 'forked')[];
};

/** Missing bundles `from` to `to`, both included. */
export type Gap = { readonly epoch: number; readonly from: number; readonly to: number };

/** Every site to which something was issued. */
export function listSites(store: Store): SiteReport[] {
  return store.transact(() => store.sites.list().map((site) => reportOf(store, site)));
}

/**
 * Marks a site as given up, or takes that back. No license file is issued to a retired site; its bundles are still booked.
 * @throws Refusal `site_unknown`
 */
export function retireSite(store: Store, uuid: string, at: EpochSeconds | null): SiteReport {
  return store.transact(() => {
    const site = store.sites.find(uuid);
    if (site === null) {
      const next = 'List the known ones: causeway-issuer sites.';
      throw new Refusal('site_unknown', { sentence: `No license file was ever issued to the site ${uuid}.`, next });
    }
    const retiredAt = at === null ? null : (site.retiredAt ?? at);
    store.sites.updateRetired(uuid, retiredAt);
    return reportOf(store, { ...site, retiredAt });
  });
}

function reportOf(store: Store, { uuid, thumbprint, firstSeen, retiredAt }: SiteRecord): SiteReport {
  const bundles = store.bundles.list(uuid);
  const head = store.bundles.findHead(uuid);
  const acknowledged = store.acknowledgements.findLast(uuid);
  const forked = store.bundles.listForks(uuid).length > 0;
  return {
    site: uuid,
    thumbprint,
    organizations: organizationsOf(store, uuid),
    firstSeen,
    retiredAt,
    lastBundle: head && { epoch: head.epoch, seq: head.seq, made: head.header.made, receivedAt: head.receivedAt },
    lastAcknowledgement: acknowledged && {
      epoch: acknowledged.epoch,
      seq: acknowledged.seq,
      issuedAt: acknowledged.issuedAt,
    },
    gaps: gapsOf(bundles, head),
    flags: [...new Set([...bundles.flatMap(({ flags }) => flags), ...(forked ? (['forked'] as const) : [])])],
  };
}

function organizationsOf(store: Store, site: string): SiteReport['organizations'] {
  const newest = new Map<string, { id: string; licensee: string; serial: number }>();
  for (const { organization, licensee, serial } of store.licenses.listBySite(site)) {
    newest.set(organization, { id: organization, licensee, serial });
  }
  return [...newest.values()];
}

/** What lies between the bundles of an epoch, from the newest epoch on that has a booked one. */
function gapsOf(bundles: readonly BundleRecord[], head: BundleRecord | null): Gap[] {
  const gaps: Gap[] = [];
  let epoch = -1;
  let last = 0;
  for (const bundle of bundles) {
    if (head !== null && bundle.epoch < head.epoch) continue;
    if (bundle.epoch !== epoch) last = 0;
    if (bundle.seq > last + 1) gaps.push({ epoch: bundle.epoch, from: last + 1, to: bundle.seq - 1 });
    epoch = bundle.epoch;
    last = bundle.seq;
  }
  return gaps;
}
