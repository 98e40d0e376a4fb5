import { join } from 'node:path';

/** The database of a data folder; SQLite keeps its log beside it under the same name and an ending of its own. */
export function databaseFile(folder: string): string {
  return join(folder, 'causeway.db');
}

/** Where the sealed sync bundles are kept as they were made. */
export function bundlesFolder(folder: string): string {
  return join(folder, 'bundles');
}

/** Where backups go before they are copied to the places that the administrator named. */
export function backupsFolder(folder: string): string {
  return join(folder, 'backups');
}

/** Where segments of the ledger go that are older than the database keeps. */
export function ledgerArchiveFolder(folder: string): string {
  return join(folder, 'ledger-archive');
}
