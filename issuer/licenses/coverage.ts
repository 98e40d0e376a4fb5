import { DAY, type EpochSeconds } from '../../licensing/time.ts';
import type { Delegation } from '../../protocol/delegation.ts';
import type { IssuedItem, IssuedTrial } from '../store/license-table.ts';

/** What a delegation lets a site grant (protocol.md section 3). */
export type Coverage = Pick<Delegation, 'org' | 'grants' | 'exp'>;

/** How long a site may at least grant trials, which have no term of their own. */
const TRIAL_SPAN = 400 * DAY;

/**
 * Decides what the delegations of a site name: everything that was issued to it and not revoked. One grant per product,
 * with all features that any of its items or trials has, until the latest end plus grace. Products with a trial are granted
 * until `exp`, which then is at least 400 days after `iat`.
 *
 * Where nothing is left, the delegation grants nothing but stays in force for those 400 days, so that the site can still
 * prove its refusals to devices.
 */
export function decideCoverage(
  items: readonly IssuedItem[],
  trials: readonly IssuedTrial[],
  iat: EpochSeconds,
): Coverage {
  const terms = items.reduce((latest, { until }) => Math.max(latest, until), 0);
  const exp = trials.length > 0 || items.length === 0 ? Math.max(terms, iat + TRIAL_SPAN) : terms;
  const grants = new Map<string, Grant>();
  const add = (product: string, features: readonly string[], until: EpochSeconds) => {
    const grant = grants.get(product);
    grants.set(product, {
      product,
      features: sorted([...(grant?.features ?? []), ...features]),
      until: Math.max(grant?.until ?? 0, until),
    });
  };
  for (const { product, features, until } of items) add(product, features, until);
  for (const { product, features } of trials) add(product, features, exp);
  return {
    org: sorted([...items, ...trials].map(({ organization }) => organization)),
    grants: [...grants.values()].sort((one, other) => (one.product < other.product ? -1 : 1)),
    exp,
  };
}

type Grant = Delegation['grants'][number];

function sorted(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort();
}
