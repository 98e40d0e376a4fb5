import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { ledgerArchiveFolder } from '../site/folder-layout.ts';
import type { StoredEvent } from '../store/ledger-source.ts';
import { subjectOf } from './chain.ts';

/** An event as a line of an archive file; the checkpoint that ends the file is its last line. */
type ArchivedEvent = Pick<StoredEvent, 'height' | 'at' | 'kind' | 'actor'> & {
  readonly data: Readonly<Record<string, unknown>>;
  readonly hash: string;
};

/** `ledger-000000000001-000000004711.ndjson.gz`: the archived heights, both ends included. */
export function archiveFileName(from: number, to: number): string {
  const twelve = (height: number): string => String(height).padStart(12, '0');
  return `ledger-${twelve(from)}-${twelve(to)}.ndjson.gz`;
}

export function encodeArchivedEvent({ height, at, kind, actor, data, hash }: StoredEvent): string {
  return `{"height":${height},"at":${at},"kind":${JSON.stringify(kind)},"actor":${JSON.stringify(actor)},"data":${data},"hash":"${hash.toString('base64url')}"}`;
}

/**
 * The archived events up to and with `to`, from the very first on. Null when the files are not all there: an administrator
 * may have put them elsewhere, and the checkpoint stands for them.
 */
export function readArchive(folder: string, to: number): Iterable<StoredEvent> | null {
  const path = ledgerArchiveFolder(folder);
  const names = existsSync(path)
    ? readdirSync(path)
        .filter((name) => /^ledger-\d+-\d+\.ndjson\.gz$/.test(name))
        .sort()
    : [];
  const ranges = names.map((name) => name.match(/\d+/g)?.map(Number) ?? []);
  let end = 0;
  for (const [from = 0, upTo = 0] of ranges) {
    // A new epoch leaps over heights, so the next file may begin later than where the one before ended.
    if (from <= end) return null;
    end = upTo;
  }
  if (end !== to || ranges[0]?.[0] !== 1) return null;
  return iterate(names.map((name) => join(path, name)));
}

function* iterate(files: readonly string[]): Generator<StoredEvent> {
  for (const file of files) {
    const lines = gunzipSync(readFileSync(file)).toString('utf8').split('\n');
    for (const line of lines)
      if (line !== '') yield* eventsOf(JSON.parse(line) as ArchivedEvent | { checkpoint: string });
  }
}

function* eventsOf(line: ArchivedEvent | { readonly checkpoint: string }): Generator<StoredEvent> {
  if ('checkpoint' in line) return;
  const { height, at, kind, actor, data, hash } = line;
  yield {
    ...{ height, at, kind, actor },
    vendor: typeof data.vendor === 'string' ? data.vendor : null,
    device: typeof data.device === 'string' ? data.device : null,
    subject: subjectOf(data),
    data: JSON.stringify(data),
    hash: Buffer.from(hash, 'base64url'),
  };
}
