import type { Code } from '../protocol/codes.ts';
import type { Status } from './status.ts';
import type { UsageRecord } from './usage-book.ts';

/** What an app can listen to. */
export type LicenseEvents = {
  /** State, code or stage changed. */
  readonly state: Status;
  /** Something an administrator should know that does not change the state by itself. */
  readonly trouble: Trouble;
};

export type Trouble =
  /** No server gave an answer that counts; told again when the reason changes. */
  | { readonly code: Extract<Code, 'unreachable'>; readonly reason: string }
  /** The state folder cannot be written: the app goes on, but usage cannot be recorded until it can. */
  | { readonly code: Extract<Code, 'storage_full'>; readonly reason: string; readonly cause: unknown }
  /** The server will never take this record; it is kept aside. */
  | { readonly code: Extract<Code, 'report_malformed'>; readonly reason: string; readonly record: UsageRecord };

export type Listeners = {
  /** What it answers takes the listener off again. */
  readonly on: <Name extends keyof LicenseEvents>(
    name: Name,
    listener: (event: LicenseEvents[Name]) => void,
  ) => () => void;
  readonly tell: <Name extends keyof LicenseEvents>(name: Name, event: LicenseEvents[Name]) => void;
};

export function listeners(): Listeners {
  const all = { state: new Set<(event: Status) => void>(), trouble: new Set<(event: Trouble) => void>() };
  return {
    on: (name, listener) => {
      // Of one name there are only listeners of that name's event.
      const set = all[name] as Set<typeof listener>;
      set.add(listener);
      return () => set.delete(listener);
    },
    tell: (name, event) => {
      for (const listener of all[name] as Set<(event: unknown) => void>) callSafely(listener, event);
    },
  };
}

/** A listener that fails is the app's fault to hear of, and must not disturb the license. */
function callSafely(listener: (event: unknown) => void, event: unknown): void {
  try {
    listener(event);
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}
