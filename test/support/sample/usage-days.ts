import { foldUsage } from '../../../dls/ledger/fold-usage.ts';
import { itemName, USAGE_EVENT, usageFoldOf } from '../../../dls/ledger/usage-fold.ts';
import { HOUR } from '../../../licensing/time.ts';
import type { TestSite } from '../site.ts';
import type { DayBook } from './usage-writer.ts';

type KeptDay = {
  /** Start of the UTC day. */
  readonly at: number;
  readonly book: DayBook;
  /** Devices that hold a seat, by item number. */
  readonly registered: ReadonlyMap<number, number>;
  readonly isKept: boolean;
};

/** Tells the ledger of a day's reports, and keeps how much of each item was given away at once. */
export async function keepDay(site: TestSite, { at, book, registered, isKept }: KeptDay): Promise<void> {
  if (isKept) await foldUsage(site, { force: true });
  else await tellDropped(site, book);
  const { items } = site.snapshot.current;
  await site.store.transact(async (tx) => {
    for (const [itemNo, hours] of book.hours) {
      const metric = items.get(itemNo)?.metric ?? 'usage';
      if (metric === 'usage' || metric === 'domain') continue;
      const isHeld = metric === 'device' || metric === 'server';
      for (const [hour, live] of hours.entries()) {
        const units = isHeld ? (registered.get(itemNo) ?? 0) : live;
        if (live > 0) await tx.counts.putHourPeak(itemNo, at + hour * HOUR, units);
      }
      await tx.counts.putPeak(itemNo, at, isHeld ? (registered.get(itemNo) ?? 0) : Math.max(...hours));
    }
  });
}

/** The event of reports whose time of keeping is over: nobody can add them up again. */
async function tellDropped(site: TestSite, book: DayBook): Promise<void> {
  if (book.reports === 0) return;
  const { items } = site.snapshot.current;
  const nameOf = (itemNo: number): string => {
    const item = items.get(itemNo);
    return item === undefined ? '' : itemName(item.vendor, item.id);
  };
  const data = usageFoldOf({ ...book, digests: Buffer.from(`${book.from}-${book.to}`) }, nameOf);
  await site.store.transact((tx) => tx.ledger.append({ kind: USAGE_EVENT, actor: 'system', data }));
}
