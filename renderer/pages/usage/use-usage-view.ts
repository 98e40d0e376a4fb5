import type { UsageFilters, UsageGroup, UsageSplit } from '../../api/usage.ts';
import { useNow } from '../../parts/now.ts';
import { useSearchParam } from '../../parts/search-param.ts';

export const RANGES = ['7', '30', '90', 'all', 'own'] as const;
export const SPLITS = ['item', 'handshake', 'feature', 'device'] as const satisfies readonly UsageSplit[];
export const SHOWS = ['split', 'together', 'running'] as const;
export const KINDS = ['bars', 'lines'] as const;
export const STEPS = ['day', 'hour'] as const;
export const GROUPS = ['day', 'hour', 'slot', 'device', 'feature'] as const satisfies readonly UsageGroup[];

export type Range = (typeof RANGES)[number];

export const day = 86_400;
/** Days of a range of one's own: ten years. */
const longest = 3_660;
/** Up to so many days usage can be drawn by the hour. */
const hourlyDays = 14;

/** What the address says to show. */
export type UsageView = {
  readonly range: Range;
  /** Of the range in epoch seconds, whole UTC days; null: from the very first report. */
  readonly from: number | null;
  readonly to: number;
  readonly filters: UsageFilters;
  readonly split: UsageSplit;
  readonly show: (typeof SHOWS)[number];
  readonly kind: (typeof KINDS)[number];
  readonly step: (typeof STEPS)[number];
  readonly canBeHourly: boolean;
  readonly by: UsageGroup;
};

export function useUsageView(): UsageView {
  const now = useNow();
  const [vendor] = useSearchParam('vendor');
  const [item] = useSearchParam('item');
  const [handshake] = useSearchParam('handshake');
  const [feature] = useSearchParam('feature');
  const range = useChoice('range', RANGES, '30');
  const [ownFrom] = useSearchParam('from');
  const [ownTo] = useSearchParam('to');
  const split = useChoice('split', SPLITS, 'item');
  const step = useChoice('step', STEPS, 'day');
  const tomorrow = now - (now % day) + day;
  const to = range === 'own' ? Math.max(0, dayOf(ownTo) ?? tomorrow - day) + day : tomorrow;
  const from = range === 'all' ? null : range === 'own' ? ownStart(ownFrom, to) : to - Number(range) * day;
  const canBeHourly = from !== null && to - from <= hourlyDays * day && split !== 'device';
  return {
    range,
    from,
    to,
    filters: {
      ...(vendor !== '' && { vendor }),
      ...(item !== '' && { item }),
      ...(handshake !== '' && { handshake }),
      ...(feature !== '' && { feature }),
      ...(from !== null && { from }),
      to,
    },
    split,
    show: useChoice('show', SHOWS, 'split'),
    kind: useChoice('kind', KINDS, 'bars'),
    step: canBeHourly ? step : 'day',
    canBeHourly,
    by: useChoice('by', GROUPS, 'day'),
  };
}

/** While somebody types a date it may lie far off, or behind the end. */
function ownStart(asked: string, to: number): number {
  return Math.max(0, to - longest * day, Math.min(dayOf(asked) ?? to - 30 * day, to - day));
}

function useChoice<const Value extends string>(name: string, values: readonly Value[], otherwise: Value): Value {
  const [asked] = useSearchParam(name);
  return values.find((value) => value === asked) ?? otherwise;
}

/** Start of the UTC day that a date names; null: it names none. */
export function dayOf(date: string): number | null {
  const at = Date.parse(`${date}T00:00:00Z`);
  return Number.isNaN(at) ? null : at / 1_000;
}

/** The date of a UTC day, as date fields write it. */
export function dateOf(at: number): string {
  return new Date(at * 1_000).toISOString().slice(0, 10);
}
