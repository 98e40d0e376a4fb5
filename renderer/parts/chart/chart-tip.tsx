import { useTranslation } from 'react-i18next';
import { useFormat } from '../format.ts';
import { type ChartData, sumAt } from './series.ts';
import classes from './time-chart.module.css';

type Props = {
  readonly data: ChartData;
  readonly place: number;
  readonly unit: string;
  readonly title: string;
  readonly isSummed: boolean;
  /** Pixels from the left at which it points, and those there are. */
  readonly left: number;
  readonly width: number;
};

/** What the span says that is pointed at. */
export function ChartTip({ data, place, unit, title, isSummed, left, width }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const side = left > width / 2 ? { right: width - left + 12 } : { left: left + 12 };
  return (
    <div className={classes.tip} style={side} aria-hidden="true">
      <div className={classes.tipTitle}>{title}</div>
      <table>
        <tbody>
          {data.series.map(({ key, name, values }, index) => (
            <tr key={key}>
              <td>
                <i className={classes.swatch} data-series={index} /> {name}
              </td>
              <td>{format.number(values[place] ?? 0)}</td>
            </tr>
          ))}
          {isSummed && data.series.length > 1 && (
            <tr className={classes.tipSum}>
              <td>{t('usage.sum')}</td>
              <td>{format.number(sumAt(data, place))}</td>
            </tr>
          )}
        </tbody>
      </table>
      <div className={classes.tipUnit}>{unit}</div>
    </div>
  );
}
