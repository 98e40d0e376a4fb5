import type { EpochSeconds } from '../../licensing/time.ts';
import { type BundleHeader, type BundleLine, type BundleToken, readBundleLines } from '../../protocol/bundle.ts';
import { ProtocolError } from '../../protocol/error.ts';
import { Refusal } from '../refusal.ts';
import type { BundleFlag, BundleRecord } from '../store/bundle-table.ts';
import type { Store } from '../store/store.ts';
import { bookLines, countLines } from './booking.ts';
import { type BundleReader, verifyBundleFile } from './bundle-file.ts';
import { decidePlacement, type Placement } from './chain.ts';
import { decideFlags } from './flags.ts';

/** What became of a bundle that was not refused. */
export type Ingested = {
  readonly outcome: 'booked' | 'kept' | 'duplicate';
  readonly site: string;
  readonly epoch: number;
  readonly seq: number;
  readonly lines: number;
  readonly flags: readonly BundleFlag[];
  /** Numbers of the bundles that had waited for this one and were booked after it. */
  readonly released: readonly number[];
};

/** A bundle was refused because another one of its number is held; the fork is in the vendor's records now. */
export class ForkRefusal extends Refusal {
  readonly site: string;

  constructor(site: string, sentence: string) {
    super('bundle_fork', { sentence });
    this.site = site;
  }
}

/**
 * Verifies a sync bundle and books it, in one transaction: all of it or nothing. One that comes early is kept and booked
 * when the gap before it closes.
 * @throws Refusal or ProtocolError, as `verifyBundleFile`; ForkRefusal
 */
export async function ingestBundle(file: string, reader: BundleReader, now: EpochSeconds): Promise<Ingested> {
  const { store } = reader;
  const token = await verifyBundleFile(file, reader);
  const lines = readBundleLines(token.packed);
  try {
    const header = await readHeader(lines, token);
    const placed = await store.transactAsync(() => place({ store, token, header, lines, now }));
    if (placed.fork !== null) throw forkRefusal(header, placed.fork.seq);
    const released = await bookWaiting(store, token.iss, now);
    return { ...placed.ingested, released };
  } finally {
    await lines.return(undefined);
  }
}

/** Books the bundles of a site that no longer wait for anything, each in a transaction of its own. */
async function bookWaiting(store: Store, site: string, now: EpochSeconds): Promise<number[]> {
  const released: number[] = [];
  for (;;) {
    const seq = await store.transactAsync(() => bookNext(store, site, now));
    if (seq === null) return released;
    released.push(seq);
  }
}

async function bookNext(store: Store, site: string, now: EpochSeconds): Promise<number | null> {
  const next = store.bundles.listWaiting(site).find((bundle) => isDue(store, bundle));
  if (next === undefined) return null;
  const flags = flagsOf(store, next.header);
  const { fallen } = await bookLines(store, next, readBundleLines(store.bundles.getContent(next.id)));
  store.bundles.markBooked(next.id, withFallen(store, flags, { ...next, fallen }), now);
  return next.seq;
}

type Arrival = {
  readonly store: Store;
  readonly token: BundleToken;
  readonly header: BundleHeader;
  /** Everything after the header. */
  readonly lines: AsyncGenerator<BundleLine>;
  readonly now: EpochSeconds;
};

type Placed = {
  readonly ingested: Omit<Ingested, 'released'>;
  readonly fork: Extract<Placement, { kind: 'fork' }> | null;
};

