import { describe, expect, it } from 'vitest';
import type { AcquireInput } from '../../licensing/acquire.ts';
import { rankItems } from '../../licensing/rank.ts';
import { code, DAY, device, END, input, item, NOW, request, START, seat, term, trial, vendor } from './given.ts';

const MONTH = 30 * DAY;
const rank = (changes: Partial<AcquireInput> = {}) => rankItems(input(changes));
const denied = (denial: string) => ({ outcome: 'denied', code: denial, item: null });
const ids = (changes: Partial<AcquireInput>) => {
  const ranking = rank(changes);
  return ranking.outcome === 'ranked' ? ranking.items.map((one) => one.item.id) : ranking;
};
const time = (changes: Partial<AcquireInput['time']>) => ({
  now: NOW,
  distrusted: false,
  restoredAt: null,
  ...changes,
});

describe('rankItems', () => {
  it('names code, organization and items for a request that passes every check', () => {
    const ranking = rank();
    expect(ranking).toMatchObject({ outcome: 'ranked', handshake: '200001-default', organization: '200001' });
    expect(ids({})).toEqual(['it-1']);
  });

  it('serves only devices that held a seat in the last 30 days while the clock is not trusted', () => {
    const holder = (heldUntil: number) => device({ seats: [seat({ heldUntil })] });
    const distrusted = time({ distrusted: true });
    expect(rank({ time: distrusted })).toEqual({ outcome: 'problem', code: 'clock_untrusted' });
    expect(rank({ time: distrusted, device: holder(NOW - MONTH) })).toEqual({
      outcome: 'problem',
      code: 'clock_untrusted',
    });
    expect(rank({ time: distrusted, device: holder(NOW - MONTH + 1) }).outcome).toBe('ranked');
  });

  it('asks for proof before it looks at organization and code', () => {
    expect(rank({ proofRequired: true, request: request({ org: '999' }) })).toEqual({
      outcome: 'problem',
      code: 'proof_required',
    });
  });

  it('asks a device for no proof that it does not serve', () => {
    expect(rank({ proofRequired: true, time: time({ distrusted: true }) })).toMatchObject({ code: 'clock_untrusted' });
  });

  it('denies what resolution denies, for a known and for an unknown vendor', () => {
    expect(rank({ request: request({ org: '999' }) })).toEqual(denied('organization_unknown'));
    expect(rank({ vendor: null })).toEqual(denied('organization_unknown'));
  });

  it('denies a blocked device', () => {
    expect(rank({ device: device({ blocked: true }) })).toEqual(denied('device_blocked'));
  });

  it('denies a device that the access rules of the code do not let pass', () => {
    const by = (access: { allow: string[]; deny: string[] }) => vendor({ codes: [code({ access })] });
    expect(rank({ vendor: by({ allow: [], deny: ['10.0.0.0/8'] }) })).toEqual(denied('device_blocked'));
    expect(rank({ vendor: by({ allow: ['192.168.0.0/16'], deny: [] }) })).toEqual(denied('device_blocked'));
    expect(rank({ vendor: by({ allow: ['10.0.0.7'], deny: [] }) }).outcome).toBe('ranked');
  });

  it('knows a device by the name it sends and by the name on record', () => {
    const by = vendor({ codes: [code({ access: { allow: [], deny: ['kiosk-*'] } })] });
    expect(rank({ vendor: by, request: request({ name: 'kiosk-1' }) })).toEqual(denied('device_blocked'));
    expect(rank({ vendor: by, device: device({ name: 'kiosk-1' }), request: request({ name: 'office' }) })).toEqual(
      denied('device_blocked'),
    );
  });

  it('denies the second machine hash of one device UUID', () => {
    expect(rank({ device: device({ machine: 'm1' }), request: request({ machine: 'm2' }) })).toEqual(
      denied('device_cloned'),
    );
    expect(rank({ device: device({ machine: 'm1' }), request: request({ machine: 'm1' }) }).outcome).toBe('ranked');
    expect(rank({ device: device({ machine: 'm1' }) }).outcome).toBe('ranked');
    expect(rank({ request: request({ machine: 'm2' }) }).outcome).toBe('ranked');
  });

  it('denies a wrong and a missing session password of a protected code', () => {
    const by = vendor({ codes: [code({ protected: true })] });
    expect(rank({ vendor: by, password: 'wrong' })).toEqual(denied('password_wrong'));
    expect(rank({ vendor: by, password: 'not needed' })).toEqual(denied('password_wrong'));
    expect(rank({ vendor: by, password: 'right' }).outcome).toBe('ranked');
  });

  it('denies an app that no validation field of the code matches', () => {
    const by = vendor({ codes: [code({ applications: ['com.acme.*'] })] });
    expect(rank({ vendor: by, request: request({ app: 'com.other' }) })).toEqual(denied('validation_failed'));
    expect(rank({ vendor: by, request: request({ app: 'com.acme.scan' }) }).outcome).toBe('ranked');
  });

  it('denies a product on a code without items', () => {
    expect(rank({ vendor: vendor({ codes: [code({ items: [] })] }) })).toEqual(denied('product_not_licensed'));
    expect(rank({ vendor: vendor({ codes: [code({ items: ['gone'] })] }) })).toEqual(denied('product_not_licensed'));
  });

  it('keeps the items that pass every filter, whatever becomes of the others', () => {
    const items = [item({ id: 'a', product: 'other' }), item({ id: 'b' }), item({ id: 'c', revoked: true })];
    expect(ids({ vendor: vendor({ items }) })).toEqual(['b']);
  });

  it('denies with the code of the filter that empties the set', () => {
    const items = [item({ id: 'a', product: 'other' }), item({ id: 'b', lock: { locked: true, iat: 1 } })];
    expect(rank({ vendor: vendor({ items }) })).toEqual(denied('license_locked'));
    expect(rank({ vendor: vendor({ items: items.toReversed() }) })).toEqual(denied('license_locked'));
  });

  it('denies with the later code when the survivors fail one filter for different reasons', () => {
    const expired = item({ id: 'a', term: { end: NOW - DAY, graceDays: 1 } });
    const overdue = item({ id: 'b', importedAt: 0, term: { syncDays: 30 } });
    const acknowledgedAt = NOW - 40 * DAY;
    expect(rank({ vendor: vendor({ items: [expired, overdue], acknowledgedAt }) })).toEqual(denied('sync_overdue'));
    expect(rank({ vendor: vendor({ items: [overdue, expired], acknowledgedAt }) })).toEqual(denied('sync_overdue'));
  });

  it('marks the items in their grace stage', () => {
    const items = [item({ id: 'a', term: { end: NOW } }), item({ id: 'b', term: { end: NOW + 1 } })];
    expect(rank({ vendor: vendor({ items }) })).toMatchObject({
      items: [
        { item: { id: 'a' }, grace: true },
        { item: { id: 'b' }, grace: false },
      ],
    });
  });

  it('judges an item by its running term', () => {
    const renewed = item({
      terms: [
        { ...item().terms[0]!, start: START, end: NOW, features: ['qr'] },
        { ...item().terms[0]!, start: NOW, end: END, features: ['1d'] },
      ],
    });
    const by = vendor({ items: [renewed] });
    const asked = request({ features: ['1d'] });
    expect(rank({ vendor: by, request: asked }).outcome).toBe('ranked');
    expect(rank({ vendor: by, request: asked, time: time({ now: NOW - 1 }) })).toEqual(denied('feature_not_licensed'));
  });

  it('finds the running term by the time of the vendor', () => {
    const terms = [term('device', { features: ['qr'] }), term('device', { start: NOW + 100, features: ['1d'] })];
    const at = (termOffset: number) =>
      rank({ vendor: vendor({ items: [item({ terms })], termOffset }), request: request({ features: ['1d'] }) })
        .outcome;
    expect([at(99), at(100)]).toEqual(['denied', 'ranked']);
  });

  it('denies items whose first term has not begun', () => {
    const by = vendor({ items: [item({ term: { start: NOW + 1, features: ['1d'] } })] });
    expect(rank({ vendor: by })).toEqual(denied('license_not_yet_valid'));
    expect(rank({ vendor: by, request: request({ features: ['qr'] }) })).toEqual(denied('feature_not_licensed'));
  });

  it('names the seat that the device has on an item', () => {
    const own = seat();
    const ranking = rank({ device: device({ seats: [seat({ item: 'other' }), own] }) });
    expect(ranking).toMatchObject({ items: [{ seat: own }] });
  });

  it('follows the administrator’s order of a code that has one', () => {
    const items = [item({ id: 'a' }), item({ id: 'b' })];
    expect(ids({ vendor: vendor({ items, codes: [code({ items: ['b', 'a'], ordered: true })] }) })).toEqual(['b', 'a']);
    expect(ids({ vendor: vendor({ items, codes: [code({ items: ['b', 'a'] })] }) })).toEqual(['a', 'b']);
  });

  describe('without organization and code', () => {
    const asked = request({ org: null });
    const by = vendor({ trials: [trial()] });

    it('ranks the public trial for a device that was never granted anything', () => {
      expect(rank({ vendor: by, request: asked })).toMatchObject({
        outcome: 'ranked',
        handshake: null,
        organization: null,
        items: [{ item: { id: 'tr-1', trial: true } }],
      });
    });

    it('denies a used trial before a blocked device', () => {
      expect(rank({ vendor: by, request: asked, device: device({ everGranted: true, blocked: true }) })).toEqual(
        denied('trial_used'),
      );
    });

    it('denies a blocked device and a clone', () => {
      expect(rank({ vendor: by, request: asked, device: device({ blocked: true }) })).toEqual(denied('device_blocked'));
      expect(rank({ vendor: by, request: { ...asked, machine: 'b' }, device: device({ machine: 'a' }) })).toEqual(
        denied('device_cloned'),
      );
    });

    it('denies features that the trial does not have', () => {
      expect(rank({ vendor: by, request: { ...asked, features: ['1d'] } })).toEqual(denied('feature_not_licensed'));
    });

    it('denies a trial that the vendor revoked or locked', () => {
      expect(rank({ vendor: vendor({ trials: [trial({ revoked: true })] }), request: asked })).toEqual(
        denied('license_revoked'),
      );
      expect(rank({ vendor: vendor({ trials: [trial()], lock: { locked: true, iat: 1 } }), request: asked })).toEqual(
        denied('license_locked'),
      );
    });
  });
});

