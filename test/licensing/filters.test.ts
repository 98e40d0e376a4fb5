import { describe, expect, it } from 'vitest';
import { FILTERS, findFailure, isInGrace, syncEnd } from '../../licensing/filters.ts';
import type { Item, Term } from '../../licensing/item.ts';
import type { AcquireRequest } from '../../licensing/request.ts';
import type { Seat } from '../../licensing/seat.ts';
import { DAY, END, item, NOW, request, START, seat, vendor } from './given.ts';

type Case = {
  readonly of?: Parameters<typeof item>[0];
  readonly asked?: Partial<AcquireRequest>;
  readonly by?: Parameters<typeof vendor>[0];
  readonly has?: Partial<Seat>;
  readonly now?: number;
};

function failure({ of, asked, by, has, now = NOW }: Case) {
  const one: Item = item(of);
  return findFailure({
    vendor: vendor({ items: [one], ...by }),
    request: request(asked),
    item: one,
    term: one.terms[0] as Term,
    seat: has === undefined ? null : seat(has),
    now,
  });
}

describe('findFailure', () => {
  it('finds nothing wrong with a request that fits', () => {
    expect(failure({})).toBeNull();
  });

  it('fails another product', () => {
    expect(failure({ asked: { product: 'other' } })).toBe('product_not_licensed');
  });

  it('fails another platform, and a request that does not name one where that is restricted', () => {
    const of = { term: { platforms: ['windows', 'linux'] } };
    expect(failure({ of, asked: { platform: 'linux' } })).toBeNull();
    expect(failure({ of, asked: { platform: 'macos' } })).toBe('platform_not_covered');
    expect(failure({ of })).toBe('platform_not_covered');
  });

  it('fails another version, and a request that does not name one where that is restricted', () => {
    const of = { term: { versions: { from: '10.0', to: '10.99' } } };
    expect(failure({ of, asked: { version: '10.99.3' } })).toBeNull();
    expect(failure({ of, asked: { version: '11.0' } })).toBe('version_not_covered');
    expect(failure({ of })).toBe('version_not_covered');
  });

  it('fails when one of the features asked for is missing', () => {
    expect(failure({ asked: { features: ['qr', '1d'] } })).toBeNull();
    expect(failure({ asked: { features: ['qr', 'ocr'] } })).toBe('feature_not_licensed');
  });

  it('fails an app that the item does not permit', () => {
    const of = { term: { apps: ['com.acme.*'] } };
    expect(failure({ of, asked: { app: 'com.acme.scan' } })).toBeNull();
    expect(failure({ of, asked: { app: 'com.other' } })).toBe('item_not_permitted');
    expect(failure({ of })).toBe('item_not_permitted');
  });

  it('fails a machine to which the item is not bound', () => {
    const of = { term: { machines: ['m1', 'm2'] } };
    expect(failure({ of, asked: { machine: 'm2' } })).toBeNull();
    expect(failure({ of, asked: { machine: 'm3' } })).toBe('item_not_permitted');
    expect(failure({ of })).toBe('item_not_permitted');
  });

  it('fails an app outside of the domain of a domain item', () => {
    const of = { metric: 'domain', term: { domain: 'acme.example' } } as const;
    expect(failure({ of, asked: { app: 'acme.example' } })).toBeNull();
    expect(failure({ of, asked: { app: 'scan.acme.example' } })).toBeNull();
    expect(failure({ of, asked: { app: 'acme.example.evil' } })).toBe('item_not_permitted');
    expect(failure({ of })).toBe('item_not_permitted');
    expect(failure({ of: { metric: 'domain' }, asked: { app: 'acme.example' } })).toBe('item_not_permitted');
  });

  it('fails a request for a server item that is not deployed as a server or names no machine', () => {
    const of = { metric: 'server' } as const;
    expect(failure({ of, asked: { deployment: 'server', machine: 'm1' } })).toBeNull();
    expect(failure({ of, asked: { deployment: 'desktop', machine: 'm1' } })).toBe('item_not_permitted');
    expect(failure({ of, asked: { deployment: 'server' } })).toBe('item_not_permitted');
  });

  it('fails a revoked item', () => {
    expect(failure({ of: { revoked: true } })).toBe('license_revoked');
  });

  it('fails a locked item, and every item of a locked vendor', () => {
    expect(failure({ of: { lock: { locked: true, iat: 1 } } })).toBe('license_locked');
    expect(failure({ by: { lock: { locked: true, iat: 1 } } })).toBe('license_locked');
    expect(failure({ of: { lock: { locked: false, iat: 2 } }, by: { lock: { locked: true, iat: 1 } } })).toBeNull();
  });

  it('tolerates another machine for 30 days from the first detection', () => {
    const of = { mismatchSince: NOW - 30 * DAY + 1, term: { start: START - 90 * DAY } };
    expect(failure({ of })).toBeNull();
    expect(failure({ of, now: NOW + 1 })).toBe('machine_mismatch');
  });

  it('fails before the start of the first term', () => {
    const of = { term: { start: NOW + 1 } };
    expect(failure({ of })).toBe('license_not_yet_valid');
    expect(failure({ of, now: NOW + 1 })).toBeNull();
  });

  it('fails from the very second that the grace days are over', () => {
    const over = END + 7 * DAY;
    const by = { acknowledgedAt: over };
    expect(failure({ by, now: over - 1 })).toBeNull();
    expect(failure({ by, now: over })).toBe('license_expired');
  });

  it('fails at the end of the term where there are no grace days', () => {
    const of = { term: { graceDays: 0 } };
    expect(failure({ of, now: END - 1 })).toBeNull();
    expect(failure({ of, now: END })).toBe('license_expired');
  });

  it('judges terms by the time of the vendor', () => {
    expect(failure({ by: { termOffset: 366 * DAY + 7 * DAY } })).toBe('license_expired');
    expect(failure({ by: { termOffset: -2 * DAY } })).toBe('license_not_yet_valid');
  });

  it('fails when syncDays and grace days have passed since the last acknowledgement', () => {
    const of = { term: { syncDays: 30 } };
    const over = START + 37 * DAY;
    expect(failure({ of, now: over - 1 })).toBeNull();
    expect(failure({ of, now: over })).toBe('sync_overdue');
    expect(failure({ of, by: { acknowledgedAt: START + 10 }, now: over })).toBeNull();
  });

  it('fails for 24 hours the device whose server seat was taken over', () => {
    const has = { takenOver: { by: 'x', at: NOW - DAY + 1 } };
    expect(failure({ has })).toBe('device_cloned');
    expect(failure({ has, now: NOW + 1 })).toBeNull();
  });

  it('fails the device whose seat was reclaimed until its lease is over', () => {
    const has = { reclaimedUntil: NOW + 1 };
    expect(failure({ has })).toBe('lease_reclaimed');
    expect(failure({ has, now: NOW + 1 })).toBeNull();
  });
});

