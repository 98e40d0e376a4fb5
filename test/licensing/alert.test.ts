import { describe, expect, it } from 'vitest';
import { evaluateAlerts, type FiredAlert } from '../../licensing/alert.ts';
import { ALERT_DEFAULTS, type AlertSettings, type Threshold } from '../../licensing/alert-settings.ts';
import { conditionFigure, type Figure, peakFigure, quotaFigure } from '../../licensing/figure.ts';
import { DAY, item, NOW, START, term } from './given.ts';

/** Alerts as a console keeps them: the latest of each figure and threshold. */
function watcher(settings: AlertSettings = ALERT_DEFAULTS) {
  let fired: readonly FiredAlert[] = [];
  return (figures: readonly Figure[], now = NOW, changed = settings) => {
    const { fire, clear } = evaluateAlerts(figures, fired, changed, now);
    const same = (a: FiredAlert, b: FiredAlert) =>
      a.subject === b.subject && a.vendor === b.vendor && a.name === b.name && a.threshold === b.threshold;
    fired = [
      ...fired
        .filter((old) => !fire.some((one) => same(one, old)))
        .map((old) => (clear.some((one) => same(one, old)) ? { ...old, active: false } : old)),
      ...fire,
    ];
    const names = (list: readonly FiredAlert[]): readonly Threshold[] => list.map(({ threshold }) => threshold);
    return { fire: names(fire), clear: names(clear) };
  };
}

const used = (units: number, start = START) => [quotaFigure(item(), term('device', { quota: 100, start }), units)];
const peak = (units: number, start = START) => [
  peakFigure(item(), term('concurrent-device', { quota: 100, start }), units),
];
const nothing = { fire: [], clear: [] };

describe('evaluateAlerts', () => {
  it('fires each threshold once', () => {
    const watch = watcher();
    expect(watch(used(74))).toEqual(nothing);
    expect(watch(used(75))).toEqual({ fire: [75], clear: [] });
    expect(watch(used(80))).toEqual(nothing);
    expect(watch(used(90))).toEqual({ fire: [90], clear: [] });
    expect(watch(used(110))).toEqual({ fire: [100, 'limit'], clear: [] });
  });

  it('fires all that are crossed at once together', () => {
    expect(watcher()(used(110)).fire).toEqual([75, 90, 100, 'limit']);
  });

  it('fires again only after the figure fell 5 points below', () => {
    const watch = watcher();
    watch(used(75));
    expect(watch(used(71))).toEqual(nothing);
    expect(watch(used(75))).toEqual(nothing);
    expect(watch(used(70))).toEqual({ fire: [], clear: [75] });
    expect(watch(used(70))).toEqual(nothing);
    expect(watch(used(75))).toEqual({ fire: [75], clear: [] });
  });

  it('fires again in a new term', () => {
    const watch = watcher();
    watch(used(80));
    expect(watch(used(80, NOW))).toEqual({ fire: [75], clear: [75] });
    expect(watch(used(10, NOW + 1))).toEqual({ fire: [], clear: [75] });
  });

  it('ends an alert of the last term though the figure has not fallen by 5 points', () => {
    const watch = watcher();
    watch(used(75));
    expect(watch(used(74, NOW))).toEqual({ fire: [], clear: [75] });
    expect(watch(used(75, NOW))).toEqual({ fire: [75], clear: [] });
  });

  it('fires the peak of a day at most once in 7 days', () => {
    const watch = watcher();
    expect(watch(peak(90)).fire).toEqual([90]);
    expect(watch(peak(0), NOW + DAY).clear).toEqual([90]);
    expect(watch(peak(90), NOW + 7 * DAY - 1).fire).toEqual([]);
    expect(watch(peak(90), NOW + 7 * DAY).fire).toEqual([90]);
  });

  it('waits with the peak also in a new term', () => {
    const watch = watcher();
    watch(peak(90));
    expect(watch(peak(90, NOW), NOW + DAY)).toEqual({ fire: [], clear: [90] });
    expect(watch(peak(90, NOW), NOW + 7 * DAY)).toEqual({ fire: [90], clear: [] });
  });

  it('watches figures of different items, codes and vendors apart', () => {
    const figure = (vendor: string | null, id: string | null): Figure => ({ ...used(75)[0]!, vendor, name: id });
    const watch = watcher();
    watch([figure('acme', 'it-1')]);
    expect(watch([figure('acme', 'it-2'), figure('other', 'it-1'), figure(null, null)]).fire).toEqual([75, 75, 75]);
    expect(watch([figure('acme', 'it-1')])).toEqual(nothing);
  });

  it('leaves alerts on figures alone that it is not shown', () => {
    const watch = watcher();
    watch(used(75));
    expect(watch([])).toEqual(nothing);
  });

  it('fires conditions at once and ends them with the condition', () => {
    const watch = watcher();
    expect(watch([conditionFigure('disk', true)])).toEqual({ fire: ['now'], clear: [] });
    expect(watch([conditionFigure('disk', false)])).toEqual({ fire: [], clear: ['now'] });
  });

  it('goes by the thresholds the administrator set', () => {
    const own = { ...ALERT_DEFAULTS, quota: { enabled: true, thresholds: [50] } };
    const watch = watcher(own);
    expect(watch(used(100)).fire).toEqual([50]);
    expect(watch(used(100), NOW, ALERT_DEFAULTS)).toEqual({ fire: [75, 90, 100], clear: [50] });
  });

  it('fires nothing for a subject that is switched off, and ends what fired', () => {
    const watch = watcher();
    watch(used(75));
    const off = { ...ALERT_DEFAULTS, quota: { enabled: false, thresholds: [75] } };
    expect(watch(used(100), NOW, off)).toEqual({ fire: [], clear: [75] });
  });

  it('ends an alert whose threshold means nothing any more', () => {
    const watch = watcher();
    watch(used(110));
    const intolerant = [quotaFigure(item(), term('device', { quota: 100, overagePercent: 0 }), 110)];
    expect(watch(intolerant)).toEqual({ fire: [], clear: ['limit'] });
  });

  it('says when and in which term it fired', () => {
    expect(evaluateAlerts(used(75), [], ALERT_DEFAULTS, NOW).fire).toEqual([
      { subject: 'quota', vendor: 'acme', name: 'it-1', threshold: 75, at: NOW, round: START, active: true },
    ]);
  });
});

describe('ALERT_DEFAULTS', () => {
  it('are those of the rules', () => {
    const thresholds = Object.fromEntries(
      Object.entries(ALERT_DEFAULTS).map(([subject, of]) => [subject, of.thresholds]),
    );
    expect(thresholds).toMatchObject({
      quota: [75, 90, 100, 'limit'],
      peak: [90, 100],
      overage: [50, 75, 90, 100],
      failures: [20, 40, 60, 80, 100],
      term: [60, 30, 14, 7, 3, 1, 0, 'grace'],
      acknowledgement: [30, 60, 90],
      sync: [50, 75, 90],
    });
    expect(Object.values(ALERT_DEFAULTS).every(({ enabled }) => enabled)).toBe(true);
  });
});
