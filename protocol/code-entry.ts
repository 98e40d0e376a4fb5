/** Whether asking again can help: never, after a while by itself, or after somebody changed something. */
export type Retry = 'never' | 'later' | 'after-change';

/** What the registry says of one code. */
export type CodeEntry = {
  /** HTTP status of the answer that carries it; null: it never stands in an HTTP answer of the DLS. */
  readonly status: number | null;
  /** A rule refused an acquire, and the answer carries a signed `proof` (protocol.md section 5). */
  readonly denial: boolean;
  readonly retry: Retry;
  /** One line: what happened. */
  readonly meaning: string;
  /** One line: what the administrator or the device does next. */
  readonly next: string;
};

/** A code of an HTTP answer that is no denial. */
export function problem(status: number, retry: Retry, meaning: string, next: string): CodeEntry {
  return { status, denial: false, retry, meaning, next };
}

/** The code of a denial. */
export function denial(status: number, retry: Retry, meaning: string, next: string): CodeEntry {
  return { status, denial: true, retry, meaning, next };
}

/** A code of files, of the vendor's side or of the SDK, which stands in no HTTP answer. */
export function silent(retry: Retry, meaning: string, next: string): CodeEntry {
  return { status: null, denial: false, retry, meaning, next };
}
