import { slotOf } from '../licensing/time.ts';
import { renewAfterOf } from '../protocol/lease.ts';
import type { AcquireOutcome } from './acquire.ts';
import { backOff } from './back-off.ts';
import { type Deduplicator, deduplicator } from './deduplicator.ts';
import type { Device } from './device.ts';
import { type LicenseEvents, listeners, type Trouble } from './events.ts';
import { installLease, type OfflineFile, prepareRequest, prepareReturn } from './offline.ts';
import { type Rounds, rounds } from './rounds.ts';
import { evaluateStanding, leaseEnd } from './standing.ts';
import { describeStatus, differs, type Status, sentenceOf } from './status.ts';
import type { VerifiedLease } from './trust.ts';
import { Unreachable } from './unreachable.ts';
import type { UsageRecord } from './usage-book.ts';

/** What became of a `record`: `not licensed` when no lease was ever held whose item has the feature. */
export type Recorded = 'counted' | 'repeated' | 'not licensed';

const REPORT_EVERY = 180_000;
/** The state is looked at this often even when nothing is due, in case the machine slept. Milliseconds. */
const LONGEST_WAIT = 60_000;
/** Between two rounds that both succeed lies at least this, whatever a lease says. Milliseconds. */
const SHORTEST_PAUSE = 1_000;
/** Acknowledged reports are kept this long, in case the server loses them. Seconds. */
const KEPT_ACKNOWLEDGED = 30 * 86_400;

/**
 * One device's license for one product (rules.md section 7). It renews, reports and counts by itself, and never throws
 * because the network is down. Made by `openLicense`.
 */
export class License {
  readonly #device: Device;
  readonly #rounds: Rounds;
  readonly #listeners = listeners();
  readonly #repeats: Deduplicator;
  /** Whether the app wants a lease: not after a release or return, until it asks again. */
  #wanted = true;
  #unanswered = false;
  #trouble: string | null = null;
  #failures = 0;
  /** Monotonic milliseconds before which no round begins by itself. */
  #acquireNotBefore = Number.NEGATIVE_INFINITY;
  #reportNotBefore = Number.NEGATIVE_INFINITY;
  #tidiedAt: number;
  #status: Status;
  #takeBackTimer: () => void = () => undefined;
  #turn: Promise<unknown> = Promise.resolve();
  #waitingTurns = 0;
  #closed = false;

