import { VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../format.ts';
import classes from './heat-map.module.css';
import type { WeekFigures } from './week-figures.ts';

type Props = {
  readonly label: string;
  readonly figures: WeekFigures;
  /** What is counted, as it stands behind a figure. */
  readonly unit: string;
  /** From here on cells are marked. */
  readonly limit?: number;
};

/** The week hour by hour, darker where there is more; every figure can be read. */
export function HeatMap({ label, figures, unit, limit }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const most = Math.max(1, ...figures.flat().map((figure) => figure ?? 0));
  // 2024-01-01 was a Monday.
  const weekday = new Intl.DateTimeFormat(format.locale, { weekday: 'short', timeZone: 'UTC' });
  const names = figures.map((_, day) => weekday.format(Date.UTC(2024, 0, 1 + day)));
  return (
    <table className={classes.map} aria-label={label}>
      <thead>
        <tr>
          <td />
          {hours.map((hour) => (
            <th key={hour} scope="col">
              <VisuallyHidden>{t('usage.hour', { hour })}</VisuallyHidden>
              {hour % 3 === 0 && <span aria-hidden>{hour}</span>}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {figures.map((row, day) => (
          <tr key={names[day]}>
            <th scope="row">{names[day]}</th>
            {hours.map((hour) => {
              const figure = row[hour] ?? null;
              const said = figure === null ? t('usage.noFigure') : `${format.number(figure)} ${unit}`;
              return (
                <td
                  key={hour}
                  data-shade={figure === null ? 'none' : shadeOf(figure, most)}
                  data-full={limit !== undefined && figure !== null && figure >= limit ? '' : undefined}
                  title={`${names[day]} ${t('usage.hour', { hour })}: ${said}`}
                >
                  {figure === null ? '' : format.tiny(figure)}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const hours = Array.from({ length: 24 }, (_, hour) => hour);

/** One of six shades; nothing has none. */
function shadeOf(figure: number, most: number): number {
  return figure === 0 ? 0 : Math.max(1, Math.ceil((figure / most) * 5));
}