describe('the order of the filters', () => {
  // Each breaks exactly one filter; together two of them must give the earlier one.
  const breaks: Record<(typeof FILTERS)[number], Case> = {
    product_not_licensed: { asked: { product: 'other' } },
    platform_not_covered: { of: { term: { platforms: ['ios'] } } },
    version_not_covered: { of: { term: { versions: { from: '99' } } } },
    feature_not_licensed: { asked: { features: ['ocr'] } },
    item_not_permitted: { of: { term: { apps: ['nobody'] } } },
    license_revoked: { of: { revoked: true } },
    license_locked: { of: { lock: { locked: true, iat: 1 } } },
    machine_mismatch: { of: { mismatchSince: 0 } },
    license_not_yet_valid: { of: { term: { start: NOW + DAY, end: NOW + 2 * DAY } } },
    license_expired: { of: { term: { end: NOW - DAY, graceDays: 1 } } },
    sync_overdue: { of: { term: { syncDays: 30 }, importedAt: 0 }, by: { acknowledgedAt: NOW - 40 * DAY } },
    device_cloned: { has: { takenOver: { by: 'x', at: NOW } } },
    lease_reclaimed: { has: { reclaimedUntil: NOW + 1 } },
  };
  const pairs = FILTERS.flatMap((first, i) => FILTERS.slice(i + 1).map((second) => [first, second] as const));

  it.each(FILTERS)('breaks %s alone', (one) => {
    expect(failure(breaks[one])).toBe(one);
  });

  it.each(pairs)('names %s rather than %s', (first, second) => {
    const [a, b] = [breaks[first], breaks[second]];
    const both: Case = {
      of: { ...b.of, ...a.of, term: { ...b.of?.term, ...a.of?.term } },
      asked: { ...b.asked, ...a.asked },
      by: { ...b.by, ...a.by },
      ...((a.has ?? b.has) && { has: { ...b.has, ...a.has } }),
    };
    expect(failure(both)).toBe(first);
  });
});

describe('isInGrace', () => {
  const of = (term: Partial<Term>, now: number, by = {}) => {
    const one = item({ term });
    return isInGrace({ vendor: vendor({ items: [one], ...by }), item: one, term: one.terms[0] as Term, now });
  };

  it('begins at the end of the term', () => {
    expect([END - 1, END].map((now) => of({}, now))).toEqual([false, true]);
  });

  it('begins when syncDays are over', () => {
    expect([START + 30 * DAY - 1, START + 30 * DAY].map((now) => of({ syncDays: 30 }, now))).toEqual([false, true]);
  });

  it('begins by the time of the vendor', () => {
    expect(of({}, END - 10, { termOffset: 10 })).toBe(true);
    expect(of({}, END, { termOffset: -1 })).toBe(false);
  });
});

describe('syncEnd', () => {
  it('never comes without syncDays', () => {
    expect(syncEnd({ acknowledgedAt: 0 }, { importedAt: 0 }, { syncDays: null })).toBe(Number.POSITIVE_INFINITY);
  });

  it('counts from the import of an item that came after the last acknowledgement', () => {
    expect(syncEnd({ acknowledgedAt: 100 }, { importedAt: 500 }, { syncDays: 30 })).toBe(500 + 30 * DAY);
    expect(syncEnd({ acknowledgedAt: 900 }, { importedAt: 500 }, { syncDays: 30 })).toBe(900 + 30 * DAY);
  });
});