describe('the order of the checks', () => {
  // From the clock to the filters; each breaks one check and the earlier of two gives the refusal.
  const steps: readonly (readonly [string, (of: AcquireInput) => AcquireInput])[] = [
    ['clock_untrusted', (of) => ({ ...of, time: time({ distrusted: true }) })],
    ['proof_required', (of) => ({ ...of, proofRequired: true })],
    ['handshake_unknown', (of) => ({ ...of, request: { ...of.request, handshake: 'nope' } })],
    ['device_blocked', (of) => ({ ...of, device: { ...of.device, blocked: true } })],
    [
      'device_cloned',
      (of) => ({ ...of, device: { ...of.device, machine: 'm1' }, request: { ...of.request, machine: 'm2' } }),
    ],
    ['password_wrong', (of) => ({ ...of, password: 'wrong' })],
    ['validation_failed', (of) => ({ ...of, request: { ...of.request, app: 'com.other' } })],
    ['product_not_licensed', (of) => ({ ...of, request: { ...of.request, product: 'other' } })],
    ['feature_not_licensed', (of) => ({ ...of, request: { ...of.request, features: ['ocr'] } })],
  ];
  const whole = input({
    vendor: vendor({ codes: [code({ protected: true, applications: ['com.acme.*'] })] }),
    request: request({ app: 'com.acme.scan' }),
    password: 'right',
  });

  it('ranks the request of which no check is broken', () => {
    expect(rankItems(whole).outcome).toBe('ranked');
  });

  it.each(steps.flatMap(([first, a], i) => steps.slice(i).map(([second, b]) => [first, second, a, b] as const)))(
    'names %s when %s is broken too',
    (first, _, a, b) => {
      expect(rankItems(a(b(whole)))).toMatchObject({ code: first });
      expect(rankItems(b(a(whole)))).toMatchObject({ code: first });
    },
  );
});
