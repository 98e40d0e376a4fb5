import { expect } from 'vitest';
import { attachItems } from '../../../licensing/attach.ts';
import { codeName, isCodeName, isOrganizationId } from '../../../licensing/code-name.ts';
import { acquire } from '../acquiring.ts';
import { claims, code, counts, DAY, device, item, NOW, request, trial, vendor } from '../given.ts';

import { ask, importing, type Row, said, site } from './rows.ts';

export const codes: readonly Row[] = [
  [
    '2',
    'A code is <organizationId>-<name>, name 1–48 of A-Z a-z 0-9 _ -; organization ids contain no -',
    () => {
      expect(codeName('200001', 'line-4')).toBe('200001-line-4');
      expect(isCodeName('200001-line_4', '200001')).toBe(true);
      expect(isOrganizationId('200-001')).toBe(false);
    },
  ],
  [
    '2',
    'Importing a file for an organization that has no code creates <organizationId>-default with all its items',
    () =>
      expect(importing()).toMatchObject({
        createdCode: '200001-default',
        attachments: [{ code: '200001-default', items: ['it-1'] }],
      }),
  ],
  [
    '2',
    'Codes and items are m:n',
    () => {
      const items = [item(), item({ id: 'it-2', product: 'printer' })];
      const both = ['it-1', 'it-2'];
      const by = vendor({ items, codes: [code({ items: both }), code({ code: '200001-line', items: both })] });
      const asked = ['200001-default', '200001-line'].flatMap((handshake) =>
        ['reader', 'printer'].map((product) => said(acquire({ vendor: by, request: request({ handshake, product }) }))),
      );
      expect(asked).toEqual(['ok', 'ok', 'ok', 'ok']);
    },
  ],
  [
    '2',
    'Trial items are attached to the default code always',
    () => {
      const items = [claims({ id: 'it-2', trial: true })];
      expect(attachItems({ sub: '200001', items }, vendor(), 'none')).toMatchObject({
        attachments: [{ code: '200001-default' }],
      });
    },
  ],
  [
    '2',
    'Otherwise the importer may say which codes; not said: the codes of the item named in extends, else the default code',
    () => {
      const by = vendor({ codes: [code(), code({ code: '200001-line', isDefault: false, items: [] })] });
      const items = [claims({ id: 'it-2' })];
      expect(attachItems({ sub: '200001', items }, by, { codes: ['200001-line'], default: false })).toMatchObject({
        attachments: [{ code: '200001-line' }],
      });
      expect(attachItems({ sub: '200001', items }, by, null)).toMatchObject({
        attachments: [{ code: '200001-default' }],
      });
    },
  ],
  ...(
    [
      ['given, empty: the items of that organization’s default code', { org: '200001' }, 'ok'],
      ['given, empty: unknown organization', { org: '9' }, 'organization_unknown'],
      ['given, given: the code must exist', { org: '200001', handshake: '200001-x' }, 'handshake_unknown'],
      [
        'given, given: and belong to that organization',
        { org: '300001', handshake: '200001-default' },
        'handshake_foreign',
      ],
      ['empty, given: the items of that code', { org: null, handshake: '200001-default' }, 'ok'],
      ['empty, given: unknown', { org: null, handshake: 'x' }, 'handshake_unknown'],
      ['empty, empty: none installed', { org: null }, 'handshake_missing'],
    ] as const
  ).map(
    ([sentence, asked, expected]): Row => [
      '2',
      sentence,
      () => expect(said(acquire({ request: request(asked) }))).toBe(expected),
    ],
  ),
  [
    '2',
    'empty, empty: the public trial within its days and quota for a device to which nothing was ever granted, else trial_used',
    () => {
      const by = vendor({ trials: [trial()] });
      const begun = (since: number) => device({ everGranted: true, trial: { id: 'tr-1', since } });
      const at = (of: ReturnType<typeof device>, units = 0) =>
        said(
          acquire(
            { vendor: by, request: request({ org: null }), device: of },
            { 'tr-1': { counts: counts({ units }) } },
          ),
        );
      expect([at(device()), at(device(), 2), at(device({ everGranted: true }))]).toEqual([
        'trial',
        'quota_exhausted',
        'trial_used',
      ]);
      expect([at(begun(NOW - 7 * DAY + 1)), at(begun(NOW - 7 * DAY))]).toEqual(['trial', 'trial_used']);
    },
  ],
  [
    '2',
    'If a code has a session password the request must carry it, else password_wrong, also when missing',
    () => {
      const by = vendor({ codes: [code({ protected: true })] });
      const given = (['right', 'wrong', 'not needed'] as const).map((password) =>
        said(acquire({ vendor: by, password })),
      );
      expect(given).toEqual(['ok', 'password_wrong', 'password_wrong']);
    },
  ],
  [
    '2',
    'If any validation list is not empty, one entry of any list must match the request’s app or process',
    () => {
      const by = vendor({ codes: [code({ domains: ['acme.example'], processes: ['scan.exe'] })] });
      const at = (app: string | null, process: string | null) =>
        said(acquire({ vendor: by, request: request({ app, process }) }));
      expect([at('acme.example', null), at(null, 'scan.exe'), at('x', 'x'), at(null, null)]).toEqual([
        'ok',
        'ok',
        'validation_failed',
        'validation_failed',
      ]);
    },
  ],
  [
    '2',
    'Case-insensitive. A domain entry matches itself and its subdomains, * any characters within one label; elsewhere * matches any characters',
    () => {
      const by = vendor({ codes: [code({ domains: ['a*.acme.example'], applications: ['com.*.scan'] })] });
      const at = (app: string) => said(acquire({ vendor: by, request: request({ app }) }));
      expect(['AB.acme.EXAMPLE', 'x.ab.acme.example', 'a.b.acme.example', 'COM.a.b.SCAN'].map(at)).toEqual([
        'ok',
        'ok',
        'validation_failed',
        'ok',
      ]);
    },
  ],
  [
    '2',
    'An item may carry its own list apps (item_not_permitted)',
    () => {
      const by = vendor({ items: [item({ term: { apps: ['com.acme.*'] } })] });
      expect(['com.acme.a', 'com.x'].map((app) => said(acquire({ vendor: by, request: request({ app }) })))).toEqual([
        'ok',
        'item_not_permitted',
      ]);
    },
  ],
  [
    '2',
    'Access rules: device UUID, friendly name with *, address or CIDR; deny wins: device_blocked',
    () => {
      const at = (allow: string[], deny: string[]) =>
        said(
          acquire({
            vendor: vendor({ codes: [code({ access: { allow, deny } })] }),
            request: request({ name: 'kiosk-1' }),
          }),
        );
      for (const entry of [device().uuid, 'kiosk-*', '10.0.0.7', '10.0.0.0/8', '::ffff:10.0.0.0/104']) {
        expect([at([entry], []), at([], [entry]), at([entry], [entry])]).toEqual([
          'ok',
          'device_blocked',
          'device_blocked',
        ]);
      }
      expect(at(['office-*'], [])).toBe('device_blocked');
    },
  ],
  [
    '2',
    'Reservations: N seats held for a named group; others see the quota less what is reserved and unused',
    () => {
      const on = site(
        item({
          term: { quota: 3, overagePercent: 0 },
          reservations: [{ name: 'line', seats: 2, devices: ['line-*'] }],
        }),
      );
      expect([
        ask(on, 1),
        ask(on, 2),
        ask(on, 3, { name: 'line-3' }),
        ask(on, 4),
        ask(on, 5, { name: 'line-5' }),
      ]).toEqual(['ok', 'quota_exhausted', 'ok', 'quota_exhausted', 'ok']);
    },
  ],
];
