import { useElementSize } from '@mantine/hooks';
import { type KeyboardEvent, type PointerEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../format.ts';
import { ChartLegend } from './chart-legend.tsx';
import { ChartMarks } from './chart-marks.tsx';
import { ChartTip } from './chart-tip.tsx';
import { ticksUpTo } from './scale.ts';
import { type ChartData, sumAt } from './series.ts';
import { spanFormat } from './span-format.ts';
import classes from './time-chart.module.css';

type Props = {
  /** What is shown, for those who hear it. */
  readonly label: string;
  readonly data: ChartData;
  readonly kind: 'bars' | 'lines';
  /** What is counted, as it stands behind a figure. */
  readonly unit: string;
  readonly height?: number;
  /** A line across, such as a quota. */
  readonly mark?: { readonly value: number; readonly name: string };
  /** What the series make together is a figure of its own. */
  readonly isSummed?: boolean;
  /** Long names stand in lines beside the chart, where the window is wide enough. */
  readonly hasLegendBeside?: boolean;
};

const usualHeight = 260;
const margin = { top: 20, right: 8, bottom: 24, left: 52 };

/** Figures over time; where there is none yet, that is said instead of drawing a scale for nothing. */
export function TimeChart(props: Props) {
  const { data, mark, height = usualHeight } = props;
  const hasFigures = data.series.some(({ values }) => values.some((value) => value > 0));
  return hasFigures || mark !== undefined ? <DrawnChart {...props} /> : <NoFigures height={height} />;
}

function NoFigures({ height }: { readonly height: number }) {
  const { t } = useTranslation();
  return (
    <p className={classes.noFigures} style={{ height }}>
      {t('parts.noFigures')}
    </p>
  );
}

/** Pointer and arrow keys walk through the spans, each of which is said in full. */
function DrawnChart({ label, data, kind, unit, height = usualHeight, mark, isSummed = true, ...props }: Props) {
  const format = useFormat();
  const id = useId();
  const { ref, width } = useElementSize();
  const [place, setPlace] = useState<number | null>(null);
  const { at, step, series } = data;
  const names = spanFormat(format.locale, step);
  const tops = at.map((_, index) =>
    kind === 'bars' ? sumAt(data, index) : Math.max(0, ...series.map(({ values }) => values[index] ?? 0)),
  );
  const ticks = ticksUpTo(Math.max(mark?.value ?? 0, ...tops));
  const top = ticks.at(-1) ?? 1;
  const inner = { width: Math.max(0, width - margin.left - margin.right), height: height - margin.top - margin.bottom };
  const x = (index: number): number => margin.left + ((index + 0.5) * inner.width) / at.length;
  const y = (value: number): number => margin.top + inner.height * (1 - value / top);
  const said = (index: number): string => {
    const figures = series.map(({ name, values }) => `${name} ${format.number(values[index] ?? 0)}`);
    return `${names.full(at[index] ?? 0)}: ${figures.join(', ')} ${unit}`;
  };
  const point = ({ clientX, currentTarget }: PointerEvent<HTMLElement>): void => {
    const left = clientX - currentTarget.getBoundingClientRect().left;
    const index = Math.floor((left / Math.max(1, inner.width)) * at.length);
    setPlace(Math.min(at.length - 1, Math.max(0, index)));
  };
  const walk = (event: KeyboardEvent): void => {
    const here = place ?? at.length - 1;
    const next = { ArrowLeft: here - 1, ArrowRight: here + 1, Home: 0, End: at.length - 1 }[event.key];
    if (event.key === 'Escape') setPlace(null);
    if (next === undefined) return;
    event.preventDefault();
    setPlace(Math.min(at.length - 1, Math.max(0, next)));
  };
  return (
    <figure className={classes.figure} data-beside={props.hasLegendBeside ? '' : undefined} aria-label={label}>
      <div className={classes.place} ref={ref} style={{ height }}>
        {width > 0 && (
          <svg width={width} height={height} aria-hidden="true" className={classes.svg}>
            {ticks.map((tick) => (
              <g key={tick}>
                <line className={classes.grid} x1={margin.left} x2={width - margin.right} y1={y(tick)} y2={y(tick)} />
                <text className={classes.tick} x={margin.left - 8} y={y(tick)} dy="0.32em" textAnchor="end">
                  {format.compact(tick)}
                </text>
              </g>
            ))}
            <text className={classes.tick} x={0} y={8}>
              {unit}
            </text>
            {names.places(at, inner.width / 72).map((index) => (
              <text key={index} className={classes.tick} x={x(index)} y={height - 6} textAnchor="middle">
                {names.axis(at[index] ?? 0)}
              </text>
            ))}
            <ChartMarks {...{ data, kind, x, y }} top={margin.top} band={inner.width / at.length} here={place} />
            {mark !== undefined && (
              <line
                className={classes.mark}
                x1={margin.left}
                x2={width - margin.right}
                y1={y(mark.value)}
                y2={y(mark.value)}
              />
            )}
          </svg>
        )}
        <div
          className={classes.field}
          style={{ left: margin.left, right: margin.right, top: margin.top, bottom: margin.bottom }}
          role="slider"
          tabIndex={0}
          aria-label={label}
          aria-valuemin={0}
          aria-valuemax={at.length - 1}
          aria-valuenow={place ?? at.length - 1}
          aria-valuetext={said(place ?? at.length - 1)}
          aria-describedby={id}
          onPointerMove={point}
          onPointerLeave={() => setPlace(null)}
          onKeyDown={walk}
          onBlur={() => setPlace(null)}
        />
        {place !== null && width > 0 && (
          <ChartTip
            {...{ data, place, unit, isSummed }}
            title={names.full(at[place] ?? 0)}
            left={x(place)}
            width={width}
          />
        )}
      </div>
      <ChartLegend id={id} series={series} kind={kind} mark={mark} />
    </figure>
  );
}
