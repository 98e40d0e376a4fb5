import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advance, type Ending, emptyTally, endingsOf, type ItemTally } from '../../licensing/counter.ts';
import { DAY, item, lease, NOW, START, seat, term } from './given.ts';

describe('endingsOf', () => {
  it('counts nothing for a device without a seat and for metrics without seats', () => {
    expect(endingsOf('device', null, NOW)).toEqual([]);
    expect(endingsOf('usage', seat(), NOW)).toEqual([]);
    expect(endingsOf('domain', seat(), NOW)).toEqual([]);
  });

  it.each(['device', 'server', 'concurrent-device'] as const)(
    'counts one unit of %s until its seat comes free',
    (metric) => {
      const held = seat({ heldUntil: NOW + 180, leases: [lease({ instances: 5 })] });
      expect(endingsOf(metric, held, NOW + 179)).toEqual([{ at: NOW + 180, units: 1 }]);
      expect(endingsOf(metric, held, NOW + 180)).toEqual([]);
    },
  );

  it('counts the largest instances among live leases and steps down as they lapse', () => {
    const held = seat({
      leases: [
        lease({ chain: 1, instances: 5, exp: NOW + 100 }),
        lease({ chain: 2, instances: 3, exp: NOW + 200 }),
        lease({ chain: 3, instances: 2, exp: NOW + 150 }),
      ],
    });
    expect(endingsOf('concurrent-instance', held, NOW)).toEqual([
      { at: NOW + 200, units: 3 },
      { at: NOW + 100, units: 2 },
    ]);
    expect(endingsOf('concurrent-instance', held, NOW + 100)).toEqual([{ at: NOW + 200, units: 3 }]);
  });
});

const tally = (units: number, changes: Partial<ItemTally> = {}): ItemTally => ({
  ...emptyTally(NOW),
  all: { units, at: NOW },
  overage: { termStart: START, spent: 0, slot: NOW, booked: 0 },
  peak: { day: NOW, units },
  ...changes,
});

const concurrent = item({ metric: 'concurrent-device', term: { quota: 10 } });
const to = (before: ItemTally, due: readonly Ending[], now: number, of = concurrent, termOffset = 0) =>
  advance(of, before, due, { now, termOffset });

