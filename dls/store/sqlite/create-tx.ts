import type { TrustedTime } from '../../../licensing/acquire.ts';
import type { LedgerTail } from '../ledger-table.ts';
import type { Tx } from '../tx.ts';
import type { Gate } from './connection.ts';
import { prepareAlerts } from './sqlite-alerts.ts';
import { prepareConfiguration } from './sqlite-configuration.ts';
import { prepareConsole } from './sqlite-console.ts';
import { prepareCounts } from './sqlite-counts.ts';
import { prepareDenials } from './sqlite-denials.ts';
import { prepareDevices } from './sqlite-devices.ts';
import { prepareGap } from './sqlite-gap.ts';
import { prepareLedger } from './sqlite-ledger.ts';
import { prepareReclaims } from './sqlite-reclaims.ts';
import { prepareSeats } from './sqlite-seats.ts';
import { prepareUsage } from './sqlite-usage.ts';

/** Where a unit began: what the batch loop returns to when the unit fails. */
export type UnitMark = { readonly effects: number; readonly tail: LedgerTail | null };

/** The batch loop's side of a `Tx`. */
export type TxControl = {
  startBatch(time: TrustedTime): void;
  mark(): UnitMark;
  reset(mark: UnitMark): void;
  /** Writes what the units so far left to be written once. */
  flush(): void;
  takeEffects(): readonly (() => void)[];
};

const beforeFirstBatch: TrustedTime = { now: 0, distrusted: false, restoredAt: null };

/**
 * One `Tx` serves all units of a connection, one after the other.
 * @param onLedger runs after the commit of a unit that appended to the ledger.
 */
export function createTx(gate: Gate, onLedger: () => void = () => undefined): Tx & TxControl {
  let time = beforeFirstBatch;
  let effects: (() => void)[] = [];
  const ledger = prepareLedger(gate, { now: () => time.now, onAppend: () => void effects.push(onLedger) });
  const counts = prepareCounts(gate);
  return {
    ...prepareConfiguration(gate),
    ...prepareGap(gate),
    ...prepareConsole(gate),
    ...prepareAlerts(gate),
    devices: prepareDevices(gate),
    seats: prepareSeats(gate),
    reclaims: prepareReclaims(gate),
    counts,
    usage: prepareUsage(gate),
    denials: prepareDenials(gate),
    ledger,
    get time() {
      return time;
    },
    afterCommit: (effect) => void effects.push(effect),
    startBatch: (batchTime) => {
      time = batchTime;
      effects = [];
      ledger.begin(null);
      counts.forget();
    },
    mark: () => ({ effects: effects.length, tail: ledger.known() }),
    reset: (mark) => {
      effects.length = mark.effects;
      ledger.begin(mark.tail);
      counts.forget();
    },
    flush: counts.flush,
    takeEffects: () => {
      const taken = effects;
      effects = [];
      return taken;
    },
  };
}
