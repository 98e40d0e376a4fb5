import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { EpochSeconds } from '../../licensing/time.ts';
import { type BundleHeader, bundleFileName } from '../../protocol/bundle.ts';
import { writeFileAtomic } from '../atomic-file.ts';
import { EPOCH_EVENT } from '../ledger/epoch-event.ts';
import { bundlesFolder } from '../site/folder-layout.ts';
import type { BundleSource, LastBundle } from '../store/bundle-source.ts';
import type { BundleRow } from '../store/gap-tables.ts';
import { bundledKinds, numberActors } from './bundle-events.ts';
import { type BundledItem, bundleLines, eventLines } from './bundle-lines.ts';
import { type BundlePart, planBundles } from './bundle-plan.ts';
import type { Progress } from './long-read.ts';
import { type BundleEnvelope, packLines, sealBundle } from './seal-bundle.ts';

/** What the thread that makes bundles is told. */
export type BundleTask = BundleEnvelope & {
  readonly epoch: number;
  readonly made: EpochSeconds;
  readonly clock: BundleHeader['clock'];
  /** `causeway/1.2.3`. */
  readonly app: string;
  readonly items: readonly BundledItem[];
  readonly names: boolean;
  /** Lines of one bundle but for header and end; the protocol's most unless a test says less. */
  readonly capacity?: number;
  /** Bytes from which on a database is copied before it is read; a fixed figure unless a test says another. */
  readonly copyFrom?: number;
};

/** Bundles that lie in the folder as files, not yet in the database. */
export type WrittenBundles = {
  /** The bundle that they follow. */
  readonly last: LastBundle | undefined;
  readonly bundles: readonly Omit<BundleRow, 'elapsed' | 'acknowledgedAt'>[];
  readonly actors: Readonly<Record<string, number>>;
};

type Writing = {
  readonly source: BundleSource;
  readonly folder: string;
  readonly task: BundleTask;
  readonly onProgress: (progress: Progress) => void;
};

/** Makes the bundles of one vendor as files in the data folder; they count once their rows are committed. */
export async function writeBundles({ source, folder, task, onProgress }: Writing): Promise<WrittenBundles> {
  const last = source.last();
  const acknowledged = source.acknowledged();
  const from = last?.heightTo ?? 0;
  const to = source.tail().height;
  const counts = {
    items: task.items.length,
    devices: source.countDevices(acknowledged.at),
    usage: source.countUsage(acknowledged.reportNo),
    denials: source.countDenials(acknowledged.at),
    events: source.eventHeights(from, bundledKinds),
  };
  const parts = planBundles(counts, { from, to, capacity: task.capacity });
  const total = counts.items + counts.devices + counts.usage + counts.denials + counts.events.length;
  const { items, made, names } = task;
  const since = acknowledged.at;
  const lines = bundleLines({ source, items, made, since, afterReport: acknowledged.reportNo, names });
  let read = 0;
  const counted = countLines(lines, (done) => {
    read = done;
    onProgress({ done, total, step: 'reading' });
  });
  const onSealing = (): void => onProgress({ done: read, total, step: 'sealing' });
  const actors = numberActors(source.actors());
  const bundles: WrittenBundles['bundles'][number][] = [];
  let before = { ...placeAfter(last, task.epoch), heightTo: from };
  for (const part of parts) {
    const { numberOf } = actors;
    const bundle = await writePart({ source, folder, task, part, before, lines: counted, numberOf, onSealing });
    bundles.push({
      ...bundle,
      lastSeq: before.seq + parts.length - 1 - bundles.length,
      usageNo: source.lastReportNo(),
    });
    before = { seq: bundle.seq + 1, prev: bundle.digest, heightTo: bundle.heightTo };
  }
  counted.return(undefined);
  onProgress({ done: total, total, step: 'sealing' });
  return { last, bundles, actors: actors.all() };
}

/** Where a bundle stands: its number, the digest of the one before it, and the height at which that one ended. */
type Place = { readonly seq: number; readonly prev: string | null; readonly heightTo: number };

/** Numbers begin with 1 in each epoch; the first of a new epoch names the last one known. */
function placeAfter(last: LastBundle | undefined, epoch: number): Omit<Place, 'heightTo'> {
  if (last === undefined) return { seq: 1, prev: null };
  return { seq: last.epoch === epoch ? last.seq + 1 : 1, prev: last.digest };
}

type Part = Omit<Writing, 'onProgress'> & {
  readonly part: BundlePart;
  readonly before: Place;
  readonly lines: Iterator<string>;
  readonly numberOf: (actor: string) => number;
  /** All of its lines are read. */
  readonly onSealing: () => void;
};

async function writePart(input: Part): Promise<Omit<WrittenBundles['bundles'][number], 'usageNo' | 'lastSeq'>> {
  const { folder, task, part, before } = input;
  const { vendor, site, epoch, made } = task;
  let lines = 0;
  const counted = function* (): Generator<string> {
    for (const line of partLines(input)) {
      lines += 1;
      yield line;
    }
    lines += 1;
    yield JSON.stringify({ t: 'end', lines });
  };
  const packed = await packLines(counted());
  input.onSealing();
  const { digest, text } = await sealBundle(packed, task);
  const name = bundleFileName({ vendor, site, epoch, seq: before.seq });
  const file = name.replace(/\.cwsync$/, `.${fileMark(text)}.cwsync`);
  const { bytes } = await writeFileAtomic(join(bundlesFolder(folder), file), text, { readBack: true });
  const { seq, prev } = before;
  return { vendor, epoch, seq, made, digest, prev, file, size: bytes, lines, heightTo: part.heightTo };
}

/** The mark in the name under which a bundle is kept: no two files share one, and damage of the disk shows. */
export function fileMark(sealed: string | Uint8Array): string {
  return createHash('sha256').update(sealed).digest('hex').slice(0, 16);
}

function* partLines({ source, task, part, before, lines, numberOf }: Part): Generator<string> {
  const { vendor, site, epoch, made, clock, app } = task;
  const { seq, prev } = before;
  const ledger = ledgerRange(source, before.heightTo, part.heightTo);
  yield JSON.stringify({ t: 'header', vendor, site, epoch, seq, prev, made, clock, ledger, app });
  for (let left = part.lines; left > 0; left -= 1) {
    const { value, done } = lines.next();
    if (done === true) break;
    yield value;
  }
  if (part.heightTo > before.heightTo) {
    yield* eventLines(source.events(before.heightTo, part.heightTo, bundledKinds), numberOf);
  }
}

function ledgerRange(source: BundleSource, from: number, to: number): BundleHeader['ledger'] {
  const hash = (height: number): string => (source.hashAt(height) ?? Buffer.alloc(32)).toString('base64url');
  const epochs = source.events(from, to, { ofVendor: [], ofSite: [EPOCH_EVENT] });
  const rolledBack = [...epochs].some(({ data }) => data.reason !== 'restore');
  return { from, to, hashFrom: hash(from), hashTo: hash(to), rolledBack };
}

function* countLines(lines: Iterable<string>, tell: (done: number) => void): Generator<string> {
  let done = 0;
  for (const line of lines) {
    done += 1;
    if (done % 2_000 === 1) tell(done);
    yield line;
  }
}
