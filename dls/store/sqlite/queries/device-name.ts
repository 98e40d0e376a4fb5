import type { ReadConnection } from '../read-connection.ts';

/** The friendly name of a device; null: it has none, or is not known any more. */
export function findDeviceName(db: ReadConnection, uuid: string): string | null {
  return db.get<{ name: string | null }>('SELECT name FROM device WHERE uuid = :uuid', { uuid })?.name ?? null;
}
