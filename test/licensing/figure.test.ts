import { describe, expect, it } from 'vitest';
import type { Threshold } from '../../licensing/alert-settings.ts';
import {
  acknowledgementFigure,
  conditionFigure,
  type Figure,
  failureFigure,
  overageFigure,
  peakFigure,
  quotaFigure,
  standingOf,
  syncFigure,
  termFigure,
} from '../../licensing/figure.ts';
import { DAY, END, item, NOW, START, term } from './given.ts';

const standing = (figure: Figure | null, threshold: Threshold) =>
  figure === null ? null : standingOf(figure, threshold);

describe('quotaFigure', () => {
  const used = (units: number, changes = {}) => quotaFigure(item(), term('device', { quota: 20, ...changes }), units);

  it.each([
    [14, 75, 'left'],
    [15, 75, 'reached'],
    [17, 90, 'left'],
    [18, 90, 'reached'],
    [19, 100, 'left'],
    [20, 100, 'reached'],
    [21, 'limit', 'left'],
    [22, 'limit', 'reached'],
  ] as const)('with %d of 20 is at %s %s', (units, threshold, expected) => {
    expect(standing(used(units), threshold)).toBe(expected);
  });

  it('has to fall 5 points before it has left a threshold', () => {
    const at = (units: number) => standing(used(units, { quota: 100 }), 75);
    expect([75, 74, 71, 70].map(at)).toEqual(['reached', 'between', 'between', 'left']);
  });

  it('has no limit apart from the quota where nothing is tolerated', () => {
    expect(standing(used(20, { overagePercent: 0 }), 'limit')).toBeNull();
  });

  it('knows no thresholds of other kinds', () => {
    expect(standing(used(20), 'grace')).toBeNull();
    expect(standing(used(20), 'now')).toBeNull();
  });
});

describe('peakFigure and overageFigure', () => {
  it('are shares of quota and of budget', () => {
    const concurrent = term('concurrent-device', { quota: 10, overageSlots: 200 });
    expect(standing(peakFigure(item(), concurrent, 9), 90)).toBe('reached');
    expect(standing(peakFigure(item(), concurrent, 8), 90)).toBe('left');
    expect(standing(overageFigure(item(), concurrent, 100), 50)).toBe('reached');
    expect(standing(overageFigure(item(), concurrent, 99), 50)).toBe('between');
    expect(overageFigure(item(), { ...concurrent, overageSlots: 0 }, 5)).toBeNull();
  });
});

describe('failureFigure', () => {
  const share = (requests: number, failed: number) => failureFigure({ vendor: 'acme', name: 'c' }, requests, failed);

  it('is the share of at least ten requests', () => {
    expect(standing(share(10, 2), 20)).toBe('reached');
    expect(standing(share(10, 1), 20)).toBe('left');
    expect(standing(share(9, 9), 20)).toBe('left');
  });

  it('goes by the least number of requests that the administrator set', () => {
    const about = { vendor: 'acme', name: 'c' };
    expect(standing(failureFigure(about, 4, 4, 5), 20)).toBe('left');
    expect(standing(failureFigure(about, 5, 5, 5), 20)).toBe('reached');
  });
});

describe('termFigure', () => {
  const one = item();

  it.each([60, 30, 14, 7, 3, 1, 0])('reaches %d days before the end at that very second', (days) => {
    const at = END - days * DAY;
    expect(standing(termFigure(one, at - 1), days)).toBe('left');
    expect(standing(termFigure(one, at), days)).toBe('reached');
  });

  it('reaches the end of grace', () => {
    expect(standing(termFigure(one, END + 7 * DAY - 1), 'grace')).toBe('left');
    expect(standing(termFigure(one, END + 7 * DAY), 'grace')).toBe('reached');
    expect(standing(termFigure(one, END), 'limit')).toBeNull();
  });

  it('does not warn of an end that an early renewal bridges', () => {
    const terms = [term('device'), term('device', { start: END, end: END + 100 * DAY })];
    expect(standing(termFigure(item({ terms }), END - DAY), 60)).toBe('left');
    expect(standing(termFigure(item({ terms }), END + 40 * DAY), 60)).toBe('reached');
    const gap = [term('device'), term('device', { start: END + 1, end: END + 100 * DAY })];
    expect(standing(termFigure(item({ terms: gap }), END - DAY), 60)).toBe('reached');
  });

  it('belongs to the running term, or to the first', () => {
    const terms = [term('device'), term('device', { start: END })];
    expect(termFigure(item({ terms }), END).round).toBe(END);
    expect(termFigure(item({ terms }), START - 1).round).toBe(START);
  });
});

describe('acknowledgementFigure', () => {
  it('counts the days since the bundle was made', () => {
    const at = (now: number) => standing(acknowledgementFigure('acme', NOW, now), 30);
    expect([NOW + 30 * DAY - 1, NOW + 30 * DAY].map(at)).toEqual(['left', 'reached']);
    expect(standing(acknowledgementFigure('acme', NOW, NOW), 'limit')).toBeNull();
  });
});

describe('syncFigure', () => {
  it('is the share of syncDays that passed', () => {
    const at = (now: number) => standing(syncFigure(item(), { start: START, syncDays: 30 }, { from: NOW, now }), 50);
    expect([NOW + 15 * DAY - 1, NOW + 15 * DAY].map(at)).toEqual(['between', 'reached']);
    expect(syncFigure(item(), { start: START, syncDays: null }, { from: NOW, now: NOW })).toBeNull();
  });
});

describe('conditionFigure', () => {
  it('holds or not', () => {
    expect(standing(conditionFigure('disk', true), 'now')).toBe('reached');
    expect(standing(conditionFigure('disk', false), 'now')).toBe('left');
    expect(standing(conditionFigure('disk', true), 50)).toBeNull();
    expect(conditionFigure('machine', true, 'acme').vendor).toBe('acme');
  });
});
