import { renewAfterOf } from '../protocol/lease.ts';
import type { AcquireOutcome } from './acquire.ts';
import { backOff } from './back-off.ts';
import type { Device } from './device.ts';
import type { Listeners } from './events.ts';
import { type Rounds, rounds } from './rounds.ts';
import { evaluateStanding, leaseEnd } from './standing.ts';
import { describeStatus, differs, type Status } from './status.ts';
import { Unreachable } from './unreachable.ts';

const REPORT_EVERY = 180_000;
/** The state is looked at this often even when nothing is due, in case the machine slept. Milliseconds. */
const LONGEST_WAIT = 60_000;
/** Between two rounds that both succeed lies at least this, whatever a lease says. Milliseconds. */
const SHORTEST_PAUSE = 1_000;
/** Acknowledged reports are kept this long, in case the server loses them. Seconds. */
const KEPT_ACKNOWLEDGED = 30 * 86_400;
/** By a device that never connects, which learns only with its next file what the server lost. Seconds. */
const KEPT_OFFLINE = 400 * 86_400;

/** What a device does by itself: renews, reports, and tells when its state changes. One exchange at a time. */
export class Work {
  readonly #device: Device;
  readonly #tell: Listeners['tell'];
  readonly #rounds: Rounds;
  #status: Status;
  /** Whether the app wants a lease: not after a release or return, until it asks again. */
  #wanted = true;
  #unanswered = false;
  #trouble: string | null = null;
  #failures = 0;
  /** Monotonic milliseconds before which no round begins by itself. */
  #acquireNotBefore = Number.NEGATIVE_INFINITY;
  #reportNotBefore = Number.NEGATIVE_INFINITY;
  #tidiedAt: number;
  #takeBackTimer: () => void = () => undefined;
  #turn: Promise<unknown> = Promise.resolve();
  #waitingTurns = 0;
  #closed = false;

