import { expect } from 'vitest';
import { evaluateAlerts } from '../../../licensing/alert.ts';
import { ALERT_DEFAULTS } from '../../../licensing/alert-settings.ts';
import {
  failureFigure,
  overageFigure,
  peakFigure,
  quotaFigure,
  standingOf,
  termFigure,
} from '../../../licensing/figure.ts';
import type { Metric } from '../../../licensing/item.ts';
import { DAY, END, item, NOW, START, term } from '../given.ts';

import { one, type Row } from './rows.ts';

export const alerts: readonly Row[] = [
  [
    '6',
    'Each threshold fires once, and again only after the figure fell 5 points below it or a new term began',
    () => {
      const figure = (used: number, start = START) => [
        quotaFigure(item(), term('device', { quota: 100, start }), used),
      ];
      const { fire } = evaluateAlerts(figure(75), [], ALERT_DEFAULTS, NOW);
      expect(fire).toHaveLength(1);
      expect(evaluateAlerts(figure(76), fire, ALERT_DEFAULTS, NOW)).toEqual({ fire: [], clear: [] });
      expect(evaluateAlerts(figure(71), fire, ALERT_DEFAULTS, NOW).clear).toEqual([]);
      expect(evaluateAlerts(figure(70), fire, ALERT_DEFAULTS, NOW).clear).toHaveLength(1);
      const fallen = fire.map((alert) => ({ ...alert, active: false }));
      expect(evaluateAlerts(figure(75), fallen, ALERT_DEFAULTS, NOW).fire).toHaveLength(1);
      expect(evaluateAlerts(figure(75, NOW), fire, ALERT_DEFAULTS, NOW).fire).toHaveLength(1);
    },
  ],
  [
    '6',
    'Daily peaks at most once in 7 days',
    () => {
      const figure = (peak: number) => [peakFigure(item(), term('concurrent-device', { quota: 100 }), peak)];
      const fired = evaluateAlerts(figure(90), [], ALERT_DEFAULTS, NOW).fire.map((alert) => ({
        ...alert,
        active: false,
      }));
      expect(evaluateAlerts(figure(90), fired, ALERT_DEFAULTS, NOW + 7 * DAY - 1).fire).toEqual([]);
      expect(evaluateAlerts(figure(90), fired, ALERT_DEFAULTS, NOW + 7 * DAY).fire).toHaveLength(1);
    },
  ],
  [
    '6',
    'Several that fire together become one message',
    () => {
      const { fire } = evaluateAlerts(
        [quotaFigure(item(), term('device', { quota: 10 }), 11)],
        [],
        ALERT_DEFAULTS,
        NOW,
      );
      expect(fire.map(({ threshold }) => threshold)).toEqual([75, 90, 100, 'limit']);
    },
  ],
  [
    '6',
    'quota of usage, device, server: 75, 90, 100 %, and the limit (105 / 110 %)',
    () => {
      const limit = (metric: Metric) =>
        [
          quotaFigure(one(metric), term(metric, { quota: 100 }), 104),
          quotaFigure(one(metric), term(metric, { quota: 100 }), 110),
        ].map((figure) => standingOf(figure, 'limit'));
      expect([limit('usage'), limit('device')]).toEqual([
        ['between', 'reached'],
        ['left', 'reached'],
      ]);
      expect(standingOf(quotaFigure(one('usage'), term('usage', { quota: 100 }), 105), 'limit')).toBe('reached');
    },
  ],
  [
    '6',
    'overage budget spent: 50, 75, 90, 100 %',
    () => {
      const { fire } = evaluateAlerts(
        [overageFigure(item(), term('concurrent-device', { quota: 1 }), 900)!],
        [],
        ALERT_DEFAULTS,
        NOW,
      );
      expect(fire.map(({ threshold }) => threshold)).toEqual([50, 75, 90]);
    },
  ],
  [
    '6',
    'failed authorizations of a code, share over the last 60 minutes (at least 10 requests): 20, 40, 60, 80, 100 %',
    () => {
      const at = (requests: number, failed: number) =>
        evaluateAlerts([failureFigure({ vendor: 'acme', name: 'c' }, requests, failed)], [], ALERT_DEFAULTS, NOW).fire
          .length;
      expect([at(9, 9), at(10, 1), at(10, 2), at(10, 10)]).toEqual([0, 0, 1, 5]);
    },
  ],
  [
    '6',
    'term: 60, 30, 14, 7, 3, 1 days before the end; at the end; at the end of grace',
    () => {
      const at = (now: number) => evaluateAlerts([termFigure(item(), now)], [], ALERT_DEFAULTS, NOW).fire.length;
      expect([60, 30, 14, 7, 3, 1, 0, -7].map((days) => at(END - days * DAY))).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
      expect([60, 30, 14, 7, 3, 1, 0, -7].map((days) => at(END - days * DAY - 1))).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    },
  ],
];
