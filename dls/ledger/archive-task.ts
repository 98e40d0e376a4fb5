import type { KeyObject } from 'node:crypto';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createGzip } from 'node:zlib';
import type { EpochSeconds } from '../../licensing/time.ts';
import { writeStreamAtomic } from '../atomic-file.ts';
import { ledgerArchiveFolder } from '../site/folder-layout.ts';
import type { LedgerSource, StoredEvent } from '../store/ledger-source.ts';
import { archiveFileName, encodeArchivedEvent } from './archive-file.ts';
import { type LedgerCheckpoint, signCheckpoint } from './checkpoint.ts';
import { parseUsageFold, USAGE_EVENT } from './usage-fold.ts';

/** What the thread that archives a segment of the ledger is told. */
export type ArchiveTask = {
  /** Events before this moment are archived. */
  readonly before: EpochSeconds;
  readonly site: string;
  readonly now: EpochSeconds;
  readonly signing: { readonly kid: string; readonly privateKey: KeyObject };
};

export type WrittenArchive = {
  /** The checkpoint as a compact JWS. */
  readonly token: string;
  readonly checkpoint: LedgerCheckpoint;
  /** The one that it goes on from; null: the first. */
  readonly before: string | null;
  readonly events: number;
};

/** Events in one archive file. */
const eventsPerFile = 100_000;

/**
 * Writes the next segment of the ledger into an archive file, which ends with its signed checkpoint. The events stay in the
 * database until the checkpoint is committed. Null: there is nothing that is old enough and acknowledged.
 */
export async function writeArchive(
  source: LedgerSource,
  folder: string,
  task: ArchiveTask,
): Promise<WrittenArchive | null> {
  const start = source.checkpoint();
  const limit = source.archivable(task.before);
  const events: StoredEvent[] = [];
  for (const event of source.events()) {
    if (event.height > limit || events.length === eventsPerFile) break;
    events.push(event);
  }
  const [first, last] = [events[0], events.at(-1)];
  if (first === undefined || last === undefined) return null;
  const checkpoint: LedgerCheckpoint = {
    iss: task.site,
    iat: task.now,
    from: first.height,
    to: last.height,
    hash: last.hash.toString('base64url'),
    ...usageAfter(start, events),
  };
  const token = signCheckpoint(checkpoint, task.signing);
  await mkdir(ledgerArchiveFolder(folder), { recursive: true, mode: 0o700 });
  const path = join(ledgerArchiveFolder(folder), archiveFileName(first.height, last.height));
  await writeStreamAtomic(path, [await pack(events, token)], { readBack: true });
  return { token, checkpoint, before: source.checkpointToken(), events: events.length };
}

function usageAfter(
  start: Pick<LedgerCheckpoint, 'covered' | 'items'>,
  events: readonly StoredEvent[],
): Pick<LedgerCheckpoint, 'covered' | 'items'> {
  let covered = start.covered;
  const items = new Map(Object.entries(start.items));
  for (const { kind, data } of events) {
    const fold = kind === USAGE_EVENT ? parseUsageFold(JSON.parse(data) as Readonly<Record<string, unknown>>) : null;
    if (fold === null) continue;
    covered = fold.to;
    for (const [item, count] of Object.entries(fold.items)) items.set(item, (items.get(item) ?? 0) + count);
  }
  return { covered, items: Object.fromEntries(items) };
}

async function pack(events: readonly StoredEvent[], token: string): Promise<Buffer> {
  const gzip = createGzip();
  const pieces: Buffer[] = [];
  gzip.on('data', (piece: Buffer) => void pieces.push(piece));
  const ended = once(gzip, 'end');
  for (const event of events) if (!gzip.write(`${encodeArchivedEvent(event)}\n`)) await once(gzip, 'drain');
  gzip.end(`${JSON.stringify({ checkpoint: token })}\n`);
  await ended;
  return Buffer.concat(pieces);
}
