import '@mantine/charts/styles.css';
import { BarChart, LineChart } from '@mantine/charts';
import { ChartLegend } from './chart-legend.tsx';
import classes from './day-chart.module.css';
import { useFormat } from './format.ts';

type Props = {
  /** What is drawn, for those who hear it. */
  readonly label: string;
  /** Start of the first UTC day. */
  readonly from: number;
  readonly as: 'bars' | 'lines';
  /** One figure a day each. */
  readonly series: readonly { readonly name: string; readonly values: readonly number[] }[];
  readonly height?: number;
};

/** Told apart by colour and by dash. */
const looks = [
  { color: 'var(--cw-chart-1)', dash: '0' },
  { color: 'var(--cw-chart-2)', dash: '6 3' },
  { color: 'var(--cw-chart-3)', dash: '2 3' },
  { color: 'var(--cw-chart-4)', dash: '8 2 2 2' },
] as const;

/** Figures by UTC day. */
export function DayChart({ label, from, as, series, height = 180 }: Props) {
  const format = useFormat();
  const days = series[0]?.values.length ?? 0;
  const dayName = new Intl.DateTimeFormat(format.locale, { day: 'numeric', month: 'short', timeZone: 'UTC' });
  const data = Array.from({ length: days }, (_, index) => ({
    day: dayName.format((from + index * 86_400) * 1_000),
    ...Object.fromEntries(series.map(({ values }, at) => [`s${at}`, values[index] ?? 0])),
  }));
  const drawn = series.map(({ name }, at) => {
    const { color, dash } = looks[at % looks.length] ?? looks[0];
    return { name: `s${at}`, label: name, color, strokeDasharray: dash };
  });
  const common = {
    h: height,
    data,
    dataKey: 'day',
    series: drawn,
    valueFormatter: format.number,
    tickLine: 'none' as const,
    gridAxis: 'x' as const,
    yAxisProps: { width: 44, tickFormatter: format.compact, allowDecimals: false },
    xAxisProps: { minTickGap: 24 },
  };
  return (
    <figure className={classes.figure}>
      <div
        role="img"
        aria-label={`${label}. ${series.map(({ name, values }) => sayOf(name, values, format.number)).join('; ')}`}
      >
        {as === 'bars' ? (
          <BarChart {...common} barProps={{ isAnimationActive: false }} />
        ) : (
          <LineChart {...common} withDots={false} curveType="stepAfter" lineProps={{ isAnimationActive: false }} />
        )}
      </div>
      {series.length > 1 && <ChartLegend entries={drawn} />}
    </figure>
  );
}

function sayOf(name: string, values: readonly number[], say: (value: number) => string): string {
  return `${name}: ${say(values.at(-1) ?? 0)}, max. ${say(Math.max(...values, 0))}`;
}
