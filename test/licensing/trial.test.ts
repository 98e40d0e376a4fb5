import { describe, expect, it } from 'vitest';
import type { Item } from '../../licensing/item.ts';
import { judgeTrial, trialItem } from '../../licensing/trial.ts';
import { DAY, device, NOW, START, trial, vendor } from './given.ts';

const acme = vendor({ trials: [trial()] });
const fresh = device();
const begun = device({ known: true, everGranted: true, trial: { id: 'tr-1', since: NOW } });
const used = { outcome: 'denied', code: 'trial_used', item: null };

describe('judgeTrial', () => {
  it('begins the trial of a device that was never granted anything, for its days from now', () => {
    const item = judgeTrial(acme, trial(), fresh, NOW) as Item;
    expect(item).toMatchObject({ id: 'tr-1', metric: 'device', trial: true });
    expect(item.terms[0]).toMatchObject({
      start: START,
      end: NOW + 7 * DAY,
      quota: 2,
      graceDays: 0,
      overagePercent: 0,
    });
  });

  it('goes on with a trial that was begun until the very second it is over', () => {
    expect((judgeTrial(acme, trial(), begun, NOW + 7 * DAY - 1) as Item).terms[0]?.end).toBe(NOW + 7 * DAY);
    expect(judgeTrial(acme, trial(), begun, NOW + 7 * DAY)).toEqual(used);
  });

  it('denies a device that was granted something before', () => {
    expect(judgeTrial(acme, trial(), device({ everGranted: true }), NOW)).toEqual(used);
  });

  it('denies a second trial of another product', () => {
    const second = trial({ id: 'tr-2', product: 'other' });
    expect(judgeTrial(vendor({ trials: [trial(), second] }), second, begun, NOW)).toEqual(used);
  });

  it('goes on with the trial that was begun although another of the product is found', () => {
    const second = trial({ id: 'tr-2' });
    expect((judgeTrial(vendor({ trials: [second, trial()] }), second, begun, NOW) as Item).id).toBe('tr-1');
  });

  it('denies a trial that is no longer offered', () => {
    expect(judgeTrial(vendor({ trials: [trial({ id: 'tr-2' })] }), trial({ id: 'tr-2' }), begun, NOW)).toEqual(used);
  });

  it('lets changed days count from the first grant', () => {
    const longer = vendor({ trials: [trial({ days: 14 })] });
    expect((judgeTrial(longer, trial({ days: 14 }), begun, NOW + 10 * DAY) as Item).terms[0]?.end).toBe(NOW + 14 * DAY);
  });

  it('ends a trial in the time by which the vendor judges its terms', () => {
    const ahead = vendor({ trials: [trial()], termOffset: 100 });
    expect((judgeTrial(ahead, trial(), begun, NOW) as Item).terms[0]?.end).toBe(NOW + 100 + 7 * DAY);
  });
});

describe('trialItem', () => {
  it('has begun even where the offer is dated later than now', () => {
    expect(trialItem(trial({ start: NOW + 5 }), NOW).terms[0]?.start).toBe(NOW);
  });
});
