import { acknowledgementTable } from './acknowledgement-table.ts';
import { bundleTable } from './bundle-table.ts';
import { type Connection, openConnection, transact, transactAsync } from './connection.ts';
import { licenseTable } from './license-table.ts';
import { reportTable } from './report-table.ts';
import { siteTable } from './site-table.ts';
import { usageTable } from './usage-table.ts';
import { vendorTable } from './vendor-table.ts';

export type Store = ReturnType<typeof openStore>;

/** The vendor's records, one handle per table. Everything read or written together belongs in one `transact`. */
export function openStore(file: string) {
  const db: Connection = openConnection(file);
  return {
    vendor: vendorTable(db),
    sites: siteTable(db),
    licenses: licenseTable(db),
    acknowledgements: acknowledgementTable(db),
    bundles: bundleTable(db),
    usage: usageTable(db),
    reports: reportTable(db),
    transact: <T>(unit: () => T): T => transact(db, unit),
    transactAsync: <T>(unit: () => Promise<T>): Promise<T> => transactAsync(db, unit),
    close: (): void => {
      db.close();
    },
  };
}
