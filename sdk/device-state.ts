import { encodeFrame, readFrames } from './frames.ts';
import type { DeviceMemory } from './memory.ts';
import type { Store } from './ports.ts';
import type { Sealer } from './seal.ts';
import {
  type AcknowledgedReport,
  EMPTY_USAGE,
  type UsageBook,
  type UsageChange,
  type UsageMemory,
  usageBook,
} from './usage-book.ts';

/** Everything a device keeps: its memory and its usage, durable through a snapshot and a journal of changes after it. */
export type DeviceState = {
  readonly memory: () => DeviceMemory;
  readonly book: () => UsageBook;
  /** Changes the memory at once; resolves when that is durable. A change that could not be kept goes with the next one. */
  readonly remember: (patch: Partial<DeviceMemory>) => Promise<void>;
  /** Changes the usage once the change is durable. @throws what the store throws; then nothing changed */
  readonly change: (change: UsageChange) => Promise<void>;
  /** Keeps an acknowledged report, to be sent again when the server lost it. */
  readonly archive: (report: AcknowledgedReport) => Promise<void>;
  /** The acknowledged reports that are still kept and still stand, by number. */
  readonly archived: () => Promise<readonly AcknowledgedReport[]>;
  /** Begins anew as a new device: nothing of the old one is kept. */
  readonly startOver: (memory: DeviceMemory) => Promise<void>;
  /** Drops acknowledged reports of days before that of `before`. */
  readonly dropArchives: (before: number) => Promise<void>;
  /** Waits for what is being written and closes the store. */
  readonly close: () => Promise<void>;
};

type Change = { readonly m: Partial<DeviceMemory> } | { readonly u: UsageChange };
type Snapshot = { readonly generation: number; readonly memory: DeviceMemory; readonly usage: UsageMemory };
type Waiting = { readonly change: Change; readonly done: () => void; readonly failed: (error: unknown) => void };

const STATE = 'state';
const JOURNAL = 'journal-';
const ARCHIVE = 'acknowledged-';
const DAY = 86_400;
/** A journal larger than this, and than the snapshot, is folded into a new snapshot. Bytes. */
const LONG_JOURNAL = 256 * 1024;

/**
 * Opens what a device kept, or begins anew with `fresh`. What another machine's key sealed is discarded, as is what is
 * damaged. Records that wait together become durable together, with one write.
 * @param sealers the first seals; all are tried to open
 */