  constructor(device: Device, tell: Listeners['tell']) {
    const { state, ports, exchange } = device;
    this.#device = device;
    this.#tell = tell;
    this.#rounds = rounds({
      exchange,
      state,
      ports,
      settle: (outcome) => this.#settle(outcome),
      refused: (record, field) => {
        const reason = `The server refuses a usage record because of ${field}.`;
        tell('trouble', { code: 'report_malformed', reason, record });
      },
    });
    this.#tidiedAt = ports.clock.monotonic();
    this.#status = this.#evaluate();
  }

  /** Where the device stands now. Tells the app first, if that is new. */
  get status(): Status {
    this.look();
    return this.#status;
  }

  /** Units that are counted and not acknowledged. */
  get unreported(): number {
    return this.#device.state.book().unreported();
  }

  /** Asks for a first lease where there is none in force, as long as one exchange may take; then works in the background. */
  async begin(): Promise<void> {
    if (this.status.state !== 'licensed' && this.#rounds.hasServers()) {
      const { settings, ports } = this.#device;
      let takeBack = (): void => undefined;
      const late = new Promise<void>((done) => {
        takeBack = ports.clock.after(settings.limits.milliseconds, done);
      });
      await Promise.race([this.acquire(), late]);
      takeBack();
    }
    this.#work();
  }

  /** Asks the servers now. */
  acquire(): Promise<void> {
    this.wants(true);
    return this.inTurn(() => this.#acquireRound());
  }

  /** Reports now. */
  report(): Promise<void> {
    return this.inTurn(() => this.#reportRound());
  }

  /** Gives the lease up, here first and then at a server. */
  release(): Promise<void> {
    this.wants(false);
    return this.inTurn(() => this.#releaseRound());
  }

  /** Becomes a new device that keeps to no site. */
  startOver(): Promise<void> {
    return this.inTurn(async () => {
      this.#rounds.disconnect();
      await this.#device.startOver();
      this.look();
    });
  }

  /** Whether leases are asked for in the background. */
  wants(lease: boolean): void {
    this.#wanted = lease;
  }

  /** One job after the other; what comes due meanwhile waits. */
  inTurn<Outcome>(job: () => Promise<Outcome>): Promise<Outcome> {
    this.#waitingTurns += 1;
    const outcome = this.#turn.then(job).finally(() => {
      this.#waitingTurns -= 1;
      if (this.#waitingTurns === 0) this.#work();
    });
    this.#turn = outcome.catch(() => undefined);
    return outcome;
  }

  /** Looks where the device stands and tells if that changed. */
  look(): void {
    const before = this.#status;
    this.#status = this.#evaluate();
    if (differs(before, this.#status)) this.#tell('state', this.#status);
  }

  /** Ends background work; reports first where the last server answered. */
  async end(release: boolean): Promise<void> {
    if (this.#closed) return;
    if (!this.#unanswered && this.unreported > 0) await this.report();
    if (release) await this.release();
    this.#closed = true;
    this.#takeBackTimer();
    this.#rounds.close();
    await this.#turn;
    await this.#tidy();
    await this.#device.state.close();
  }

  #evaluate(): Status {
    const { time, memory, held } = this.#device.exchange;
    const lease = held();
    const { denial } = memory();
    const rolledBackFrom = time.rolledBackFrom();
    const facts = { now: time.now(), lease, denial, rolledBackFrom, unanswered: this.#unanswered };
    return describeStatus(evaluateStanding(facts), lease, this.#trouble);
  }

  /** Looks, begins what is due, and sets the timer for what comes next. */
  #work(): void {
    if (this.#closed) return;
    this.look();
    if (this.#waitingTurns === 0) {
      if (this.#acquireDueIn() <= 0) this.inTurn(() => this.#acquireRound());
      else if (this.#reportDueIn() <= 0) this.inTurn(() => this.#reportRound());
      else if (this.#monotonic() - this.#tidiedAt >= REPORT_EVERY) this.inTurn(() => this.#tidy());
    }
    this.#schedule();
  }

  #schedule(): void {
    const { until } = this.#status;
    const stateDueIn = until === null ? LONGEST_WAIT : (until - this.#device.exchange.time.now()) * 1_000;
    const roundDueIn = this.#waitingTurns > 0 ? LONGEST_WAIT : Math.min(this.#acquireDueIn(), this.#reportDueIn());
    const wait = Math.max(0, Math.min(stateDueIn, roundDueIn, LONGEST_WAIT));
    this.#takeBackTimer();
    this.#takeBackTimer = this.#device.ports.clock.after(wait, () => this.#work());
  }

  /** Milliseconds until a lease should be asked for; infinite: never. */
  #acquireDueIn(): number {
    if (!this.#wanted || !this.#rounds.hasServers()) return Number.POSITIVE_INFINITY;
    const pause = this.#acquireNotBefore - this.#monotonic();
    const { held, time, memory, wish } = this.#device.exchange;
    const lease = held();
    const now = time.now();
    if (lease === null || now >= leaseEnd(lease) || memory().denial !== null) return pause;
    const { features } = this.#status;
    if (!wish().features.every((feature) => features.includes(feature))) return pause;
    return Math.max(pause, (lease.lease.iat + renewAfterOf(lease.lease) - now) * 1_000);
  }

  #reportDueIn(): number {
    if (this.unreported === 0 || !this.#rounds.hasServers()) return Number.POSITIVE_INFINITY;
    return this.#reportNotBefore - this.#monotonic();
  }

  async #acquireRound(): Promise<void> {
    try {
      const outcome = await this.#rounds.acquire();
      if (this.#unanswered) this.#reportNotBefore = Number.NEGATIVE_INFINITY;
      this.#unanswered = false;
      this.#trouble = null;
      this.#settle(outcome);
      if (outcome.outcome === 'granted') this.#succeeded();
      else this.#failed(0);
    } catch (error) {
      this.#failed(error instanceof Unreachable ? error.retryAfter : 0);
      this.#notAnswered(error);
    }
    this.look();
  }

  async #reportRound(): Promise<void> {
    this.#reportNotBefore = this.#monotonic() + REPORT_EVERY;
    try {
      await this.#rounds.report();
    } catch (error) {
      if (error instanceof Unreachable) this.#notAnswered(error);
      else this.#notKept(error);
    }
    this.look();
  }

  async #releaseRound(): Promise<void> {
    const held = this.#device.exchange.held();
    if (held === null || held.lease.off === true) return;
    const given = this.#device.giveUp();
    this.look();
    await given.catch((error) => this.#notKept(error));
    await this.#rounds.release(held).catch((error) => this.#notAnswered(error));
  }

  /** Keeps the highest time seen, so that a clock that is set back shows after a restart, and drops what was kept long enough. */
  async #tidy(): Promise<void> {
    const { state, exchange } = this.#device;
    this.#tidiedAt = this.#monotonic();
    try {
      await state.remember({ time: exchange.time.memory() });
      const kept = state.memory().offline?.returnKey == null ? KEPT_ACKNOWLEDGED : KEPT_OFFLINE;
      await state.dropArchives(exchange.time.now() - kept);
    } catch (error) {
      this.#notKept(error);
    }
  }

  #settle(outcome: AcquireOutcome): void {
    this.#device.take(outcome).catch((error) => this.#notKept(error));
    this.look();
  }

  #succeeded(): void {
    this.#failures = 0;
    this.#acquireNotBefore = this.#monotonic() + SHORTEST_PAUSE;
  }

  #failed(retryAfter: number): void {
    this.#failures += 1;
    this.#acquireNotBefore = this.#monotonic() + backOff(this.#failures, this.#device.ports.random, retryAfter);
  }

  #notAnswered(error: unknown): void {
    if (this.#closed) return;
    const reason = error instanceof Error ? error.message : String(error);
    const known = this.#trouble;
    this.#unanswered = true;
    this.#trouble = reason;
    if (reason !== known) this.#tell('trouble', { code: 'unreachable', reason });
  }

  #notKept(cause: unknown): void {
    const reason = 'The license data of this app cannot be written; usage cannot be recorded until it can.';
    this.#tell('trouble', { code: 'storage_full', reason, cause });
  }

  #monotonic(): number {
    return this.#device.ports.clock.monotonic();
  }
}
