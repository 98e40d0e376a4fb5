/** When a process that ended by itself is started again. */
export type BackOff = {
  /**
   * @param ranMs how long it had served
   * @returns milliseconds to wait; null: it ended too often in a row and somebody must look
   */
  next(ranMs: number): number | null;
  /** How often it ended in a row. */
  readonly count: number;
};

const waits: readonly number[] = [0, 1_000, 2_000, 5_000, 15_000, 30_000];

/** Who served so long had recovered: what comes now is another fault. */
const recoveredMs = 10 * 60_000;

export function createBackOff(): BackOff {
  let count = 0;
  return {
    next(ranMs) {
      if (ranMs >= recoveredMs) count = 0;
      count += 1;
      return waits[count - 1] ?? null;
    },
    get count() {
      return count;
    },
  };
}
