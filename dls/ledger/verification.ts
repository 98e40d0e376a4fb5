import { hash } from 'node:crypto';
import { DEFAULTS } from '../../licensing/defaults.ts';
import type { Progress } from '../gap/long-read.ts';
import type { LedgerSource, StoredEvent } from '../store/ledger-source.ts';
import type { LedgerTail } from '../store/ledger-table.ts';
import { chainHash, subjectOf } from './chain.ts';
import { isSignedCheckpoint, type LedgerCheckpoint, noCheckpoint } from './checkpoint.ts';
import { EPOCH_EVENT } from './epoch-event.ts';
import { parseUsageFold, USAGE_EVENT } from './usage-fold.ts';
import { findWrongTotals } from './usage-totals.ts';

/** What the ledger and the database turned out to be. */
export type Verification = {
  readonly ok: boolean;
  /** Of the last event that was looked at. */
  readonly height: number;
  readonly events: number;
  readonly firstBad: BadHeight | null;
  /** What the database says of damaged pages; empty: they are sound. */
  readonly damages: readonly string[];
};

/** The first height that does not fit, and in which way. */
export type BadHeight = { readonly height: number; readonly reason: string };

type Walk = {
  readonly tail: LedgerTail;
  readonly events: number;
  /** Number of the last report that an event covers, and the units told of so far by item. */
  readonly covered: number;
  readonly units: Map<string, number>;
  readonly bad: BadHeight | null;
};

export type VerificationOptions = {
  /** `x` of every key that the site ever had: one of them signed the checkpoint. */
  readonly keys: readonly string[];
  readonly onProgress: (progress: Progress) => void;
};

/**
 * Walks the chain from its start (protocol.md section 8): heights, hashes, that columns say what the events say, that
 * `usage` events fit the reports that are still kept, that the totals of usage fit them too, and that nothing was cut off
 * after a bundle told of it. What is archived is walked as well when its files are there; else its signed checkpoint stands
 * for it. Then it checks the pages of the database.
 */
export function verifyRecords(source: LedgerSource, { keys, onProgress }: VerificationOptions): Verification {
  const walk = walkEvents(source, keys, onProgress);
  const bad = walk.bad ?? findMissingEnd(source, walk) ?? findWrongTotal(source, walk);
  const damages = source.damages();
  return {
    ok: bad === null && damages.length === 0,
    height: walk.tail.height,
    events: walk.events,
    firstBad: bad,
    damages,
  };
}

function walkEvents(source: LedgerSource, keys: readonly string[], onProgress: (progress: Progress) => void): Walk {
  const total = source.countEvents();
  const droppedTo = source.droppedTo();
  const names = source.itemNames();
  const archived = source.archived();
  const end = source.checkpoint();
  const start = archived === null ? end : noCheckpoint;
  const units = new Map(Object.entries(start.items));
  let walk: Walk = {
    tail: tailOf(start),
    events: 0,
    covered: start.covered,
    units,
    bad: findWrongCheckpoint(source, keys),
  };
  for (const event of allEvents(archived, source)) {
    if (walk.bad !== null) return walk;
    if (archived !== null && walk.tail.height === end.to) walk = { ...walk, bad: findWrongArchive(walk, end) };
    walk = step({ source, names, droppedTo }, walk, event);
    if (walk.events % 5_000 === 0) onProgress({ done: walk.events, total });
  }
  onProgress({ done: walk.events, total });
  return walk;
}

function* allEvents(archived: Iterable<StoredEvent> | null, source: LedgerSource): Generator<StoredEvent> {
  if (archived !== null) yield* archived;
  // Asked for when it is reached: rows that are being read keep the connection busy.
  yield* source.events();
}

function tailOf({ to, hash }: Pick<LedgerCheckpoint, 'to' | 'hash'>): LedgerTail {
  return { height: to, hash: Buffer.from(hash, 'base64url') };
}

function findWrongCheckpoint(source: LedgerSource, keys: readonly string[]): BadHeight | null {
  const token = source.checkpointToken();
  if (token === null || isSignedCheckpoint(token, keys)) return null;
  return { height: source.checkpoint().to, reason: 'The checkpoint of the archive was not signed by this site.' };
}

/** The archive ends as the checkpoint says, and told of the same usage. */
function findWrongArchive({ tail, units }: Walk, end: Omit<LedgerCheckpoint, 'iss' | 'iat'>): BadHeight | null {
  const fits = tail.hash.toString('base64url') === end.hash && sameUnits(end.items, units);
  return fits ? null : { height: tail.height, reason: 'The archive does not end as its checkpoint says.' };
}