describe('advance', () => {
  it('takes off what ended, the very second it ends', () => {
    const due = [{ at: NOW + 10, units: 2 }];
    expect(to(tally(5), [], NOW + 9).tally.all).toEqual({ units: 5, at: NOW + 9 });
    expect(to(tally(5), due, NOW + 10).tally.all).toEqual({ units: 3, at: NOW + 10 });
  });

  it('changes nothing at the moment it was brought to', () => {
    const before = tally(5);
    expect(to(before, [], NOW)).toEqual({ tally: before, days: [], terms: [] });
  });

  it('spends at once what a smaller quota or a term that began makes an excess of', () => {
    const less = item({ metric: 'concurrent-device', term: { quota: 3 } });
    const over = { termStart: START, spent: 2, slot: NOW, booked: 2 };
    expect(to(tally(5), [], NOW, less).tally.overage).toEqual(over);
    expect(to(tally(5), [{ at: NOW + 1, units: 5 }], NOW + 1, less).tally.overage).toEqual(over);
    const begun = item({
      metric: 'concurrent-device',
      terms: [term('concurrent-device'), term('concurrent-device', { start: NOW - 10, quota: 3 })],
    });
    expect(to(tally(5), [], NOW, begun).tally.overage).toEqual({ ...over, termStart: NOW - 10 });
  });

  it('never goes back', () => {
    expect(to(tally(5), [], NOW - 100).tally.all).toEqual({ units: 5, at: NOW });
  });

  it('spends nothing while live seats are within quota', () => {
    expect(to(tally(10), [], NOW + 10 * 180).tally.overage).toEqual({
      termStart: START,
      spent: 0,
      slot: NOW + 1_800,
      booked: 0,
    });
  });

  it('spends the excess once for each slot, also for slots in which nothing happens', () => {
    const before = tally(12, { overage: { termStart: START, spent: 2, slot: NOW, booked: 2 } });
    expect(to(before, [], NOW + 179).tally.overage).toMatchObject({ spent: 2, booked: 2 });
    expect(to(before, [], NOW + 180).tally.overage).toMatchObject({ spent: 4, slot: NOW + 180, booked: 2 });
    expect(to(before, [], NOW + 480 * 180).tally.overage).toMatchObject({ spent: 2 + 480 * 2, booked: 2 });
  });

  it('spends for a slot what is live when it begins, however soon that ends', () => {
    const before = tally(12, { overage: { termStart: START, spent: 2, slot: NOW, booked: 2 } });
    const ends = (at: number) => to(before, [{ at, units: 1 }], NOW + 360).tally.overage.spent;
    expect(ends(NOW + 179)).toBe(2 + 1 + 1);
    expect(ends(NOW + 180)).toBe(2 + 1 + 1);
    expect(ends(NOW + 181)).toBe(2 + 2 + 1);
    expect(ends(NOW + 360)).toBe(2 + 2 + 1);
  });

  it('books the peak of a slot only once, as it rises', () => {
    const booked = tally(11, { overage: { termStart: START, spent: 5, slot: NOW, booked: 3 } });
    expect(to(booked, [], NOW + 1).tally.overage).toMatchObject({ spent: 5, booked: 3 });
    const risen = tally(14, { overage: { termStart: START, spent: 5, slot: NOW, booked: 3 } });
    expect(to(risen, [], NOW + 1).tally.overage).toMatchObject({ spent: 6, booked: 4 });
  });

  it('books no slots to items that have none', () => {
    const device = item({ metric: 'device', term: { quota: 10 } });
    expect(to(tally(12), [], NOW + 1_800, device).tally.overage.spent).toBe(0);
  });

  it('starts consumption and overage of a new term at 0, with the seats carried over', () => {
    const renewed = item({
      metric: 'concurrent-device',
      terms: [term('concurrent-device', { quota: 10 }), term('concurrent-device', { start: NOW + 270, quota: 8 })],
    });
    const before = tally(12, { overage: { termStart: START, spent: 2, slot: NOW, booked: 2 } });
    const { tally: after, terms } = to(before, [], NOW + 360, renewed);
    // Old term: slots of NOW and NOW + 180; new term: the rest of that slot and the next one.
    expect(terms).toEqual([{ termStart: START, spent: 4 }]);
    expect(after.overage).toEqual({ termStart: NOW + 270, spent: 4 + 4, slot: NOW + 360, booked: 4 });
  });

  it('lets a term begin in the time of the vendor', () => {
    const renewed = item({
      metric: 'concurrent-device',
      terms: [term('concurrent-device'), term('concurrent-device', { start: NOW + 1_000 })],
    });
    expect(to(tally(0), [], NOW + 99, renewed, 900).tally.overage.termStart).toBe(START);
    expect(to(tally(0), [], NOW + 100, renewed, 900).tally.overage.termStart).toBe(NOW + 1_000);
  });

  it('goes on with the book of a term from the second it began', () => {
    const terms = [term('concurrent-device'), term('concurrent-device', { start: NOW + 900 })];
    const renewed = item({ metric: 'concurrent-device', terms });
    const before = tally(3, { overage: { termStart: NOW + 900, spent: 5, slot: NOW, booked: 1 } });
    const advanced = to(before, [], NOW + 1, renewed, 900);
    expect(advanced.tally.overage).toMatchObject({ termStart: NOW + 900, spent: 5 });
    expect(advanced.terms).toEqual([]);
  });

  it('tells nothing of a term that spent no overage', () => {
    const terms = [term('concurrent-device'), term('concurrent-device', { start: NOW + 1 })];
    expect(to(tally(3), [], NOW + 1, item({ metric: 'concurrent-device', terms })).terms).toEqual([]);
  });

  it('passes over a term that gave way to the next one at once', () => {
    const terms = [10, 20, 30].map((start) => term('concurrent-device', { start: NOW + start }));
    const renewed = item({ metric: 'concurrent-device', terms });
    expect(to(emptyTally(NOW), [], NOW + 30, renewed).tally.overage.termStart).toBe(NOW + 30);
    const twins = item({ metric: 'concurrent-device', terms: [terms[0]!, { ...terms[1]!, start: NOW + 10 }] });
    expect(to(emptyTally(NOW), [], NOW + 10, twins).tally.overage.termStart).toBe(NOW + 10);
  });

  it('has no term before the first one', () => {
    const later = item({ metric: 'concurrent-device', term: { start: NOW + DAY } });
    expect(to(emptyTally(NOW), [], NOW + 10, later).tally.overage).toMatchObject({ termStart: 0, spent: 0 });
  });

  it('keeps the peak of every day, and leaves out days without a unit', () => {
    const before = tally(5, { peak: { day: NOW, units: 7 } });
    const due = [
      { at: NOW + 2 * DAY + 1, units: 4 },
      { at: NOW + 3 * DAY, units: 1 },
    ];
    const { days, tally: after } = to(before, due, NOW + 9 * DAY + 5);
    expect(days).toEqual([
      { day: NOW, units: 7 },
      { day: NOW + DAY, units: 5 },
      { day: NOW + 2 * DAY, units: 5 },
    ]);
    expect(after.peak).toEqual({ day: NOW + 9 * DAY, units: 0 });
  });

  it('starts a day with what is live then', () => {
    const { days, tally: after } = to(tally(5), [], NOW + DAY);
    expect(days).toEqual([{ day: NOW, units: 5 }]);
    expect(after.peak).toEqual({ day: NOW + DAY, units: 5 });
  });

  it('grants new seats again once adopted leases are back within quota', () => {
    const over = tally(12, { overAdopted: true });
    expect(to(over, [{ at: NOW + 1, units: 1 }], NOW + 1).tally.overAdopted).toBe(true);
    expect(to(over, [{ at: NOW + 1, units: 2 }], NOW + 1).tally.overAdopted).toBe(false);
    const unbegun = item({ metric: 'concurrent-device', term: { start: NOW + DAY } });
    expect(to({ ...over, all: { units: 1, at: NOW } }, [], NOW + 1, unbegun).tally.overAdopted).toBe(true);
  });

  it('comes to the same however often it stops on the way', () => {
    const step = fc.record({ after: fc.integer({ min: 1, max: 900 }), units: fc.integer({ min: 1, max: 4 }) });
    const stops = fc.array(fc.integer({ min: 1, max: 1_000 }), { maxLength: 8 });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 8 }), stops, (steps, pauses) => {
        const due = steps.map(({ units }, i) => {
          const after = steps.slice(0, i + 1).reduce((sum, one) => sum + one.after, 0);
          return { at: NOW + 7 + after, units };
        });
        const units = 8 + due.reduce((sum, ending) => sum + ending.units, 0);
        const renewed = item({
          metric: 'concurrent-device',
          terms: [
            term('concurrent-device', { quota: 9 }),
            term('concurrent-device', { start: NOW + 1_111, quota: 12 }),
          ],
        });
        const start = to(tally(units), [], NOW + 7, renewed).tally;
        const end = NOW + 9_000;
        const straight = to(start, due, end, renewed);
        let halting = start;
        const closed = [];
        for (const pause of [...pauses, 9_000]) {
          const now = Math.min(end, halting.all.at + pause);
          const passed = halting.all.at;
          const some = due.filter((ending) => ending.at > passed && ending.at <= now);
          const advanced = to(halting, some, now, renewed);
          halting = advanced.tally;
          closed.push(...advanced.terms);
        }
        expect(halting).toEqual(straight.tally);
        expect(closed).toEqual(straight.terms);
      }),
    );
  });

  it('spends what counting every single second comes to', () => {
    const endings = fc.array(
      fc.record({ after: fc.integer({ min: 1, max: 1_500 }), units: fc.integer({ min: 1, max: 3 }) }),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(endings, fc.integer({ min: 0, max: 1_600 }), (list, span) => {
        const all = list.map(({ after, units }) => ({ at: NOW + after, units })).sort((a, b) => a.at - b.at);
        const units = 9 + all.reduce((sum, ending) => sum + ending.units, 0);
        const begun = to(tally(units), [], NOW).tally;
        const { tally: after } = to(
          begun,
          all.filter(({ at }) => at <= NOW + span),
          NOW + span,
        );
        const live = (now: number) =>
          all.filter(({ at }) => at <= now).reduce((left, ending) => left - ending.units, units);
        let spent = 0;
        for (let slot = NOW; slot <= NOW + span; slot += 180) spent += Math.max(0, live(slot) - 10);
        expect(after.overage.spent).toBe(spent);
      }),
      { numRuns: 300 },
    );
  });
});
