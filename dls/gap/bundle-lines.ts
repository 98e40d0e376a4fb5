import type { EpochSeconds } from '../../licensing/time.ts';
import type { BundleSource, ItemFigures } from '../store/bundle-source.ts';
import { tellEvent } from './bundle-events.ts';

/** An item as the configuration knows it; the figures come from the database. */
export type BundledItem = {
  readonly no: number;
  readonly id: string;
  readonly organization: string;
  readonly product: string;
  readonly metric: string;
  readonly quota: number;
  readonly term: { readonly start: EpochSeconds; readonly end: EpochSeconds };
  readonly graceEnd: EpochSeconds;
  /** What goes before anything that the figures say; null: nothing does. */
  readonly standing: 'revoked' | 'locked' | null;
};

export type LineInput = {
  readonly source: BundleSource;
  readonly items: readonly BundledItem[];
  readonly made: EpochSeconds;
  /** Devices active at or after this moment, and refusals of these days. */
  readonly since: EpochSeconds;
  readonly afterReport: number;
  /** Friendly names may leave the site. */
  readonly names: boolean;
};

/** The lines between header and events (protocol.md section 7), in the order of its table, one JSON text each. */
export function* bundleLines(input: LineInput): Generator<string> {
  for (const item of input.items) yield JSON.stringify(itemLine(input, item));
  yield* deviceLines(input);
  yield* usageLines(input);
  for (const denial of input.source.denials(input.since)) {
    yield JSON.stringify({ t: 'denial', ...denial, day: dayText(denial.day) });
  }
}

/** The lines of events of one range. */
export function* eventLines(
  events: ReturnType<BundleSource['events']>,
  numberOf: (actor: string) => number,
): Generator<string> {
  for (const event of events) yield JSON.stringify({ t: 'event', ...tellEvent(event, numberOf) });
}

function itemLine({ source, made }: LineInput, item: BundledItem): object {
  const { no, id, organization, product, metric, quota, term } = item;
  const figures = source.figures(no, term.start, made);
  return { t: 'item', id, organization, product, metric, quota, term, ...figures, state: stateOf(item, figures, made) };
}

function stateOf(item: BundledItem, { used, registered }: ItemFigures, made: EpochSeconds): string {
  const { standing, term, graceEnd, metric, quota } = item;
  if (standing !== null) return standing;
  if (made < term.start) return 'not-yet-valid';
  if (made >= graceEnd) return 'expired';
  if (made >= term.end) return 'grace';
  const over = metric === 'usage' ? used >= quota : metric !== 'domain' && registered > quota;
  return over ? 'overage' : 'ok';
}

function* deviceLines({ source, since, names }: LineInput): Generator<string> {
  for (const { uuid, platform, deployment, os, first, last, items, name } of source.devices(since)) {
    const line = { t: 'device', device: uuid, platform, deployment, os, first, last, items };
    yield JSON.stringify(names && name !== null ? { ...line, name } : line);
  }
}

function* usageLines({ source, afterReport }: LineInput): Generator<string> {
  let day = -1;
  let text = '';
  for (const { item, term, device, feature, count, day: start } of source.usage(afterReport)) {
    if (start !== day) text = dayText(start);
    day = start;
    // Ids, UUIDs and days are of letters that need no escape.
    yield `{"t":"usage","item":"${item}","term":${term},"day":"${text}","device":"${device}","feature":"${feature}","count":${count}}`;
  }
}

function dayText(day: EpochSeconds): string {
  return new Date(day * 1000).toISOString().slice(0, 10);
}
