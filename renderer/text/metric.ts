import { useTranslation } from 'react-i18next';
import type { en } from './en.ts';

export type Metric = keyof (typeof en)['metric'];

/** The name of a metric for people. */
export function useMetric(): (metric: string) => string {
  const { t, i18n } = useTranslation();
  return (metric) => (i18n.exists(`metric.${metric}`) ? t(`metric.${metric as Metric}`) : metric);
}
