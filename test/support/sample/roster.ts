import Database from 'better-sqlite3';
import { databaseFile } from '../../../dls/site/folder-layout.ts';
import type { TestSite } from '../site.ts';
import type { Member } from './members.ts';
import type { Booked } from './usage-writer.ts';

/** The devices that were granted something, with their numbers in the database. */
export type Roster = {
  enter(granted: readonly Member[]): void;
  /** Those whose time it is. */
  present(day: number): readonly Booked[];
  /** How many ever came, by item number. */
  registered(): ReadonlyMap<number, number>;
};

export function createRoster(site: TestSite): Roster {
  const known = new Map<number, Booked>();
  const counts = new Map<number, number>();
  const vendors = site.snapshot.current.configuration.vendors;
  return {
    enter: (granted) => {
      const fresh = granted.filter(({ index }) => !known.has(index));
      if (fresh.length === 0) return;
      const db = new Database(databaseFile(site.folder), { readonly: true });
      const numberOf = db.prepare<[string], { no: number }>('SELECT no FROM device WHERE uuid = ?');
      for (const member of fresh) {
        const { vendor, item: id, org } = member.crew;
        const itemNo = site.snapshot.current.itemNo(vendor, id) ?? 0;
        known.set(member.index, {
          member,
          deviceNo: numberOf.get(member.uuid)?.no ?? 0,
          itemNo,
          termStart: vendors.get(vendor)?.items.get(id)?.terms[0]?.start ?? 0,
          handshake: member.message.handshake ?? `${org}-default`,
          features: member.features,
        });
        counts.set(itemNo, (counts.get(itemNo) ?? 0) + 1);
      }
      db.close();
    },
    present: (day) => [...known.values()].filter(({ member }) => member.first <= day && day <= member.last),
    registered: () => counts,
  };
}
