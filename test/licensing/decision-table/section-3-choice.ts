import { expect } from 'vitest';
import type { Item, Term } from '../../../licensing/item.ts';
import { acquire, granted } from '../acquiring.ts';
import { code, counts, DAY, device, END, item, NOW, request, seat, vendor } from '../given.ts';
import { acquireOn } from '../island.ts';

import { type Row, said, site, uuid } from './rows.ts';

export const choice: readonly Row[] = [
  [
    '3',
    'When a filter empties the set, its code is the denial',
    () => {
      const items = [item({ id: 'a', product: 'x' }), item({ id: 'b', term: { platforms: ['ios'] } })];
      expect(said(acquire({ vendor: vendor({ items }) }))).toBe('platform_not_covered');
    },
  ],
  [
    '3',
    'If the survivors fail one filter for different reasons, the later code in this list wins',
    () => {
      const items = [
        item({ id: 'a', term: { end: NOW - 7 * DAY } }),
        item({ id: 'b', importedAt: 0, term: { syncDays: 30 } }),
      ];
      expect(said(acquire({ vendor: vendor({ items, acknowledgedAt: NOW - 37 * DAY }) }))).toBe('sync_overdue');
    },
  ],
  [
    '3',
    'A field that an item restricts but the request lacks fails that filter',
    () => {
      const lacking = (changes: Partial<Term>) =>
        said(acquire({ vendor: vendor({ items: [item({ term: changes })] }) }));
      expect([
        lacking({ platforms: ['linux'] }),
        lacking({ versions: { from: '1' } }),
        lacking({ apps: ['*'] }),
        lacking({ machines: ['m'] }),
      ]).toEqual(['platform_not_covered', 'version_not_covered', 'item_not_permitted', 'item_not_permitted']);
    },
  ],
  [
    '3',
    'Versions compare as dot-separated numbers; a short bound is a prefix',
    () => {
      const by = vendor({ items: [item({ term: { versions: { from: '9.5', to: '10.99' } } })] });
      const at = (version: string) => said(acquire({ vendor: by, request: request({ version }) }));
      expect(['9.4.9', '9.5', '10.2', '10.99.3', '10.100'].map(at)).toEqual([
        'version_not_covered',
        'ok',
        'ok',
        'ok',
        'version_not_covered',
      ]);
    },
  ],
  [
    '3',
    'First: items within term and quota. Second: items in the grace stage',
    () => {
      const on = site(
        item({ id: 'a', term: { end: NOW + 1, quota: 1, overagePercent: 100 } }),
        item({ id: 'b', term: { quota: 1, overagePercent: 100 } }),
      );
      const by = (n: number) => {
        const decision = acquireOn(on, uuid(n));
        return decision.outcome === 'granted' ? `${decision.item.id} ${decision.state}` : decision.code;
      };
      expect([1, 2, 3, 4, 5].map(by)).toEqual(['a ok', 'b ok', 'a overage', 'b overage', 'quota_exhausted']);
    },
  ],
  [
    '3',
    'Within a pass: held seat, the administrator’s order, closest end of term, most specific, least restrictive metric, item id',
    () => {
      const items = [
        item({ id: 'a' }),
        item({ id: 'b' }),
        item({ id: 'c', term: { end: END - 1 } }),
        item({ id: 'd', metric: 'usage' }),
        item({ id: 'e', term: { features: ['qr'] } }),
      ];
      const first = (some: readonly Item[], changes: Parameters<typeof acquire>[0] = {}, ordered = false) =>
        granted(
          acquire({
            vendor: vendor({ items: some, codes: [code({ items: some.map(({ id }) => id), ordered })] }),
            ...changes,
          }),
        ).item.id;
      const [a, b, c, d, e] = items as [Item, Item, Item, Item, Item];
      expect(first([b, a])).toBe('a');
      expect(first([a, d])).toBe('d');
      expect(first([d, e])).toBe('e');
      expect(first([e, c])).toBe('c');
      expect(first([a, c], {}, true)).toBe('a');
      expect(first([c, b], { device: device({ seats: [seat({ item: 'b', heldUntil: NOW + 1 })] }) }, true)).toBe('b');
    },
  ],
  [
    '3',
    'The first that can grant does, and the lease names it. If none can, the denial of the first is returned',
    () => {
      const by = vendor({ items: [item({ id: 'a' }), item({ id: 'b' })] });
      const full = { counts: counts({ units: 99 }) };
      expect(granted(acquire({ vendor: by }, { a: full })).item.id).toBe('b');
      expect(acquire({ vendor: by }, { a: full, b: full })).toEqual({
        outcome: 'denied',
        code: 'quota_exhausted',
        item: 'a',
        paused: false,
      });
    },
  ],
];
