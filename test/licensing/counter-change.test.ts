import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyChanges, changesOf, mergeChanges, recount } from '../../licensing/counter-change.ts';
import { counts, lease, NOW, seat } from './given.ts';

describe('changesOf', () => {
  it('adds a unit and its ending for a new seat', () => {
    expect(changesOf('device', null, seat({ heldUntil: NOW + 100 }), NOW)).toEqual([
      { subject: 'all', units: 1, endings: [{ at: NOW + 100, units: 1 }] },
    ]);
  });

  it('moves the ending of a renewed seat', () => {
    expect(changesOf('device', seat({ heldUntil: NOW + 50 }), seat({ heldUntil: NOW + 100 }), NOW)).toEqual([
      {
        subject: 'all',
        units: 0,
        endings: [
          { at: NOW + 50, units: -1 },
          { at: NOW + 100, units: 1 },
        ],
      },
    ]);
  });

  it('changes nothing when a seat is renewed within the same second', () => {
    expect(changesOf('device', seat(), seat(), NOW)).toEqual([]);
    expect(changesOf('device', null, null, NOW)).toEqual([]);
  });

  it('does not take back what has ended', () => {
    expect(changesOf('device', seat({ heldUntil: NOW }), seat({ heldUntil: NOW + 100 }), NOW)).toEqual([
      { subject: 'all', units: 1, endings: [{ at: NOW + 100, units: 1 }] },
    ]);
  });

  it('takes a freed seat away', () => {
    expect(changesOf('device', seat({ heldUntil: NOW + 50 }), seat({ heldUntil: NOW }), NOW)).toEqual([
      { subject: 'all', units: -1, endings: [{ at: NOW + 50, units: -1 }] },
    ]);
  });

  it('counts a seat to its reservation, and moves it when that changes', () => {
    const free = seat({ heldUntil: NOW + 9 });
    const line = { ...free, reservation: 'line' };
    const office = { ...free, reservation: 'office' };
    const ending = (units: number) => [{ at: NOW + 9, units }];
    expect(changesOf('device', null, line, NOW)).toContainEqual({
      subject: 'reservation:line',
      units: 1,
      endings: ending(1),
    });
    expect(changesOf('device', line, { ...line, heldUntil: NOW + 8 }, NOW)).toHaveLength(2);
    expect(changesOf('device', free, line, NOW)).toEqual([
      { subject: 'reservation:line', units: 1, endings: ending(1) },
    ]);
    expect(changesOf('device', line, free, NOW)).toEqual([
      { subject: 'reservation:line', units: -1, endings: ending(-1) },
    ]);
    expect(changesOf('device', line, office, NOW)).toEqual([
      { subject: 'reservation:line', units: -1, endings: ending(-1) },
      { subject: 'reservation:office', units: 1, endings: ending(1) },
    ]);
    expect(changesOf('device', line, null, NOW)).toHaveLength(2);
  });

  it('counts a device with offline leases once, until its last one ends', () => {
    const off = (exp: number) => lease({ exp, offline: { request: 'r', returnHash: 'h' } });
    const one = seat({ leases: [off(NOW + 100)] });
    const two = seat({ leases: [off(NOW + 300), off(NOW + 100), lease({ exp: NOW + 900 })] });
    expect(changesOf('usage', null, one, NOW)).toEqual([
      { subject: 'offline', units: 1, endings: [{ at: NOW + 100, units: 1 }] },
    ]);
    expect(changesOf('usage', one, two, NOW)[0]).toMatchObject({ subject: 'offline', units: 0 });
    expect(changesOf('usage', one, null, NOW + 100)).toEqual([]);
  });

  it('merges endings of the same second', () => {
    const wide = seat({ leases: [lease({ instances: 3, exp: NOW + 9 })] });
    const wider = seat({ leases: [lease({ instances: 5, exp: NOW + 9 })] });
    expect(changesOf('concurrent-instance', wide, wider, NOW)).toEqual([
      { subject: 'all', units: 2, endings: [{ at: NOW + 9, units: 2 }] },
    ]);
  });
});

describe('mergeChanges', () => {
  it('makes one change for each subject, and none where nothing is left', () => {
    const gone = changesOf('server', seat({ heldUntil: NOW + 9 }), null, NOW);
    const come = changesOf('server', null, seat({ heldUntil: NOW + 99 }), NOW);
    expect(mergeChanges(gone, come)).toEqual([
      {
        subject: 'all',
        units: 0,
        endings: [
          { at: NOW + 9, units: -1 },
          { at: NOW + 99, units: 1 },
        ],
      },
    ]);
    expect(mergeChanges(gone, changesOf('server', null, seat({ heldUntil: NOW + 9 }), NOW))).toEqual([]);
  });
});

describe('applyChanges', () => {
  it('adds units to their counters and raises the peak of the day', () => {
    const before = counts({ units: 3, offline: 1, reserved: { line: 1 }, peak: { day: NOW, units: 3 } });
    const after = applyChanges(before, [
      { subject: 'all', units: 2, endings: [] },
      { subject: 'offline', units: -1, endings: [] },
      { subject: 'reservation:line', units: 1, endings: [] },
      { subject: 'reservation:office', units: 1, endings: [] },
    ]);
    expect(after).toMatchObject({
      all: { units: 5, at: NOW },
      offline: 0,
      reserved: { line: 2, office: 1 },
      peak: { day: NOW, units: 5 },
    });
  });

  it('keeps a higher peak', () => {
    const before = counts({ units: 3, peak: { day: NOW, units: 9 } });
    expect(applyChanges(before, [{ subject: 'all', units: -1, endings: [] }]).peak.units).toBe(9);
  });
});

describe('recount', () => {
  it('comes to what single changes come to', () => {
    const seats = fc.array(
      fc.record({
        end: fc.integer({ min: 0, max: 20 }),
        instances: fc.integer({ min: 1, max: 4 }),
        reserved: fc.boolean(),
      }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(
        seats,
        fc.constantFrom('device', 'concurrent-device', 'concurrent-instance' as const),
        (list, metric) => {
          const all = list.map(({ end, instances, reserved }) =>
            seat({ leases: [lease({ exp: NOW + end, instances })], reservation: reserved ? 'line' : null }),
          );
          const units = (subject: string) =>
            recount(metric, all, NOW).find((change) => change.subject === subject)?.units ?? 0;
          const live = list.filter(({ end }) => end > 0);
          const sum = (some: typeof live) =>
            some.reduce((total, { instances }) => total + (metric === 'concurrent-instance' ? instances : 1), 0);
          expect(units('all')).toBe(sum(live));
          expect(units('reservation:line')).toBe(sum(live.filter(({ reserved }) => reserved)));
        },
      ),
    );
  });
});
