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
 * damaged. A store that cannot be written does not stop a device that is licensed; use is refused until it can.
 * @param sealers the first seals; all are tried to open
 */
export async function openDeviceState(
  store: Store,
  sealers: readonly [Sealer, ...Sealer[]],
  fresh: () => DeviceMemory,
): Promise<DeviceState & { readonly discarded: boolean }> {
  const found = await load(store, sealers);
  const discarded = found === null && (await store.list()).length > 0;
  if (found === null) for (const name of await store.list()) await store.remove(name);
  const state = new KeptState(store, sealers, found ?? { generation: 0, memory: fresh(), usage: EMPTY_USAGE });
  await state.fold();
  return Object.assign(state, { discarded });
}

/** Changes that wait together become durable together, with one write. */
class KeptState implements DeviceState {
  readonly #store: Store;
  readonly #sealers: readonly [Sealer, ...Sealer[]];
  #memory: DeviceMemory;
  #book: UsageBook;
  #generation: number;
  #frames = 0;
  #journalBytes = 0;
  #snapshotBytes = 0;
  /** What was remembered and could not be kept. */
  #unkept: Partial<DeviceMemory> | null = null;
  #waiting: Waiting[] = [];
  #writing: Promise<void> | null = null;

  constructor(store: Store, sealers: readonly [Sealer, ...Sealer[]], { generation, memory, usage }: Snapshot) {
    this.#store = store;
    this.#sealers = sealers;
    this.#generation = generation;
    this.#memory = memory;
    this.#book = usageBook(usage);
  }

  memory = (): DeviceMemory => this.#memory;

  book = (): UsageBook => this.#book;

  remember(patch: Partial<DeviceMemory>): Promise<void> {
    this.#memory = { ...this.#memory, ...patch };
    return this.#append({ m: patch });
  }

  change(change: UsageChange): Promise<void> {
    return this.#append({ u: change });
  }

  async archive(report: AcknowledgedReport): Promise<void> {
    const name = ARCHIVE + Math.floor(report.at / DAY);
    await this.#store.append(name, await encodeFrame(this.#sealers[0], ARCHIVE, report));
  }

  async archived(): Promise<readonly AcknowledgedReport[]> {
    const reports = new Map<number, AcknowledgedReport>();
    for (const name of await archiveNames(this.#store)) {
      const log = await this.#store.read(name);
      for (const report of log === null ? [] : await readArchive(this.#sealers, log)) {
        const kept = report as AcknowledgedReport;
        if (this.#book.stands(kept)) reports.set(kept.number, kept);
      }
    }
    return [...reports.values()].sort((one, other) => one.number - other.number);
  }

  async dropArchives(before: number): Promise<void> {
    for (const name of await archiveNames(this.#store)) {
      if (Number(name.slice(ARCHIVE.length)) < Math.floor(before / DAY)) await this.#store.remove(name);
    }
  }

  async startOver(memory: DeviceMemory): Promise<void> {
    await this.#writing;
    this.#memory = memory;
    this.#book = usageBook(EMPTY_USAGE);
    this.#journalBytes = Number.POSITIVE_INFINITY;
    for (const name of await archiveNames(this.#store)) await this.#store.remove(name);
    await this.#append({ m: {} });
  }

  async close(): Promise<void> {
    await this.#writing;
    await this.#store.close();
  }

  /** Begins with a new snapshot, so that nothing is ever added behind a torn end. */
  async fold(): Promise<void> {
    try {
      await this.#writeSnapshot();
      for (const name of await this.#store.list()) if (name.startsWith(JOURNAL)) await this.#store.remove(name);
    } catch {
      this.#journalBytes = Number.POSITIVE_INFINITY;
    }
  }

  #append(change: Change): Promise<void> {
    return new Promise((done, failed) => {
      this.#waiting.push({ change, done, failed });
      this.#writing ??= Promise.resolve().then(() => this.#writeAll());
    });
  }

  async #writeAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting;
      this.#waiting = [];
      try {
        await this.#writeBatch(batch);
        for (const { done } of batch) done();
      } catch (error) {
        for (const { change, failed } of batch) {
          if ('m' in change) this.#unkept = { ...this.#unkept, ...change.m };
          failed(error);
        }
      }
    }
    this.#writing = null;
  }

  async #writeBatch(batch: readonly Waiting[]): Promise<void> {
    if (this.#journalBytes > Math.max(LONG_JOURNAL, this.#snapshotBytes)) await this.#writeSnapshot();
    const changes = batch.map(({ change }) => change);
    const whole: readonly Change[] = this.#unkept === null ? changes : [{ m: this.#unkept }, ...changes];
    const frame = await encodeFrame(this.#sealers[0], journalLabel(this.#generation, this.#frames), whole);
    await this.#store.append(JOURNAL + this.#generation, frame);
    this.#frames += 1;
    this.#journalBytes += frame.length;
    this.#unkept = null;
    for (const change of changes) if ('u' in change) this.#book.apply(change.u);
  }

  async #writeSnapshot(): Promise<void> {
    const old = JOURNAL + this.#generation;
    const snapshot = { generation: this.#generation + 1, memory: this.#memory, usage: this.#book.memory() };
    const sealed = await this.#sealers[0].seal(STATE, encode(snapshot));
    // Should the write fail, it is unknown which generation counts, so nothing may be added to either before one holds.
    this.#journalBytes = Number.POSITIVE_INFINITY;
    await this.#store.write(STATE, sealed);
    this.#generation = snapshot.generation;
    this.#frames = 0;
    this.#journalBytes = 0;
    this.#snapshotBytes = sealed.length;
    this.#unkept = null;
    await this.#store.remove(old).catch(() => undefined);
  }
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
  const log = await store.read(JOURNAL + generation);
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

function journalLabel(generation: number, index: number): string {
  return `journal ${generation} ${index}`;
}

function encode(snapshot: Snapshot): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(JSON.stringify(snapshot));
}
