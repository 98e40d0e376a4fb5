import type { Deps } from '../../deps.ts';
import { Refusal } from '../problem.ts';

/** The vendor where the site has one and a request names none. @throws Refusal `request_malformed` when it has several */
export function onlyVendor({ snapshot }: Pick<Deps, 'snapshot'>): string {
  const [only, second] = snapshot.current.vendors.keys();
  if (only !== undefined && second === undefined) return only;
  throw new Refusal('request_malformed', {
    field: 'vendor',
    detail:
      only === undefined
        ? 'No vendor is known here yet. Import a license file first.'
        : 'This site has license items of several vendors. Name the one that is meant.',
  });
}
