import type { ChartData, ChartSeries } from './series.ts';
import classes from './time-chart.module.css';

type Props = {
  readonly data: ChartData;
  readonly kind: 'bars' | 'lines';
  readonly x: (place: number) => number;
  readonly y: (value: number) => number;
  /** Where the field begins. */
  readonly top: number;
  /** Pixels of one span. */
  readonly band: number;
  /** The span that is pointed at. */
  readonly here: number | null;
};

/** The bars or lines of a chart. */
export function ChartMarks({ data, kind, x, y, top, band, here }: Props) {
  const { series, at } = data;
  return (
    <>
      {here !== null && <line className={classes.here} x1={x(here)} x2={x(here)} y1={y(0)} y2={top} />}
      {kind === 'bars'
        ? at.map((moment, place) => <Bar key={moment} {...{ series, place, x, y, band }} />)
        : series.map((one, index) => <Line key={one.key} {...{ one, index, x, y }} />)}
      {kind === 'lines' &&
        here !== null &&
        series.map(({ key, values }, index) => (
          <circle
            key={key}
            className={classes.dot}
            data-series={index}
            cx={x(here)}
            cy={y(values[here] ?? 0)}
            r={3.5}
          />
        ))}
    </>
  );
}

type BarProps = Pick<Props, 'x' | 'y' | 'band'> & { readonly series: readonly ChartSeries[]; readonly place: number };

function Bar({ series, place, x, y, band }: BarProps) {
  const width = Math.max(1, Math.min(28, band * 0.72));
  let below = 0;
  return series.map(({ key, values }, index) => {
    const value = values[place] ?? 0;
    if (value === 0) return null;
    const bottom = y(below);
    below += value;
    const top = y(below);
    return (
      <rect
        key={key}
        className={classes.bar}
        data-series={index}
        x={x(place) - width / 2}
        width={width}
        y={top}
        height={Math.max(0.5, bottom - top)}
      />
    );
  });
}

type LineProps = Pick<Props, 'x' | 'y'> & { readonly one: ChartSeries; readonly index: number };

function Line({ one, index, x, y }: LineProps) {
  const path = one.values.map(
    (value, place) => `${place === 0 ? 'M' : 'L'}${x(place).toFixed(1)} ${y(value).toFixed(1)}`,
  );
  return <path className={classes.line} data-series={index} d={path.join('')} />;
}
