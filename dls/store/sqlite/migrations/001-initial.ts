import { consoleTables } from './001-initial/console-tables.ts';
import { deviceTables } from './001-initial/device-tables.ts';
import { gapTables } from './001-initial/gap-tables.ts';
import { ledgerTables } from './001-initial/ledger-tables.ts';
import { usageTables } from './001-initial/usage-tables.ts';
import { vendorTables } from './001-initial/vendor-tables.ts';

/** The first schema. Instants are UTC epoch seconds; columns that end in `_json` hold JSON text. */
export const initial = [vendorTables, deviceTables, usageTables, ledgerTables, gapTables, consoleTables].join('');
