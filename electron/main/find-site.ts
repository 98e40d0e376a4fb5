import type { Reach } from './control-link.ts';

/** Where the app finds its server. */
export type FoundSite =
  /** A server runs and takes commands of this account. */
  | { readonly kind: 'attach'; readonly folder: string }
  /** A server runs under another account: its console asks for a password. */
  | { readonly kind: 'visit'; readonly folder: string }
  /** Nobody serves this folder, so the app does. */
  | { readonly kind: 'host'; readonly folder: string }
  /** A service is installed and does not run. */
  | { readonly kind: 'silent'; readonly folder: string };

export type SiteEdges = {
  readonly reach: (folder: string) => Promise<Reach>;
  /** Whether a site was made in the folder of the service. */
  readonly isInstalled: (folder: string) => Promise<boolean>;
};

export type Places = {
  /** Named by the user. */
  readonly chosen: string | null;
  readonly service: string;
  readonly own: string;
};

/** A service comes first: it is what devices use. A site that a service looks after is never hosted by the app. */
export async function findSite(
  { chosen, service, own }: Places,
  { reach, isInstalled }: SiteEdges,
): Promise<FoundSite> {
  for (const folder of chosen === null ? [service, own] : [chosen]) {
    const found = await reach(folder);
    if (found === 'open') return { kind: 'attach', folder };
    if (found === 'foreign') return { kind: 'visit', folder };
    if (folder === service && (await isInstalled(folder))) return { kind: 'silent', folder };
  }
  return { kind: 'host', folder: chosen ?? own };
}
