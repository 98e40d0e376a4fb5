import type { TrustedTime } from '../../licensing/acquire.ts';
import type { AlertTables } from './alert-tables.ts';
import type { ConfigurationTables } from './configuration-tables.ts';
import type { ConsoleTables } from './console-tables.ts';
import type { CountTable } from './counts.ts';
import type { DenialTable } from './denials.ts';
import type { DeviceTable } from './devices.ts';
import type { GapTables } from './gap-tables.ts';
import type { LedgerTable } from './ledger-table.ts';
import type { ReclaimTable } from './reclaims.ts';
import type { SeatTable } from './seats.ts';
import type { UsageTable } from './usage-table.ts';

/** What a unit of work sees of the store. */
export type Tx = ConfigurationTables &
  GapTables &
  ConsoleTables &
  AlertTables & {
    /** The one time of the batch. */
    readonly time: TrustedTime;
    readonly devices: DeviceTable;
    readonly seats: SeatTable;
    readonly reclaims: ReclaimTable;
    readonly counts: CountTable;
    readonly usage: UsageTable;
    readonly denials: DenialTable;
    readonly ledger: LedgerTable;
    /** Runs after the commit, never when the unit or its batch failed. It must not throw. */
    afterCommit(effect: () => void): void;
  };
