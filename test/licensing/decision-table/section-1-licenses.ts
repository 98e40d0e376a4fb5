import { expect } from 'vitest';
import { attachItems } from '../../../licensing/attach.ts';
import { isLocked } from '../../../licensing/item-lock.ts';
import { refusesNewCodes } from '../../../licensing/machine-match.ts';
import { acquire } from '../acquiring.ts';
import { claims, code, counts, DAY, item, license, NOW, request, START, term, vendor } from '../given.ts';
import { countsOf } from '../island.ts';

import { ask, askMany, importing, one, type Row, reporting, said, site } from './rows.ts';

export const licenses: readonly Row[] = [
  [
    '1',
    'The same file again is harmless',
    () => expect(importing({ alreadyImported: true }).outcome).toBe('already imported'),
  ],
  [
    '1',
    'A serial not above the highest imported is license_superseded, unless none of its items is known',
    () => {
      const old = (id: string) =>
        importing({ vendor: vendor(), highestSerial: 1, license: license({ items: [claims({ id })] }) });
      expect(old('it-1')).toMatchObject({ code: 'license_superseded' });
      expect(old('it-2')).toMatchObject({ outcome: 'imported' });
    },
  ],
  [
    '1',
    'A file with a known id and a known start changes that term',
    () => {
      const changed = license({ serial: 2, items: [claims({ quota: 3 })] });
      expect(importing({ vendor: vendor(), highestSerial: 1, license: changed })).toMatchObject({
        items: [{ change: 'term changed', item: { terms: [{ quota: 3 }] } }],
      });
    },
  ],
  [
    '1',
    'A known id with a new start adds a term, which takes effect at its start and neither interrupts nor resets the running one',
    () => {
      const terms = [
        term('usage', { quota: 10 }),
        term('usage', { quota: 10, start: NOW + DAY, features: ['1d', 'qr', 'ocr'] }),
      ];
      const renewed = (now: number, features: string[]) =>
        said(
          acquire({
            vendor: vendor({ items: [item({ metric: 'usage', terms })] }),
            request: request({ features }),
            time: { now, distrusted: false, restoredAt: null },
          }),
        );
      expect(renewed(NOW, ['ocr'])).toBe('feature_not_licensed');
      expect(renewed(NOW + DAY - 1, ['ocr'])).toBe('feature_not_licensed');
      expect(renewed(NOW + DAY, ['ocr'])).toBe('ok');
    },
  ],
  [
    '1',
    'A usage record belongs to the latest term with start ≤ its slot, however late it arrives',
    () => {
      const by = vendor({ items: [item({ terms: [term('device'), term('device', { start: NOW })] })] });
      expect(reporting(NOW - 180, by, NOW + 30 * DAY)).toMatchObject({ records: [{ termStart: START }] });
      expect(reporting(NOW, by, NOW + 30 * DAY)).toMatchObject({ records: [{ termStart: NOW }] });
    },
  ],
  [
    '1',
    'Seats carry over into a new term; the overage budget starts at 0',
    () => {
      const terms = [
        term('concurrent-device', { quota: 1, overageSlots: 3, leaseSeconds: 3_600 }),
        term('concurrent-device', { quota: 1, overageSlots: 3, start: NOW + 200 }),
      ];
      const on = site(item({ metric: 'concurrent-device', terms }));
      expect(askMany(on, 2)).toEqual(['ok', 'overage']);
      on.now += 201;
      const { all, overage } = countsOf(on, on.vendor.items.get('it-1')!);
      expect([all.units, overage.spent]).toEqual([2, 1]);
    },
  ],
  [
    '1',
    'If a new quota is below the seats held, holders stay and new devices are refused',
    () => {
      const on = site(one('device', { quota: 5 }));
      askMany(on, 4);
      on.vendor = vendor({ items: [one('device', { quota: 2 })] });
      expect(ask(on, 0)).toBe('overage');
      expect(ask(on, 9)).toBe('quota_exhausted');
    },
  ],
  [
    '1',
    'Quota bought in addition comes as another item, attached to the same handshake code: no change in any app',
    () => {
      const on = site(one('device', { quota: 1 }));
      expect(askMany(on, 2)).toEqual(['ok', 'quota_exhausted']);
      on.vendor = vendor({ items: [one('device', { quota: 1 }), item({ id: 'it-2' })] });
      expect(ask(on, 1)).toBe('ok');
    },
  ],
  [
    '1',
    'extends on an item names the item whose codes it joins when the importer says nothing',
    () => {
      const by = vendor({
        codes: [code({ items: [] }), code({ code: '200001-line', isDefault: false, items: ['it-1'] })],
      });
      const items = [claims({ id: 'it-2', extends: 'it-1' })];
      expect(attachItems({ sub: '200001', items }, by, null)).toMatchObject({
        attachments: [{ code: '200001-line', items: ['it-2'] }],
      });
    },
  ],
  [
    '1',
    'revoked ids void those items for good',
    () => expect(said(acquire({ vendor: vendor({ items: [item({ revoked: true })] }) }))).toBe('license_revoked'),
  ],
  [
    '1',
    'An item in a file is unlocked unless that file’s locked names it; items not in the file keep their state',
    () => {
      const lock = { locked: true, iat: START - 1 };
      const by = vendor({ items: [item({ lock }), item({ id: 'it-2', lock }), item({ id: 'it-3', lock })] });
      const items = [claims(), claims({ id: 'it-2' })];
      const decision = importing({ vendor: by, highestSerial: 0, license: license({ items, locked: ['it-2'] }) });
      expect(decision).toMatchObject({
        statements: [
          { id: 'it-2', statement: { lock: { locked: true } } },
          { id: 'it-1', statement: { lock: { locked: false } } },
        ],
      });
    },
  ],
  [
    '1',
    'lockSite locks all items of that vendor',
    () => expect(said(acquire({ vendor: vendor({ lock: { locked: true, iat: 1 } }) }))).toBe('license_locked'),
  ],
  [
    '1',
    'Of two statements the one with the later iat holds',
    () => {
      expect(isLocked({ lock: { locked: false, iat: 2 } }, { locked: true, iat: 1 })).toBe(false);
      expect(isLocked({ lock: { locked: false, iat: 1 } }, { locked: true, iat: 2 })).toBe(true);
    },
  ],
  [
    '1',
    'A license file is bound to one site, else license_wrong_site',
    () => {
      expect(importing({ license: license({ aud: 'x' }) })).toMatchObject({ code: 'license_wrong_site' });
      expect(importing({ license: license({ cnf: { jkt: 'x' } }) })).toMatchObject({ code: 'license_wrong_site' });
    },
  ],
  [
    '1',
    'At least one hash must match this machine; a Windows Product ID alone never satisfies it',
    () => {
      const bound = (kind: string, hash: string) => importing({ license: license({ machines: [{ kind, hash }] }) });
      expect(bound('linux-machine-id', 'm1')).toMatchObject({ items: [{ item: { mismatchSince: null } }] });
      expect(bound('linux-machine-id', 'm2')).toMatchObject({ items: [{ item: { mismatchSince: NOW } }] });
      expect(bound('windows-product-id', 'm1')).toMatchObject({ items: [{ item: { mismatchSince: NOW } }] });
    },
  ],
  [
    '1',
    'When none matches: for 30 days full service within quota, no overage and no new codes; then machine_mismatch',
    () => {
      const by = (since: number) =>
        vendor({ items: [item({ mismatchSince: since, importedAt: 0, term: { start: 0 } })] });
      const at = (since: number, units: number) =>
        said(acquire({ vendor: by(since) }, { 'it-1': { counts: counts({ units }) } }));
      expect([at(NOW, 9), at(NOW, 10), at(NOW - 30 * DAY + 1, 9), at(NOW - 30 * DAY, 9)]).toEqual([
        'ok',
        'quota_exhausted',
        'ok',
        'machine_mismatch',
      ]);
      expect(refusesNewCodes(by(NOW), '200001')).toBe(true);
    },
  ],
  [
    '1',
    'machines on an item binds it to those devices',
    () => {
      const by = vendor({ items: [item({ term: { machines: ['m1'] } })] });
      expect(['m1', 'm2', null].map((machine) => said(acquire({ vendor: by, request: request({ machine }) })))).toEqual(
        ['ok', 'item_not_permitted', 'item_not_permitted'],
      );
    },
  ],
  [
    '1',
    'syncDays after the last acknowledgement it enters its grace stage, then sync_overdue',
    () => {
      const at = (now: number) => ask({ ...site(one('device', { syncDays: 30 })), now }, 1);
      const steps = [30 * DAY - 1, 30 * DAY, 37 * DAY - 1, 37 * DAY];
      expect(steps.map((seconds) => at(START + seconds))).toEqual(['ok', 'grace', 'grace', 'sync_overdue']);
    },
  ],
];
