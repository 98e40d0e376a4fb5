/** Until when a seat's leases make its device live, out offline, and in force at all; 0: never. Lists are narrowed by them. */
export const leaseEnds = `
ALTER TABLE seat ADD COLUMN live_until INTEGER NOT NULL DEFAULT 0;
ALTER TABLE seat ADD COLUMN offline_until INTEGER NOT NULL DEFAULT 0;
ALTER TABLE seat ADD COLUMN lease_end INTEGER NOT NULL DEFAULT 0;

UPDATE seat SET (live_until, offline_until, lease_end) = (
  SELECT
    coalesce(max(iif(lease.value ->> 7 IS NULL,
      min(lease.value ->> 5, (lease.value ->> 4) + 2 * min(((lease.value ->> 5) - (lease.value ->> 4) + 1) / 2, 86400)), 0)), 0),
    coalesce(max(iif(lease.value ->> 7 IS NULL, 0, lease.value ->> 5)), 0),
    coalesce(max(lease.value ->> 5), 0)
  FROM json_each(seat.leases_json) AS lease);
`;
