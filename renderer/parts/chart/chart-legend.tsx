import type { ChartSeries } from './series.ts';
import classes from './time-chart.module.css';

type Props = {
  readonly id: string;
  readonly series: readonly ChartSeries[];
  readonly kind: 'bars' | 'lines';
  readonly mark: { readonly value: number; readonly name: string } | undefined;
};

/** Which colour and dash is which; a single series says it in the chart's name. */
export function ChartLegend({ id, series, kind, mark }: Props) {
  if (series.length < 2 && mark === undefined) return <figcaption id={id} className={classes.none} />;
  return (
    <figcaption id={id} className={classes.legend}>
      {series.length > 1 &&
        series.map(({ key, name }, index) => (
          <span key={key} className={classes.legendItem}>
            {kind === 'bars' ? (
              <i className={classes.swatch} data-series={index} />
            ) : (
              <svg width="22" height="8" aria-hidden="true">
                <path className={classes.line} data-series={index} d="M0 4H22" />
              </svg>
            )}
            {name}
          </span>
        ))}
      {mark !== undefined && (
        <span className={classes.legendItem}>
          <svg width="22" height="8" aria-hidden="true">
            <path className={classes.mark} d="M0 4H22" />
          </svg>
          {mark.name}
        </span>
      )}
    </figcaption>
  );
}
