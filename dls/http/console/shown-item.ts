import type { Item } from '../../../licensing/item.ts';
import { runningTerm } from '../../../licensing/item.ts';
import { isLocked } from '../../../licensing/item-lock.ts';
import { graceEnd } from '../../../licensing/lease-length.ts';
import { reclaimAllowance, reclaimsSince } from '../../../licensing/reclaim.ts';
import type { Deps } from '../../deps.ts';
import { itemStateOf } from '../../site/item-state.ts';
import type { Snapshot } from '../../site/snapshot.ts';
import type { ItemFigures } from '../../store/sqlite/queries/figures.ts';

type ItemDeps = Pick<Deps, 'snapshot' | 'reader' | 'clock'>;

/** Items by number as consoles see them, with what they have given away now. */
export async function listShownItems(deps: ItemDeps, numbers: readonly number[]) {
  const snapshot = deps.snapshot.current;
  const { now } = deps.clock.read();
  const known = numbers.flatMap((no) => {
    const item = snapshot.items.get(no);
    return item === undefined ? [] : [{ no, item, term: shownTerm(snapshot, item, now) }];
  });
  const figures = await deps.reader.query('itemFigures', {
    items: known.map(({ no, term }) => ({ no, termStart: term.start })),
    now,
    reclaimsFrom: reclaimsSince(now),
  });
  return known.map(({ item }, index) => shownItem(snapshot, item, figures[index] ?? noFigures, now));
}

/** The running term, or the first one of an item that has not begun. */
function shownTerm(snapshot: Snapshot, item: Item, now: number) {
  const offset = snapshot.vendors.get(item.vendor)?.termOffset ?? 0;
  const term = runningTerm(item, now + offset) ?? item.terms[0];
  if (term === undefined) throw new Error('an item has a term');
  return term;
}

function shownItem(snapshot: Snapshot, item: Item, figures: ItemFigures, now: number) {
  const vendor = snapshot.configuration.vendors.get(item.vendor);
  const term = shownTerm(snapshot, item, now);
  const { used, registered, live, peak, overageSpent, reclaims } = figures;
  const { id, organization, product, metric, trial, revoked, mismatchSince, reservations, importedAt } = item;
  const codes = [...(vendor?.codes.values() ?? [])].filter(({ items }) => items.includes(id));
  const said = vendor ?? { lock: null, termOffset: 0, acknowledgedAt: 0 };
  return {
    vendor: item.vendor,
    id,
    organization,
    product,
    name: term.name,
    metric,
    trial,
    publicTrial: vendor?.items.has(id) !== true,
    quota: term.quota,
    used,
    registered,
    live,
    peak,
    overageSpent,
    features: term.features,
    start: term.start,
    end: term.end,
    state: itemStateOf(said, item, now),
    locked: isLocked(item, said.lock),
    revoked,
    mismatchSince,
    codes: codes.map(({ code }) => code),
    reclaims: reclaimAllowance({ term, reclaims }),
    reservations,
    importedAt,
    terms: item.terms.map((one) => ({ ...one, graceEnd: graceEnd(one) })),
  };
}

const noFigures: ItemFigures = { no: 0, used: 0, registered: 0, live: 0, peak: 0, overageSpent: 0, reclaims: 0 };