type StepContext = Pick<FoldCheck, 'source' | 'names' | 'droppedTo'>;

function step(context: StepContext, walk: Walk, event: StoredEvent): Walk {
  if (walk.bad !== null) return walk;
  const { tail, events, covered, units } = walk;
  const data = parseData(event.data);
  const reason =
    findBreak(tail, event, data) ?? (event.kind === USAGE_EVENT ? findWrongFold({ ...context, data, covered }) : null);
  if (reason !== null) return { ...walk, bad: { height: event.height, reason } };
  const fold = event.kind === USAGE_EVENT ? parseUsageFold(data) : null;
  for (const [item, count] of Object.entries(fold?.items ?? {})) units.set(item, (units.get(item) ?? 0) + count);
  return {
    tail: { height: event.height, hash: event.hash },
    events: events + 1,
    covered: fold?.to ?? covered,
    units,
    bad: null,
  };
}

type Data = Readonly<Record<string, unknown>>;

/** Null for a text that is not an object in the one spelling in which events are stored. */
function parseData(text: string): Data {
  try {
    const value: unknown = JSON.parse(text);
    const spelled = typeof value === 'object' && value !== null && JSON.stringify(value) === text;
    return spelled ? (value as Data) : {};
  } catch {
    return {};
  }
}

function findBreak(tail: LedgerTail, event: StoredEvent, data: Data): string | null {
  const { height, at, kind, actor } = event;
  const next = tail.height + 1;
  const leap = kind === EPOCH_EVENT && height >= tail.height + DEFAULTS.epochStep;
  if (height !== next && !leap) return `The event of height ${next} is missing.`;
  if (!chainHash(tail.hash, { height, at, kind, actor, data }).equals(event.hash)) {
    return 'The event was changed, or one before it was: its hash does not follow.';
  }
  const vendor = typeof data.vendor === 'string' ? data.vendor : null;
  const device = event.device ?? data.device;
  const sorted = event.vendor === vendor && event.subject === subjectOf(data) && device === data.device;
  return sorted ? null : 'The event is filed under another vendor, device or subject than it tells of.';
}

type FoldCheck = {
  readonly source: LedgerSource;
  readonly data: Data;
  readonly names: ReadonlyMap<number, string>;
  readonly droppedTo: number;
  readonly covered: number;
};

function findWrongFold({ source, data, names, droppedTo, covered }: FoldCheck): string | null {
  const fold = parseUsageFold(data);
  if (fold === null) return 'The event does not say which usage reports it covers.';
  if (covered > 0 && fold.from !== covered + 1) return 'The event does not go on from the reports covered before.';
  if (fold.from <= droppedTo) return null;
  const units = new Map<string, number>();
  const digests: Buffer[] = [];
  for (const report of source.reports(fold.from, fold.to)) {
    digests.push(report.digest);
    for (const { itemNo, count } of report.units) {
      const name = names.get(itemNo) ?? '';
      units.set(name, (units.get(name) ?? 0) + count);
    }
  }
  if (digests.length !== fold.reports) return `Usage reports that the event covers are missing or were added.`;
  if (hash('sha256', Buffer.concat(digests), 'base64url') !== fold.digest) return 'Usage reports were changed.';
  return sameUnits(fold.items, units) ? null : 'Records of usage reports were changed.';
}

function sameUnits(told: Readonly<Record<string, number>>, booked: ReadonlyMap<string, number>): boolean {
  const names = new Set([...Object.keys(told), ...booked.keys()]);
  return [...names].every((name) => (told[name] ?? 0) === (booked.get(name) ?? 0));
}

/** A bundle told the vendor of a height; if the ledger ends below it, its end was cut off. */
function findMissingEnd(source: LedgerSource, { tail }: Walk): BadHeight | null {
  if (source.bundledHeight() <= tail.height) return null;
  return { height: tail.height + 1, reason: 'The ledger ends below the height that a sync bundle tells of.' };
}

/** All totals must be what the reports and the ledger's events add up to. */
function findWrongTotal(source: LedgerSource, { tail, covered, units }: Walk): BadHeight | null {
  const names = source.itemNames();
  const told = new Map(units);
  for (const report of source.reports(covered + 1, Number.MAX_SAFE_INTEGER)) {
    for (const { itemNo, count } of report.units) {
      const name = names.get(itemNo) ?? '';
      told.set(name, (told.get(name) ?? 0) + count);
    }
  }
  const reason = findWrongTotals(source, told);
  return reason === null ? null : { height: tail.height, reason };
}