  /** Made by `openLicense`. */
  constructor(device: Device) {
    this.#device = device;
    const { settings, state, ports, exchange } = device;
    this.#repeats = deduplicator(settings.deduplicateSeconds);
    const refused = (record: UsageRecord, field: string): void =>
      this.#tell({
        code: 'report_malformed',
        reason: `The server refuses a usage record because of ${field}.`,
        record,
      });
    this.#rounds = rounds({ exchange, state, ports, settle: (outcome) => this.#settle(outcome), refused });
    this.#tidiedAt = ports.clock.monotonic();
    this.#status = this.#evaluate();
  }

  /** UUID of this device. */
  get device(): string {
    return this.#device.exchange.device();
  }

  /** Where the device stands now. */
  get status(): Status {
    this.#look();
    return this.#status;
  }

  /** Units that were recorded and that no server has acknowledged yet. */
  get unreported(): number {
    return this.#device.state.book().unreported();
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
   * Counts usage of a feature; it is durable when this resolves. With a `key` (such as the content of a code) the same key
   * counts once within the window, and each repeat begins the window anew.
   * @throws what the store throws when it cannot be written; then nothing was counted
   */
  async record(
    feature: string,
    { count = 1, key }: { readonly count?: number; readonly key?: string } = {},
  ): Promise<Recorded> {
    if (!Number.isSafeInteger(count) || count < 1)
      throw new TypeError('count: this is not a whole number of 1 or more.');
    const held = this.#held();
    const item = held?.lease.items.find(({ features }) => features.includes(feature));
    if (held === null || item === undefined) return 'not licensed';
    const { clock } = this.#device.ports;
    const repeatKey = key === undefined ? null : `${feature} ${key}`;
    if (repeatKey !== null && this.#repeats.repeats(repeatKey, clock.monotonic())) return 'repeated';
    const slot = slotOf(Math.max(this.#device.exchange.time.now(), held.lease.iat));
    try {
      await this.#device.state.change({ kind: 'used', records: [{ item: item.id, feature, slot, count }] });
    } catch (error) {
      if (repeatKey !== null) this.#repeats.forget(repeatKey);
      throw error;
    }
    return 'counted';
  }

  /** Asks the servers now: for a first lease, a new one, or for other features or instances. Never throws for the network. */
  async acquire(change: { readonly features?: readonly string[]; readonly instances?: number } = {}): Promise<Status> {
    this.#device.want({ ...this.#device.exchange.wish(), ...change });
    this.#wanted = true;
    await this.#inTurn(() => this.#acquireRound());
    return this.status;
  }

  /** Reports usage now. @returns the units that are still not acknowledged */
  async report(): Promise<number> {
    await this.#inTurn(() => this.#reportRound());
    return this.unreported;
  }

  /**
   * Gives the lease up and asks for no other until `acquire`. The seat of a `concurrent-*` item comes free at once where a
   * server can be reached, else when the lease lapses.
   * @throws Error for an offline lease, which is given back by `returnOffline`
   */
  async release(): Promise<void> {
    if (this.#held()?.lease.off === true) throw new Error(`return_required: ${sentenceOf('return_required')}`);
    await this.#inTurn(() => this.#releaseRound());
  }

  /**
   * Forgets site, lease and device key and begins as a new device, which needs a seat of its own. Usage that was not
   * reported is lost; `report` first.
   */
  async reset(): Promise<void> {
    await this.#inTurn(async () => {
      this.#rounds.close();
      await this.#device.startOver();
    });
    this.#look();
  }

  /** A request file for a device that never connects (protocol.md section 6), for `days` of use. */
  async requestOffline({ days }: { readonly days: number }): Promise<OfflineFile> {
    return this.#inTurn(() => prepareRequest(this.#device, days));
  }

  /**
   * Installs the answer to the last `requestOffline`: the file's text or that of its QR code.
   * @throws ProtocolError when it does not verify or is not for this request
   */
  async installOffline(file: string): Promise<Status> {
    await this.#inTurn(() => installLease(this.#device, file));
    this.#wanted = true;
    this.#failures = 0;
    return this.status;
  }

  /**
   * Gives an offline lease back before its end: the device is `unlicensed` at once, and the file proves it to the server.
   * Called again without a lease it answers the last return file again; null when there never was one.
   */
  async returnOffline(): Promise<OfflineFile | null> {
    return this.#inTurn(async () => {
      const file = await prepareReturn(this.#device);
      this.#wanted = this.#held() !== null;
      this.#look();
      return file;
    });
  }

  /** Ends background work and closes the store. With `release` the seat is given up first; usage is reported where a server answers. */
  async close({ release = false }: { readonly release?: boolean } = {}): Promise<void> {
    if (this.#closed) return;
    this.#takeBackTimer();
    if (!this.#unanswered && this.unreported > 0) await this.#inTurn(() => this.#reportRound());
    if (release && this.#held()?.lease.off !== true) await this.#inTurn(() => this.#releaseRound());
    this.#closed = true;
    this.#takeBackTimer();
    await this.#tidy();
    this.#rounds.close();
    await this.#turn;
    await this.#device.state.close();
  }

  /** Begins background work. Resolves when the first answer is in, or at once with a lease in force. Called by `openLicense`. */
  async start(): Promise<void> {
    if (this.#device.discarded)
      this.#tell({
        code: 'device_cloned',
        reason: 'The kept license data was of another machine or damaged; this is a new device.',
      });
    this.#look();
    if (this.#status.state !== 'licensed' && this.#rounds.hasServers()) await this.#inTurn(() => this.#acquireRound());
    this.#work();
  }

  #evaluate(): Status {
    const { time, memory } = this.#device.exchange;
    const lease = this.#held();
    const { denial } = memory();
    const facts = {
      now: time.now(),
      lease,
      denial,
      rolledBackFrom: time.rolledBackFrom(),
      unanswered: this.#unanswered,
    };
    return describeStatus(evaluateStanding(facts), lease, this.#trouble);
  }

  /** Looks where the device stands and tells if that changed. */
  #look(): void {
    const before = this.#status;
    this.#status = this.#evaluate();
    if (differs(before, this.#status)) this.#listeners.tell('state', this.#status);
  }

  /** Looks, does what is due, and sets the timer for what comes next. */
  #work(): void {
    if (this.#closed) return;
    this.#look();
    if (this.#waitingTurns === 0) {
      if (this.#device.ports.clock.monotonic() - this.#tidiedAt >= REPORT_EVERY) this.#inTurn(() => this.#tidy());
      else if (this.#acquireDueIn() <= 0) this.#inTurn(() => this.#acquireRound());
      else if (this.#reportDueIn() <= 0) this.#inTurn(() => this.#reportRound());
    }
    this.#schedule();
  }

  #schedule(): void {
    this.#takeBackTimer();
    if (this.#closed) return;
    const stateDueIn =
      this.#status.until === null ? LONGEST_WAIT : (this.#status.until - this.#device.exchange.time.now()) * 1_000;
    const roundDueIn = this.#waitingTurns > 0 ? LONGEST_WAIT : Math.min(this.#acquireDueIn(), this.#reportDueIn());
    const wait = Math.max(0, Math.min(stateDueIn, roundDueIn, LONGEST_WAIT));
    this.#takeBackTimer = this.#device.ports.clock.after(wait, () => this.#work());
  }

  /** Milliseconds until a lease should be asked for; infinite: never. */
  #acquireDueIn(): number {
    if (!this.#wanted || !this.#rounds.hasServers()) return Number.POSITIVE_INFINITY;
    const pause = this.#acquireNotBefore - this.#device.ports.clock.monotonic();
    const now = this.#device.exchange.time.now();
    const held = this.#held();
    if (held === null || now >= leaseEnd(held) || this.#device.state.memory().denial !== null) return pause;
    const { features } = this.#status;
    if (!this.#device.exchange.wish().features.every((feature) => features.includes(feature))) return pause;
    return Math.max(pause, (held.lease.iat + renewAfterOf(held.lease) - now) * 1_000);
  }

  #reportDueIn(): number {
    if (this.unreported === 0 || !this.#rounds.hasServers()) return Number.POSITIVE_INFINITY;
    return this.#reportNotBefore - this.#device.ports.clock.monotonic();
  }

  /** One exchange after the other; what comes due meanwhile waits. */
  #inTurn<Outcome>(job: () => Promise<Outcome>): Promise<Outcome> {
    this.#waitingTurns += 1;
    const outcome = this.#turn.then(job);
    this.#turn = outcome
      .catch(() => undefined)
      .then(() => {
        this.#waitingTurns -= 1;
        if (this.#waitingTurns === 0) this.#work();
      });
    return outcome;
  }

  async #acquireRound(): Promise<void> {
    const { clock, random } = this.#device.ports;
    try {
      const outcome = await this.#rounds.acquire();
      const wasUnanswered = this.#unanswered;
      this.#answered();
      this.#settle(outcome);
      this.#failures = outcome.outcome === 'granted' ? 0 : this.#failures + 1;
      if (wasUnanswered) this.#reportNotBefore = Number.NEGATIVE_INFINITY;
      const pause = this.#failures === 0 ? SHORTEST_PAUSE : backOff(this.#failures, random);
      this.#acquireNotBefore = clock.monotonic() + pause;
    } catch (error) {
      this.#failures += 1;
      const retryAfter = error instanceof Unreachable ? error.retryAfter : 0;
      this.#acquireNotBefore = clock.monotonic() + backOff(this.#failures, random, retryAfter);
      this.#notAnswered(error);
    }
    this.#look();
  }

  async #reportRound(): Promise<void> {
    this.#reportNotBefore = this.#device.ports.clock.monotonic() + REPORT_EVERY;
    try {
      await this.#rounds.report();
      if (this.#rounds.hasServers())
        await this.#device.state.dropArchives(this.#device.exchange.time.now() - KEPT_ACKNOWLEDGED);
      await this.#keepTime();
    } catch (error) {
      if (error instanceof Unreachable) this.#notAnswered(error);
      else this.#notKept(error);
    }
    this.#look();
  }

  async #releaseRound(): Promise<void> {
    const held = this.#held();
    this.#wanted = false;
    if (held === null) return;
    const given = this.#device.giveUp();
    this.#look();
    await given.catch((error) => this.#notKept(error));
    await this.#rounds.release(held).catch((error) => this.#notAnswered(error));
  }

  /** Takes in what a server decided. */
  #settle(outcome: AcquireOutcome): void {
    this.#device.take(outcome).catch((error) => this.#notKept(error));
    this.#look();
  }

  #held(): VerifiedLease | null {
    return this.#device.exchange.held();
  }

  #answered(): void {
    this.#unanswered = false;
    this.#trouble = null;
  }

  #notAnswered(error: unknown): void {
    if (this.#closed) return;
    const reason = error instanceof Error ? error.message : String(error);
    this.#unanswered = true;
    if (reason !== this.#trouble) this.#tell({ code: 'unreachable', reason });
    this.#trouble = reason;
  }

  #notKept(cause: unknown): void {
    this.#tell({
      code: 'storage_full',
      reason: 'The license data of this app cannot be written; usage cannot be recorded until it can.',
      cause,
    });
  }

  #tell(trouble: Trouble): void {
    this.#listeners.tell('trouble', trouble);
  }

  /** Keeps the highest time seen, so that a clock that is set back shows after a restart, and drops what is kept too long. */
  async #tidy(): Promise<void> {
    const { state, exchange, ports } = this.#device;
    this.#tidiedAt = ports.clock.monotonic();
    try {
      await state.remember({ time: exchange.time.memory() });
      await state.dropArchives(exchange.time.now() - KEPT_ACKNOWLEDGED);
    } catch (error) {
      this.#notKept(error);
    }
  }
}
