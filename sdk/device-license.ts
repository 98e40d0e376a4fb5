import { slotOf } from '../licensing/time.ts';
import { ProtocolError } from '../protocol/error.ts';
import { type Deduplicator, deduplicator } from './deduplicator.ts';
import type { Device } from './device.ts';
import { type LicenseEvents, listeners } from './events.ts';
import type { License, Recorded } from './license.ts';
import { installLease, prepareRequest, prepareReturn } from './offline.ts';
import type { OfflineFile } from './offline-file.ts';
import type { Status } from './status.ts';
import { Work } from './work.ts';

/** The license of one device: its public face over what it does by itself. */
export class DeviceLicense implements License {
  readonly #device: Device;
  readonly #work: Work;
  readonly #listeners = listeners();
  readonly #repeats: Deduplicator;

  constructor(device: Device) {
    this.#device = device;
    this.#repeats = deduplicator(device.settings.deduplicateSeconds);
    this.#work = new Work(device, this.#listeners.tell);
  }

  get device(): string {
    return this.#device.exchange.device();
  }

  get status(): Status {
    return this.#work.status;
  }

  get unreported(): number {
    return this.#work.unreported;
  }

  get discarded(): boolean {
    return this.#device.discarded;
  }

  allows(feature?: string): boolean {
    const { state, features } = this.status;
    return (state === 'licensed' || state === 'grace') && (feature === undefined || features.includes(feature));
  }

  on<Name extends keyof LicenseEvents>(name: Name, listener: (event: LicenseEvents[Name]) => void): () => void {
    return this.#listeners.on(name, listener);
  }

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

  async acquire(change: { readonly features?: readonly string[]; readonly instances?: number } = {}): Promise<Status> {
    this.#device.want({ ...this.#device.exchange.wish(), ...change });
    await this.#work.acquire();
    return this.status;
  }

  async report(): Promise<number> {
    await this.#work.report();
    return this.unreported;
  }

  async release(): Promise<void> {
    if (this.#device.exchange.held()?.lease.off === true) throw new ProtocolError('return_required');
    await this.#work.release();
  }

  async reset(): Promise<void> {
    await this.#work.startOver();
  }

  async requestOffline({ days }: { readonly days: number }): Promise<OfflineFile> {
    return this.#work.inTurn(() => prepareRequest(this.#device, days));
  }

  async installOffline(file: string): Promise<Status> {
    await this.#work.inTurn(() => installLease(this.#device, file));
    this.#work.wants(true);
    return this.status;
  }

  async returnOffline(): Promise<OfflineFile | null> {
    const file = await this.#work.inTurn(() => prepareReturn(this.#device));
    if (this.#device.exchange.held() === null) this.#work.wants(false);
    this.#work.look();
    return file;
  }

  async close({ release = false }: { readonly release?: boolean } = {}): Promise<void> {
    await this.#work.end(release);
  }

  /** Resolves when the first answer is in, at once with a lease in force. */
  async start(): Promise<void> {
    await this.#work.begin();
  }
}