export async function openDeviceState(
  store: Store,
  sealers: readonly [Sealer, ...Sealer[]],
  fresh: () => DeviceMemory,
): Promise<DeviceState & { readonly discarded: boolean }> {
  const sealer = sealers[0];
  const found = await load(store, sealers);
  const discarded = found === null && (await store.list()).length > 0;
  if (found === null) for (const name of await store.list()) await store.remove(name);

  let memory = found?.memory ?? fresh();
  let book = usageBook(found?.usage ?? EMPTY_USAGE);
  let generation = found?.generation ?? 0;
  let frames = 0;
  let journalBytes = 0;
  let snapshotBytes = 0;
  let unkept: Partial<DeviceMemory> | null = null;
  let waiting: Waiting[] = [];
  let writing: Promise<void> | null = null;
  await foldTheStart();

  /** A store that cannot be written does not stop a device that is licensed; records are refused until it can. */
  async function foldTheStart(): Promise<void> {
    try {
      await writeSnapshot();
      for (const name of await store.list()) if (name.startsWith(JOURNAL)) await store.remove(name);
    } catch {
      journalBytes = Number.POSITIVE_INFINITY;
    }
  }

  async function writeSnapshot(): Promise<void> {
    const next = generation + 1;
    const sealed = await sealer.seal(STATE, encode({ generation: next, memory, usage: book.memory() }));
    // Should the write fail, it is unknown which generation counts, so nothing may be added to either before one holds.
    journalBytes = Number.POSITIVE_INFINITY;
    await store.write(STATE, sealed);
    const old = journalName(generation);
    generation = next;
    frames = 0;
    journalBytes = 0;
    snapshotBytes = sealed.length;
    unkept = null;
    await store.remove(old).catch(() => undefined);
  }

  async function writeBatch(batch: readonly Waiting[]): Promise<void> {
    if (journalBytes > Math.max(LONG_JOURNAL, snapshotBytes)) await writeSnapshot();
    const changes = batch.map(({ change }) => change);
    const whole: readonly Change[] = unkept === null ? changes : [{ m: unkept }, ...changes];
    const frame = await encodeFrame(sealer, journalLabel(generation, frames), whole);
    await store.append(journalName(generation), frame);
    frames += 1;
    journalBytes += frame.length;
    unkept = null;
    for (const change of changes) if ('u' in change) book.apply(change.u);
  }

  async function writeAll(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      try {
        await writeBatch(batch);
        for (const { done } of batch) done();
      } catch (error) {
        for (const { change, failed } of batch) {
          if ('m' in change) unkept = { ...unkept, ...change.m };
          failed(error);
        }
      }
    }
    writing = null;
  }

  function append(change: Change): Promise<void> {
    return new Promise((done, failed) => {
      waiting.push({ change, done, failed });
      writing ??= Promise.resolve().then(writeAll);
    });
  }

  return {
    discarded,
    memory: () => memory,
    book: () => book,
    remember: (patch) => {
      memory = { ...memory, ...patch };
      return append({ m: patch });
    },
    change: (change) => append({ u: change }),
    archive: async (report) => {
      const name = ARCHIVE + Math.floor(report.at / DAY);
      await store.append(name, await encodeFrame(sealer, ARCHIVE, report));
    },
    archived: async () => {
      const reports = new Map<number, AcknowledgedReport>();
      for (const name of await archiveNames(store)) {
        const log = await store.read(name);
        for (const report of log === null ? [] : await readArchive(sealers, log)) {
          const kept = report as AcknowledgedReport;
          if (book.stands(kept)) reports.set(kept.number, kept);
        }
      }
      return [...reports.values()].sort((one, other) => one.number - other.number);
    },
    startOver: async (fresh) => {
      await writing;
      memory = fresh;
      book = usageBook(EMPTY_USAGE);
      for (const name of await archiveNames(store)) await store.remove(name);
      journalBytes = Number.POSITIVE_INFINITY;
      await append({ m: {} });
    },
    dropArchives: async (before) => {
      for (const name of await archiveNames(store)) {
        if (Number(name.slice(ARCHIVE.length)) < Math.floor(before / DAY)) await store.remove(name);
      }
    },
    close: async () => {
      await writing;
      await store.close();
    },
  };
}

async function load(store: Store, sealers: readonly Sealer[]): Promise<Snapshot | null> {
  const sealed = await store.read(STATE);
  if (sealed === null) return null;
  for (const sealer of sealers) {
    const opened = await sealer.open(STATE, sealed);
    if (opened !== null) return replay(store, sealer, JSON.parse(new TextDecoder().decode(opened)));
  }
  return null;
}

async function replay(store: Store, sealer: Sealer, snapshot: Snapshot): Promise<Snapshot> {
  const { generation } = snapshot;
  const log = await store.read(journalName(generation));
  if (log === null) return snapshot;
  const book = usageBook(snapshot.usage);
  let memory = snapshot.memory;
  for (const changes of await readFrames(sealer, log, (index) => journalLabel(generation, index))) {
    for (const change of changes as readonly Change[]) {
      if ('m' in change) memory = { ...memory, ...change.m };
      else book.apply(change.u);
    }
  }
  return { generation, memory, usage: book.memory() };
}

async function archiveNames(store: Store): Promise<readonly string[]> {
  const names = (await store.list()).filter((name) => name.startsWith(ARCHIVE));
  return names.sort((one, other) => Number(one.slice(ARCHIVE.length)) - Number(other.slice(ARCHIVE.length)));
}

/** An archive may have been begun before the machine had an identifier to seal with. */
async function readArchive(sealers: readonly Sealer[], log: Uint8Array<ArrayBuffer>): Promise<readonly unknown[]> {
  for (const sealer of sealers) {
    const reports = await readFrames(sealer, log, () => ARCHIVE);
    if (reports.length > 0) return reports;
  }
  return [];
}

function journalName(generation: number): string {
  return JOURNAL + generation;
}

function journalLabel(generation: number, index: number): string {
  return `journal ${generation} ${index}`;
}

function encode(snapshot: Snapshot): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(JSON.stringify(snapshot));
}
