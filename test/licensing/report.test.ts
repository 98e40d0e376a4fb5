import { describe, expect, it } from 'vitest';
import { decideReport, type ReportInput, type UsageRecord } from '../../licensing/report.ts';
import { code, DAY, item, lease, NOW, START, seat, term, trial, vendor } from './given.ts';

const SLOT = 180;
const record = (changes: Partial<UsageRecord> = {}): UsageRecord => ({
  vendor: 'acme',
  slot: NOW,
  item: 'it-1',
  feature: 'qr',
  count: 3,
  ...changes,
});

const held = seat({ since: NOW - DAY, heldUntil: NOW + 10 * DAY });

function report(
  records: readonly Partial<UsageRecord>[],
  changes: Partial<ReportInput> & { readonly by?: ReturnType<typeof vendor> } = {},
) {
  const { by = vendor(), ...rest } = changes;
  return decideReport({
    configuration: { vendors: new Map([[by.vendor, by]]) },
    device: { firstGrant: NOW - DAY, vendors: new Map([['acme', { seats: [held] }]]) },
    records: records.map(record),
    gapFrom: null,
    now: NOW + 100,
    ...rest,
  });
}

const booked = (...args: Parameters<typeof report>) => {
  const decision = report(...args);
  if (decision.outcome !== 'booked') throw new Error(decision.field);
  return decision;
};
const broken = (field: string) => ({ outcome: 'problem', code: 'report_malformed', field });
const deviceWith = (...seats: ReturnType<typeof seat>[]) => ({
  firstGrant: NOW - DAY,
  vendors: new Map([['acme', { seats }]]),
});