async function place({ store, token, header, lines, now }: Arrival): Promise<Placed> {
  const { site, epoch, seq, prev } = header;
  const placement = placementOf(store, token.digest, header);
  const facts = { site, epoch, seq, lines: 0, flags: [] };
  if (placement.kind === 'duplicate') return { ingested: { ...facts, outcome: 'duplicate' }, fork: null };
  if (placement.kind === 'fork') {
    const fork = { site, epoch, seq: placement.seq, digest: placement.digest };
    store.bundles.insertFork({ ...fork, height: heightOf(store, fork) }, now);
    return { ingested: { ...facts, outcome: 'duplicate' }, fork: placement };
  }
  const booked = placement.kind === 'book';
  const before = booked ? flagsOf(store, header) : [];
  const { count, fallen } = booked
    ? await bookLines(store, header, lines)
    : { count: await countLines(lines), fallen: 0 };
  const flags = withFallen(store, before, { site, epoch, fallen });
  const record = { site, epoch, seq, digest: token.digest, prev, header, lines: count, receivedAt: now, flags };
  store.bundles.insert({ ...record, bookedAt: booked ? now : null }, booked ? null : token.packed);
  return { ingested: { ...facts, lines: count, flags, outcome: booked ? 'booked' : 'kept' }, fork: null };
}

/** The ledger's height at the end of the bundle that the vendor goes by, or where the one after it begins. */
function heightOf({ bundles }: Store, { site, epoch, seq }: Pick<BundleRecord, 'site' | 'epoch' | 'seq'>): number {
  const held = bundles.find(site, epoch, seq)?.header.ledger.to;
  return held ?? bundles.find(site, epoch, seq + 1)?.header.ledger.from ?? 0;
}

function placementOf({ bundles }: Store, digest: string, { site, epoch, seq, prev }: BundleHeader): Placement {
  const before = bundles.find(site, epoch, seq - 1);
  return decidePlacement(
    { epoch, seq, digest, prev },
    {
      head: bundles.findHead(site),
      same: bundles.find(site, epoch, seq),
      before: before === null ? null : { ...before, booked: before.bookedAt !== null },
      after: bundles.find(site, epoch, seq + 1),
    },
  );
}

function flagsOf({ bundles }: Store, header: BundleHeader): BundleFlag[] {
  const before = bundles.find(header.site, header.epoch, header.seq - 1);
  return decideFlags(header, { head: bundles.findHead(header.site), before: before?.header ?? null });
}

/** Totals only rise, but for what a restore or rollback lost and devices have not sent again yet. */
function withFallen(
  { bundles }: Store,
  flags: BundleFlag[],
  { site, epoch, fallen }: Pick<BundleRecord, 'site' | 'epoch'> & { readonly fallen: number },
): BundleFlag[] {
  const isProof = fallen > 0 && bundles.list(site).every((bundle) => bundle.epoch === epoch);
  return isProof ? [...flags, 'usage-fell'] : flags;
}

function isDue({ bundles }: Store, { site, epoch, seq }: BundleRecord): boolean {
  const head = bundles.findHead(site);
  return (bundles.find(site, epoch, seq - 1)?.bookedAt ?? null) !== null || (head !== null && epoch < head.epoch);
}

async function readHeader(lines: AsyncGenerator<BundleLine>, { iss, aud }: BundleToken): Promise<BundleHeader> {
  const first = await lines.next();
  const header = first.done === true ? undefined : first.value;
  const fits = header?.t === 'header' && header.site === iss && header.vendor === aud;
  if (fits && isLinked(header)) return header;
  throw new ProtocolError('bundle_edited', {
    detail: 'The first line of the bundle does not fit to what it was signed as.',
  });
}

/** Every bundle names one before it but the very first; the first of a later epoch does when there was one. */
function isLinked({ epoch, seq, prev }: BundleHeader): boolean {
  if (seq > 1) return prev !== null;
  return prev === null || epoch > 1;
}

function forkRefusal({ site, epoch, seq }: BundleHeader, forked: number): ForkRefusal {
  const what = `Bundle ${seq} of the site ${site} (epoch ${epoch})`;
  const known = `another bundle ${forked} of that site is known`;
  return new ForkRefusal(
    site,
    `${what} ${seq === forked ? `has another content: ${known}` : `follows a bundle ${forked} that was replaced: ${known}`}.`,
  );
}
