import { useTranslation } from 'react-i18next';
import { type ChartData, sumAt } from '../../parts/chart/series.ts';
import { useFormat } from '../../parts/format.ts';
import classes from './usage.module.css';
import { day } from './use-usage-view.ts';

/** The figures of the whole time in a line. */
export function UsageTotals({ data }: { readonly data: ChartData }) {
  const { t } = useTranslation();
  const format = useFormat();
  const byDay = new Map<number, number>();
  for (const [place, at] of data.at.entries()) {
    const start = at - (at % day);
    byDay.set(start, (byDay.get(start) ?? 0) + sumAt(data, place));
  }
  const sum = [...byDay.values()].reduce((all, count) => all + count, 0);
  const first = [...byDay].find(([, count]) => count > 0)?.[0] ?? 0;
  const days = [...byDay.keys()].filter((at) => at >= first);
  const isLater = days.length < byDay.size;
  const [busiest, most] = [...byDay].reduce((best, one) => (one[1] > best[1] ? one : best), [0, 0]);
  const date = new Intl.DateTimeFormat(format.locale, { dateStyle: 'medium', timeZone: 'UTC' });
  const average = format.number(Math.round(sum / Math.max(1, days.length)));
  // Days before anything was reported say nothing about a usual one.
  const perDay = isLater ? t('usage.perDaySince', { average, date: date.format(first * 1_000) }) : average;
  const figures = [
    [t('usage.totalUnits'), format.number(sum)],
    [t('usage.perDay'), perDay],
    [t('usage.busiest'), `${format.number(most)} · ${date.format(busiest * 1_000)}`],
  ] as const;
  return (
    <dl className={classes.totals}>
      {figures.map(([name, figure]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{figure}</dd>
        </div>
      ))}
    </dl>
  );
}
