import { readMetrics } from '../../metrics.ts';
import { defineRoute, type Route } from '../route.ts';

export const metricsRoutes: readonly Route[] = [
  defineRoute(
    'GET /metrics',
    {
      right: 'metrics',
      summary: 'Metrics in the text format of Prometheus; a token of the role `metrics` is enough',
      answer: 'text/plain; version=0.0.4; charset=utf-8',
    },
    async ({ deps }) => ({ content: await readMetrics(deps) }),
  ),
];
