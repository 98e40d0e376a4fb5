import { slotOf } from '../licensing/time.ts';
import { ProtocolError } from '../protocol/error.ts';
import { type Deduplicator, deduplicator } from './deduplicator.ts';
import type { Device } from './device.ts';
import { type LicenseEvents, listeners } from './events.ts';
import { installLease, type OfflineFile, prepareRequest, prepareReturn } from './offline.ts';
import type { Status } from './status.ts';
import { Work } from './work.ts';

/** What became of a `record`: `not licensed` when no lease is held whose item has the feature, so there is nothing to count on. */
export type Recorded = 'counted' | 'repeated' | 'not licensed';

/**
 * One device's license for one product (rules.md section 7). It renews, reports and counts by itself, and never throws
 * because the network is down. Made by `openLicense`.
 */
export class License {
  readonly #device: Device;
  readonly #work: Work;
  readonly #listeners = listeners();
  readonly #repeats: Deduplicator;

  /** Made by `openLicense`. */
  constructor(device: Device) {
    this.#device = device;
    this.#repeats = deduplicator(device.settings.deduplicateSeconds);
    this.#work = new Work(device, this.#listeners.tell);
  }

  /** UUID of this device. */
  get device(): string {
    return this.#device.exchange.device();
  }

  /** Where the device stands now. */
  get status(): Status {
    return this.#work.status;
  }

  /** Units that were recorded and that no server has acknowledged yet. */
  get unreported(): number {
    return this.#work.unreported;
  }

  /** Whether the kept state was of another machine or damaged: it was discarded, and this is a new device. */
  get discarded(): boolean {
    return this.#device.discarded;
  }

  /** Whether the app, or that feature of it, may be used now: `licensed` or `grace`. Answers at once, without the network. */
  allows(feature?: string): boolean {
    const { state, features } = this.status;
    return (state === 'licensed' || state === 'grace') && (feature === undefined || features.includes(feature));
  }

  /** Listens; what it answers takes the listener off. */
  on<Name extends keyof LicenseEvents>(name: Name, listener: (event: LicenseEvents[Name]) => void): () => void {
    return this.#listeners.on(name, listener);
  }

  /**
   * Counts usage of a feature; it is durable when this resolves. With a `key` (such as the content of a barcode) the same
   * key counts once within the window, and each repeat begins the window anew.
   * @throws what the store throws when it cannot be written; then nothing was counted
   */
  async record(
    feature: string,
    { count = 1, key }: { readonly count?: number; readonly key?: string } = {},
  ): Promise<Recorded> {
    if (!Number.isSafeInteger(count) || count < 1)
      throw new TypeError('count: this is not a whole number of 1 or more.');
    const { exchange, state, ports } = this.#device;
    const lease = exchange.held()?.lease;
    const item = lease?.items.find(({ features }) => features.includes(feature));
    if (lease === undefined || item === undefined) return 'not licensed';
    const repeatKey = key === undefined ? null : `${feature} ${key}`;
    if (repeatKey !== null && this.#repeats.repeats(repeatKey, ports.clock.monotonic())) return 'repeated';
    const slot = slotOf(Math.max(exchange.time.now(), lease.iat));
    try {
      await state.change({ kind: 'used', records: [{ item: item.id, feature, slot, count }] });
    } catch (error) {
      if (repeatKey !== null) this.#repeats.forget(repeatKey);
      throw error;
    }
    return 'counted';
  }

  /** Asks the servers now: for a first lease, a new one, or for other features or instances. Never throws for the network. */
  async acquire(change: { readonly features?: readonly string[]; readonly instances?: number } = {}): Promise<Status> {
    this.#device.want({ ...this.#device.exchange.wish(), ...change });
    await this.#work.acquire();
    return this.status;
  }

  /** Reports usage now. @returns the units that are still not acknowledged */
  async report(): Promise<number> {
    await this.#work.report();
    return this.unreported;
  }

  /**
   * Gives the lease up and asks for no other until `acquire`. The seat of a `concurrent-*` item comes free at once where a
   * server can be reached, else when the lease lapses.
   * @throws ProtocolError `return_required` for an offline lease: that is given back by `returnOffline`
   */
  async release(): Promise<void> {
    if (this.#device.exchange.held()?.lease.off === true) throw new ProtocolError('return_required');
    await this.#work.release();
  }

  /**
   * Forgets site, lease and device key and begins as a new device, which needs a seat of its own. Usage that was not
   * reported is lost; `report` first.
   */
  async reset(): Promise<void> {
    await this.#work.startOver();
  }

  /** A request file for a device that never connects (protocol.md section 6), for `days` of use. */
  async requestOffline({ days }: { readonly days: number }): Promise<OfflineFile> {
    return this.#work.inTurn(() => prepareRequest(this.#device, days));
  }

  /**
   * Installs the answer to `requestOffline`: the file's text or that of its QR code.
   * @throws ProtocolError when it does not verify or does not answer a request of this device; then nothing changed
   */
  async installOffline(file: string): Promise<Status> {
    await this.#work.inTurn(() => installLease(this.#device, file));
    this.#work.wants(true);
    return this.status;
  }

  /**
   * Gives an offline lease back before its end: the device is `unlicensed` at once, and the file proves it to the server.
   * Without such a lease it answers the last return file again; null when there never was one.
   */
  async returnOffline(): Promise<OfflineFile | null> {
    const file = await this.#work.inTurn(() => prepareReturn(this.#device));
    if (this.#device.exchange.held() === null) this.#work.wants(false);
    this.#work.look();
    return file;
  }

  /**
   * Ends background work and closes the store, after a last report where the server answered before. With `release` the
   * seat is given up first.
   */
  async close({ release = false }: { readonly release?: boolean } = {}): Promise<void> {
    await this.#work.end(release);
  }

  /** Called by `openLicense`. Resolves when the first answer is in, at once with a lease in force. */
  async start(): Promise<void> {
    await this.#work.begin();
  }
}
