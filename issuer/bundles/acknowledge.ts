import { randomUUID } from 'node:crypto';
import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { EpochSeconds } from '../../licensing/time.ts';
import {
  ACKNOWLEDGEMENT_TYP,
  type Acknowledgement,
  parseAcknowledgementPayload,
} from '../../protocol/acknowledgement.ts';
import type { Clock } from '../clock.ts';
import { onFile } from '../files/file-error.ts';
import { stageFile } from '../files/output-file.ts';
import { Refusal } from '../refusal.ts';
import type { Store } from '../store/store.ts';
import { type SigningKey, signToken } from '../vendor/signing.ts';
import { readOldestKey, type VendorFolder } from '../vendor/vendor-folder.ts';
import type { OwnLicense } from './own-license.ts';

/** What an acknowledgement carries beside the bundles it covers. */
export type AcknowledgementExtras = {
  /** Adds the vendor's time. */
  readonly time: boolean;
  /** License files to take along, each to the site it was issued to. */
  readonly licenses: readonly OwnLicense[];
  readonly locked: readonly string[];
  readonly unlocked: readonly string[];
  readonly revoked: readonly string[];
  /** Null says nothing about the site as a whole. */
  readonly lockSite: boolean | null;
};

/** An acknowledgement that was written. */
export type Acknowledged = { readonly file: string; readonly acknowledgement: Acknowledgement };

/**
 * Writes an acknowledgement for each site: into the file `out` for one site, into the folder `out` when it exists or there
 * are several. It covers all bundles up to the newest that was booked without a gap. It is signed by the oldest key, which
 * every card of the vendor names, so that a site accepts it whichever card it knows.
 * @throws Refusal `license_wrong_site` for a license file of none of the sites, `not_found` for an item never issued there
 */
export async function acknowledgeSites(
  folder: VendorFolder,
  { sites, out, extras }: { sites: readonly string[]; out: string; extras: AcknowledgementExtras },
  clock: Clock,
): Promise<Acknowledged[]> {
  checkExtras(folder.store, sites, extras);
  const folderWanted = sites.length > 1 || (await isFolder(out));
  if (folderWanted) await onFile(out, () => mkdir(out, { recursive: true }));
  const fileOf = (name: string) => (folderWanted ? join(out, name) : out);
  const key = await readOldestKey(folder);
  const written: Acknowledged[] = [];
  for (const site of sites) {
    const now = await clock.after(folder.store.sites.find(site)?.statementAt ?? 0);
    written.push(await acknowledgeSite({ folder, site, fileOf, extras, key, now }));
  }
  return written;
}

type Acknowledging = {
  readonly folder: VendorFolder;
  readonly site: string;
  /** Where a file of this suggested name goes. */
  readonly fileOf: (name: string) => string;
  readonly extras: AcknowledgementExtras;
  readonly key: SigningKey;
  readonly now: EpochSeconds;
};

async function acknowledgeSite({ folder, site, fileOf, extras, key, now }: Acknowledging): Promise<Acknowledged> {
  const { store, vendor } = folder;
  const { acknowledgement, file, staged } = await store.transactAsync(async () => {
    const iat = Math.max(now, (store.sites.find(site)?.statementAt ?? 0) + 1);
    const acknowledgement = parseAcknowledgementPayload({
      ...{ iss: vendor.id, aud: site, iat, jti: randomUUID() },
      ...coveredBy(store, site),
      ...extrasFor(site, extras, iat),
    });
    const token = signToken(ACKNOWLEDGEMENT_TYP, acknowledgement, key);
    const { jti, epoch, seq } = acknowledgement;
    store.acknowledgements.insert({ jti, site, issuedAt: iat, epoch, seq, token });
    store.sites.updateStatement(site, iat);
    for (const item of extras.revoked) store.licenses.insertRevocation(site, item, iat);
    const file = fileOf(acknowledgementFileName(acknowledgement));
    return { acknowledgement, file, staged: await stageFile(file, `${token}\n`) };
  });
  await staged.publish();
  return { file, acknowledgement };
}

/**
 * What is acknowledged: the newest bundle without a gap before it. While a fork is open it is the last one that both
 * histories share, which the site has made in any case, and the fork stands beside it.
 */
function coveredBy({ bundles }: Store, site: string): Pick<Acknowledgement, 'epoch' | 'seq' | 'digest' | 'fork'> {
  const head = bundles.findHead(site);
  const forks = bundles.listForks(site);
  const epoch = head?.epoch ?? forks[0]?.epoch ?? bundles.listWaiting(site)[0]?.epoch ?? 1;
  const fork = forks.find((found) => found.epoch === epoch);
  const seq = Math.min(head?.seq ?? 0, fork === undefined ? Number.MAX_SAFE_INTEGER : fork.seq - 1);
  const digest = bundles.find(site, epoch, seq)?.digest;
  return {
    epoch,
    seq,
    ...(digest !== undefined && { digest }),
    ...(fork !== undefined && { fork: { seq: fork.seq, digest: fork.digest, height: fork.height } }),
  };
}

function extrasFor(site: string, extras: AcknowledgementExtras, iat: EpochSeconds) {
  const licenses = extras.licenses.filter((license) => license.site === site).map(({ token }) => token);
  const { locked, unlocked, revoked, lockSite } = extras;
  return {
    ...(extras.time && { time: iat }),
    ...(licenses.length > 0 && { licenses }),
    ...(locked.length > 0 && { locked }),
    ...(unlocked.length > 0 && { unlocked }),
    ...(revoked.length > 0 && { revoked }),
    ...(lockSite !== null && { lockSite }),
  };
}

function checkExtras({ licenses }: Store, sites: readonly string[], extras: AcknowledgementExtras): void {
  for (const { site, file } of extras.licenses) {
    if (sites.includes(site)) continue;
    throw new Refusal('license_wrong_site', {
      sentence: `The license file is for the site ${site}, which is not acknowledged here.`,
      file,
    });
  }
  for (const item of [...extras.locked, ...extras.unlocked, ...extras.revoked]) {
    const stranger = sites.find((site) => !licenses.issuedToSite(site, item));
    if (stranger === undefined) continue;
    throw new Refusal('not_found', { sentence: `The item ${item} was never issued to the site ${stranger}.` });
  }
}

function acknowledgementFileName({ iss, aud, epoch, seq }: Acknowledgement): string {
  return `${iss}-${aud.slice(0, 8)}-e${epoch}-${String(seq).padStart(6, '0')}.cwack`;
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isDirectory() === true;
}
