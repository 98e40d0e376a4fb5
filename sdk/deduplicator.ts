/**
 * Tells repeats of a key apart from new uses (rules.md section 7): the same key within the window is a repeat, and each
 * repeat begins the window anew. Times are monotonic milliseconds. Keys are kept in memory only.
 */
export type Deduplicator = {
  /** Whether the key was seen less than a window ago; notes that it was seen now. */
  readonly repeats: (key: string, now: number) => boolean;
  /** Forgets the key: the use it stood for could not be kept. */
  readonly forget: (key: string) => void;
};

export function deduplicator(windowSeconds: number): Deduplicator {
  const window = windowSeconds * 1_000;
  // Keys stand in the order in which they were last seen, so those that are over are at the front.
  const seen = new Map<string, number>();
  return {
    repeats: (key, now) => {
      for (const [old, at] of seen) {
        if (at + window > now) break;
        seen.delete(old);
      }
      const repeated = seen.delete(key);
      seen.set(key, now);
      return repeated;
    },
    forget: (key) => {
      seen.delete(key);
    },
  };
}
