import type { EpochSeconds } from '../../licensing/time.ts';
import type { Awaitable } from './port.ts';

/** Seats that an administrator took back; kept for good, they count against the vendor's allowance for a year. */
export type ReclaimTable = {
  /** Reclaims on an item after `since`; undone grants are not among them. */
  count(itemNo: number, since: EpochSeconds): Awaitable<number>;
  insert(row: {
    readonly itemNo: number;
    readonly device: string;
    readonly at: EpochSeconds;
    readonly kind: 'reclaim' | 'undo';
  }): Awaitable<void>;
};