describe('decideReport', () => {
  it('books every record to its term and code', () => {
    const { records, used } = booked([{}, { feature: '1d', count: 4, slot: NOW - SLOT }]);
    expect(records).toEqual([
      { ...record(), termStart: START, handshake: '200001-default', flag: null },
      {
        ...record({ feature: '1d', count: 4, slot: NOW - SLOT }),
        termStart: START,
        handshake: '200001-default',
        flag: null,
      },
    ]);
    expect(used).toEqual([{ vendor: 'acme', item: 'it-1', termStart: START, units: 7 }]);
  });

  it('books an empty report', () => {
    expect(report([])).toEqual({ outcome: 'booked', records: [], used: [], touches: [] });
  });

  it('books a record of the running slot, and one in the future to the running slot with a flag', () => {
    expect(booked([{ slot: NOW }]).records[0]).toMatchObject({ slot: NOW, flag: null });
    expect(booked([{ slot: NOW + SLOT }]).records[0]).toMatchObject({ slot: NOW, flag: 'future' });
    expect(booked([{ slot: NOW + 100 * SLOT }]).records[0]).toMatchObject({ slot: NOW, flag: 'future' });
  });

  it('refuses a slot that is not a multiple of 180', () => {
    expect(report([{}, { slot: NOW + 1 }])).toEqual(broken('records[1].slot'));
  });

  it('refuses slots before the slot of the device’s first grant', () => {
    const device = { ...deviceWith(held), firstGrant: NOW + 179 };
    expect(report([{ slot: NOW }], { device }).outcome).toBe('booked');
    expect(report([{ slot: NOW - SLOT }], { device })).toEqual(broken('records[0].slot'));
  });

  it('refuses items and features that were not leased to the device', () => {
    expect(report([{ item: 'nope' }])).toEqual(broken('records[0].item'));
    expect(report([{ feature: 'ocr' }])).toEqual(broken('records[0].feature'));
    const by = vendor({ items: [item(), item({ id: 'it-2' })] });
    expect(report([{ item: 'it-2' }], { by })).toEqual(broken('records[0].item'));
    const device = deviceWith({ ...held, features: ['1d'] });
    expect(report([{ feature: 'qr' }], { device })).toEqual(broken('records[0].feature'));
  });

  it('refuses a vendor that is not known here', () => {
    expect(report([{ vendor: 'other' }])).toEqual(broken('records[0].vendor'));
    const by = vendor({ vendor: 'other' });
    expect(report([{ vendor: 'other' }], { by })).toEqual(broken('records[0].item'));
  });

  it.each([
    [0, false],
    [1, true],
    [100, true],
    [101, false],
    [1.5, false],
  ])('counts 1 to maxPerSlot: %d of 100', (count, fine) => {
    const by = vendor({ items: [item({ term: { maxPerSlot: 100 } })] });
    expect(report([{ count }], { by })).toEqual(
      fine ? expect.objectContaining({ outcome: 'booked' }) : broken('records[0].count'),
    );
  });

  it('counts up to 10⁹ where the license says nothing', () => {
    expect(report([{ count: 10 ** 9 }]).outcome).toBe('booked');
    expect(report([{ count: 10 ** 9 + 1 }])).toEqual(broken('records[0].count'));
  });

  it('names the first record that is broken, and the first of its fields', () => {
    expect(report([{}, { slot: 1, item: 'x', feature: 'x', count: 0 }, { count: 0 }])).toEqual(
      broken('records[1].slot'),
    );
    expect(report([{ item: 'x', count: 0 }])).toEqual(broken('records[0].item'));
    expect(report([{ feature: 'x', count: 0 }])).toEqual(broken('records[0].feature'));
  });

  it('books also beyond the quota', () => {
    const by = vendor({ items: [item({ metric: 'usage', term: { quota: 1 } })] });
    expect(booked([{ count: 500 }], { by }).used[0]?.units).toBe(500);
  });

  it('books usage that is reported after its seat came free', () => {
    const device = deviceWith({ ...held, heldUntil: NOW, leases: [] });
    expect(booked([{}], { device })).toMatchObject({ touches: [] });
  });

  it('books to the latest term with start not after the slot, however late', () => {
    const renewed = item({ terms: [term('device', { start: START }), term('device', { start: NOW, maxPerSlot: 5 })] });
    const by = vendor({ items: [renewed] });
    const late = { by, now: NOW + 20 * DAY };
    expect(booked([{ slot: NOW - SLOT, count: 9 }], late).records[0]?.termStart).toBe(START);
    expect(booked([{ slot: NOW }], late).records[0]?.termStart).toBe(NOW);
    expect(booked([{ slot: NOW - SLOT }, { slot: NOW }], late).used).toHaveLength(2);
  });

  it('books the slot in which the first term began to that term', () => {
    const by = vendor({ items: [item({ term: { start: NOW + 60 } })] });
    expect(booked([{ slot: NOW }], { by }).records[0]?.termStart).toBe(NOW + 60);
  });

  it('finds the term by the time of the vendor', () => {
    const renewed = item({ terms: [term('device', { start: START }), term('device', { start: NOW + 1_000 })] });
    const by = vendor({ items: [renewed], termOffset: 1_000 });
    expect(booked([{ slot: NOW }], { by }).records[0]?.termStart).toBe(NOW + 1_000);
  });

  describe('touches', () => {
    it.each(['device', 'server'] as const)(
      'restart the active window of %s seats at the moment of the report',
      (metric) => {
        const by = vendor({ items: [item({ metric })] });
        const [touch] = booked([{ slot: NOW - 10 * SLOT }, {}], { by }).touches;
        expect(touch).toMatchObject({
          item: { id: 'it-1' },
          seat: { active: NOW + 100, heldUntil: NOW + 100 + 90 * DAY, reported: true },
          changes: [
            {
              subject: 'all',
              units: 0,
              endings: [
                { at: NOW + 10 * DAY, units: -1 },
                { at: NOW + 100 + 90 * DAY, units: 1 },
              ],
            },
          ],
        });
      },
    );

    it('never shorten a holding', () => {
      const by = vendor({ items: [item({ term: { activeWindow: 86_400 } })] });
      expect(booked([{}], { by }).touches[0]).toMatchObject({ seat: { heldUntil: NOW + 10 * DAY }, changes: [] });
    });

    it('mark other seats as used once', () => {
      const by = vendor({ items: [item({ metric: 'concurrent-device' })] });
      expect(booked([{}], { by }).touches).toMatchObject([
        { seat: { active: NOW + 100, reported: true }, changes: [] },
      ]);
      expect(booked([{}], { by, device: deviceWith({ ...held, reported: true }) }).touches).toEqual([]);
    });

    it('leave seats alone on which nothing was reported', () => {
      const by = vendor({ items: [item(), item({ id: 'it-2' })] });
      const device = deviceWith(held, seat({ item: 'it-2', heldUntil: NOW + DAY }));
      expect(booked([{}], { by, device }).touches.map(({ item: { id } }) => id)).toEqual(['it-1']);
    });

    it('leave alone what the device has of a vendor that is gone', () => {
      const device = {
        ...deviceWith(held),
        vendors: new Map([...deviceWith(held).vendors, ['gone', { seats: [held] }]]),
      };
      expect(booked([{}], { device }).touches).toHaveLength(1);
    });
  });

  describe('after a restore or rollback', () => {
    const line = code({ code: '200001-line', isDefault: false, items: ['it-2'] });
    const by = vendor({
      items: [item(), item({ id: 'it-2' }), item({ id: 'it-3' })],
      codes: [code({ items: ['it-1', 'it-3'] }), line],
    });
    const gapFrom = NOW - 2 * DAY + 50;
    const restored = { by, gapFrom, device: deviceWith(held) };

    it('books any item and feature of the device’s code from the slot of the restored state on, with a flag', () => {
      const slot = NOW - 2 * DAY;
      expect(booked([{ slot, item: 'it-3' }], restored).records[0]).toMatchObject({
        flag: 'gap',
        handshake: '200001-default',
      });
      expect(report([{ slot: slot - SLOT, item: 'it-3' }], restored)).toEqual(broken('records[0].slot'));
    });

    it('books slots before the first grant that is known', () => {
      expect(booked([{ slot: NOW - 2 * DAY }], restored).records[0]).toMatchObject({ flag: 'gap' });
    });

    it('books what was leased without a flag', () => {
      expect(booked([{}], restored).records[0]).toMatchObject({ flag: null });
    });

    it('books features that the seat known here was not leased for', () => {
      const device = deviceWith({ ...held, features: ['1d'] });
      expect(booked([{ feature: 'qr' }], { ...restored, device }).records[0]).toMatchObject({ flag: 'gap' });
      expect(report([{ feature: 'ocr' }], { ...restored, device })).toEqual(broken('records[0].feature'));
    });

    it('books features of any term of the item', () => {
      const terms = [term('device', { features: ['1d'] }), term('device', { start: NOW + DAY, features: ['qr'] })];
      const renewed = vendor({ items: [item({ terms })], codes: [code()] });
      const device = deviceWith({ ...held, features: [] });
      expect(booked([{ feature: 'qr' }], { by: renewed, gapFrom, device }).records[0]).toMatchObject({ flag: 'gap' });
    });

    it('refuses items of another code', () => {
      expect(report([{ item: 'it-2' }], restored)).toEqual(broken('records[0].item'));
      const both = deviceWith(held, seat({ item: 'it-3', handshake: '200001-line' }));
      expect(booked([{ item: 'it-2' }], { ...restored, device: both }).records[0]).toMatchObject({
        handshake: '200001-line',
      });
    });

    it('has no code for a device that had only a trial', () => {
      const device = deviceWith({ ...held, item: 'tr-1', handshake: null });
      expect(report([{ item: 'it-3' }], { ...restored, device })).toEqual(broken('records[0].item'));
    });

    it('has no leniency before the restored state', () => {
      expect(report([{ item: 'it-3' }], { ...restored, gapFrom: NOW + SLOT })).toEqual(broken('records[0].item'));
    });
  });

  describe('on a public trial', () => {
    const by = vendor({ trials: [trial({ start: NOW + 5 })], termOffset: -60 });
    const own = seat({ item: 'tr-1', handshake: null, heldUntil: NOW + DAY, leases: [lease({ exp: NOW + DAY })] });

    it('books to the one term of the trial, without a code, and restarts the active window', () => {
      const decision = booked([{ item: 'tr-1' }], { by, device: deviceWith(own) });
      expect(decision.records[0]).toMatchObject({ termStart: NOW + 5, handshake: null, flag: null });
      expect(decision.touches).toMatchObject([{ item: { id: 'tr-1' }, seat: { heldUntil: NOW + 100 + 90 * DAY } }]);
    });

    it('has no seat for a device that has nothing of the vendor', () => {
      const device = { firstGrant: NOW - DAY, vendors: new Map() };
      expect(report([{ item: 'tr-1' }], { by, device })).toEqual(broken('records[0].item'));
    });
  });
});
