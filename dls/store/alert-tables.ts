import type { FiredAlert } from '../../licensing/alert.ts';
import type { EpochSeconds } from '../../licensing/time.ts';
import type { Awaitable } from './port.ts';

/** Percent or days; `grace`: the end of the grace days; `now`: a condition. */
export type ShownThreshold = number | 'grace' | 'now';

/** An alert as it is kept, also after it is over. */
export type AlertRow = {
  readonly id: number;
  readonly vendor: string | null;
  readonly item: string | null;
  readonly handshake: string | null;
  readonly subject: string;
  readonly threshold: ShownThreshold;
  /** Where it was to go when it fired. */
  readonly channels: readonly string[];
  /** What it says. */
  readonly message: unknown;
  readonly at: EpochSeconds;
  /** When the figure fell or the condition ended; null: not yet. */
  readonly until: EpochSeconds | null;
};

/** The latest alert of a figure and threshold, with its row. */
export type AlertState = FiredAlert & { readonly alert: number };

/** A message that waits to be sent: all that fired together. */
export type WaitingDelivery = {
  readonly id: number;
  readonly channel: string;
  readonly alerts: readonly number[];
  readonly attempts: number;
  readonly nextAt: EpochSeconds;
};

export type AlertTables = {
  readonly alerts: {
    find(id: number): Awaitable<{ readonly dismissedAt: EpochSeconds | null } | undefined>;
    dismiss(id: number, by: string, at: EpochSeconds): Awaitable<void>;
    /** Undoes that. */
    restore(id: number): Awaitable<void>;
    /** Answers the number of the new row. */
    insert(row: Omit<AlertRow, 'id' | 'until'>): Awaitable<number>;
    end(id: number, until: EpochSeconds): Awaitable<void>;
    listStates(): Awaitable<readonly AlertState[]>;
    putState(state: AlertState): Awaitable<void>;
    /** Forgets alerts that were over before `before`; at most `limit` of them at once. Answers how many. */
    dropOver(before: EpochSeconds, limit: number): Awaitable<number>;
  };
  readonly deliveries: {
    /** How many messages wait for a channel, and the newest of them. */
    waiting(channel: string): Awaitable<{ readonly count: number; readonly newest: WaitingDelivery | null }>;
    insert(row: Pick<WaitingDelivery, 'channel' | 'alerts'>, at: EpochSeconds): Awaitable<void>;
    putAlerts(id: number, alerts: readonly number[]): Awaitable<void>;
    /** @param outcome.note what went not quite well; null: nothing */
    markDelivered(id: number, outcome: { readonly at: EpochSeconds; readonly note: string | null }): Awaitable<void>;
    markFailed(id: number, failure: { readonly nextAt: EpochSeconds; readonly error: string }): Awaitable<void>;
    /** Lets everything that waits for a channel try again from `at` on. */
    retry(channel: string, at: EpochSeconds): Awaitable<void>;
    /** Gives up everything that waits for a channel, which was switched off. */
    drop(channel: string, at: EpochSeconds): Awaitable<void>;
    /** Forgets messages that were sent or given up before `before`; at most `limit` at once. Answers how many. */
    dropOld(before: EpochSeconds, limit: number): Awaitable<number>;
  };
};
