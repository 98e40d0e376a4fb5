import type { BundleDenial, BundleDevice, BundleEvent, BundleItem } from '../../protocol/bundle.ts';
import type { Connection } from './connection.ts';

/** Which bundle a line came from. Of two that speak of one thing, the one made later holds. */
export type BundlePlace = { readonly site: string; readonly epoch: number; readonly seq: number };

/** An item as a site last told of it. */
export type ReportedItem = {
  readonly site: string;
  readonly item: string;
  readonly start: number;
  readonly end: number;
  readonly organization: string;
  readonly product: string;
  readonly metric: string;
  readonly quota: number;
  readonly used: number;
  readonly registered: number;
  readonly peak: number;
  readonly overageSpent: number;
  readonly state: string;
};

/** What bundles tell beside usage: items, devices, denials and events. */
export function reportTable(db: Connection) {
  const later = '(excluded.epoch, excluded.seq) >= (epoch, seq)';
  const putItem = db.prepare(
    `INSERT INTO reported_item VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET end = excluded.end, organization = excluded.organization, product = excluded.product,
       metric = excluded.metric, quota = excluded.quota, used = excluded.used, registered = excluded.registered,
       peak = excluded.peak, overage_spent = excluded.overage_spent, state = excluded.state,
       epoch = excluded.epoch, seq = excluded.seq
     WHERE ${later}`,
  );
  const putDevice = db.prepare(
    `INSERT INTO reported_device (site, device, platform, deployment, os, name, first, last, items, epoch, seq)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET platform = excluded.platform, deployment = excluded.deployment, os = excluded.os,
       name = excluded.name, first = excluded.first, last = excluded.last, items = excluded.items,
       epoch = excluded.epoch, seq = excluded.seq
     WHERE ${later}`,
  );
  const putDenial = db.prepare(
    `INSERT INTO reported_denial VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET count = excluded.count WHERE excluded.count > count`,
  );
  const putEvent = db.prepare('INSERT INTO reported_event VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING');
  const listItems = db.prepare<[], ReportedItem>(
    `SELECT site, item, start, end, organization, product, metric, quota, used, registered, peak,
       overage_spent AS overageSpent, state FROM reported_item ORDER BY organization, item, start, site`,
  );

  return {
    putItem: ({ site, epoch, seq }: BundlePlace, line: BundleItem): void => {
      const { id, term, organization, product, metric, quota, used, registered, peak, overageSpent, state } = line;
      const figures = [quota, used, registered, peak, overageSpent] as const;
      putItem.run(site, id, term.start, term.end, organization, product, metric, ...figures, state, epoch, seq);
    },
    putDevice: ({ site, epoch, seq }: BundlePlace, line: BundleDevice): void => {
      const { device, platform = null, deployment = null, os = null, name = null, first, last, items } = line;
      putDevice.run(site, device, platform, deployment, os, name, first, last, JSON.stringify(items), epoch, seq);
    },
    /** Counts are running totals of their day, like those of usage: the largest is kept. */
    putDenial: ({ site }: BundlePlace, { day, code, handshake, count }: BundleDenial): void => {
      putDenial.run(site, day, code, handshake ?? '', count);
    },
    putEvent: ({ site, epoch }: BundlePlace, { height, at, kind, data }: BundleEvent): void => {
      putEvent.run(site, epoch, height, at, kind, JSON.stringify(data ?? null));
    },
    listItems: (): ReportedItem[] => listItems.all(),
  };
}
