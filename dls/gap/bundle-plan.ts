import { MAX_BUNDLE_LINES } from '../../protocol/bundle.ts';

/** How many lines of each kind there are to tell, in the order in which they are told. */
export type LineCounts = {
  readonly items: number;
  readonly devices: number;
  readonly usage: number;
  readonly denials: number;
  /** Heights of the events, in order. */
  readonly events: readonly number[];
};

/** One of the consecutive bundles: how many lines of those before the events, and up to which height the ledger. */
export type BundlePart = { readonly lines: number; readonly heightTo: number };

export type PlanOptions = {
  /** Height at which the bundle before ended. */
  readonly from: number;
  /** Height of the ledger now. */
  readonly to: number;
  /** Lines of one bundle but for the first and the last. */
  readonly capacity?: number | undefined;
};

/** Lines of devices and events hold free text and count for more, so that no file comes near the largest accepted. */
const heavy = 4;

/**
 * Shares lines out over consecutive bundles; mostly it is one. Of several, those in front hold no events and do not move
 * the ledger's height on, so that the range in each header is true.
 */
export function planBundles(counts: LineCounts, options: PlanOptions): readonly BundlePart[] {
  const { from, to, capacity = MAX_BUNDLE_LINES - 2 } = options;
  const { parts, room } = planLines(counts, from, capacity);
  const last = parts.pop() ?? { lines: 0, heightTo: from };
  const { events } = counts;
  if (events.length * heavy <= room) return [...parts, { ...last, heightTo: to }];
  if (last.lines > 0) parts.push(last);
  const most = Math.max(1, Math.floor(capacity / heavy));
  for (let end = most; end < events.length; end += most) parts.push({ lines: 0, heightTo: events[end - 1] ?? to });
  return [...parts, { lines: 0, heightTo: to }];
}

type Planned = { readonly parts: BundlePart[]; readonly room: number };

/** Shares out the lines before the events, and says how much room the last part has left. */
function planLines({ items, devices, usage, denials }: LineCounts, from: number, capacity: number): Planned {
  const parts: BundlePart[] = [];
  let lines = 0;
  let room = capacity;
  for (const [count, weight] of [[items, 1] as const, [devices, heavy] as const, [usage + denials, 1] as const]) {
    let left = count;
    while (left > 0) {
      const fitting = Math.min(left, Math.floor(room / weight));
      lines += fitting;
      left -= fitting;
      room -= fitting * weight;
      if (left === 0) break;
      parts.push({ lines, heightTo: from });
      lines = 0;
      room = capacity;
    }
  }
  if (lines > 0) parts.push({ lines, heightTo: from });
  return { parts, room };
}
