import { expect } from 'vitest';
import { roundHalfUp } from '../../../licensing/time.ts';
import { acquire } from '../acquiring.ts';
import { DAY, END, item, request, vendor } from '../given.ts';

import { after, ask, one, type Row, said, site } from './rows.ts';

export const opening: readonly Row[] = [
  [
    'opening',
    'All intervals are half-open: at exp, at the end of a term, at the end of grace, it is over',
    () => {
      const on = site(one('concurrent-device', { quota: 1, overageSlots: 0 }));
      ask(on, 1);
      expect(after(on, 179, () => ask(on, 2))).toBe('quota_exhausted');
      expect(after(on, 1, () => ask(on, 2))).toBe('ok');
      const at = (now: number) =>
        after({ ...site(one('device')), now }, 0, () => ask({ ...site(one('device')), now }, 1));
      expect([END - 1, END, END + 7 * DAY - 1, END + 7 * DAY].map(at)).toEqual([
        'ok',
        'grace',
        'grace',
        'license_expired',
      ]);
    },
  ],
  ['opening', 'Rounding is half up', () => expect([0.5, 1.5, 2.4].map(roundHalfUp)).toEqual([1, 2, 2])],
  [
    'opening',
    'Items, locks and revocations of one vendor never touch another’s',
    () => {
      const locked = vendor({
        vendor: 'other',
        lock: { locked: true, iat: 1 },
        items: [item({ vendor: 'other', revoked: true })],
      });
      expect(said(acquire({ vendor: locked, request: request({ vendor: 'other' }) }))).toBe('license_revoked');
      expect(said(acquire())).toBe('ok');
    },
  ],
];
