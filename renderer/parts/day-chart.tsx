import '@mantine/charts/styles.css';
import { BarChart, LineChart } from '@mantine/charts';
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
  { color: 'accent.7', dash: '0' },
  { color: 'orange.8', dash: '6 3' },
  { color: 'grape.7', dash: '2 3' },
  { color: 'teal.8', dash: '8 2 2 2' },
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
    withLegend: series.length > 1,
    tickLine: 'none' as const,
    gridAxis: 'y' as const,
    yAxisProps: { width: 44, tickFormatter: format.compact, allowDecimals: false },
    xAxisProps: { minTickGap: 24 },
    legendProps: { verticalAlign: 'bottom' as const, height: 28 },
  };
  return (
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
  );
}

function sayOf(name: string, values: readonly number[], say: (value: number) => string): string {
  return `${name}: ${say(values.at(-1) ?? 0)}, max. ${say(Math.max(...values, 0))}`;
}
