/** One line, or one part of each bar. */
export type ChartSeries = {
  readonly key: string;
  readonly name: string;
  /** One figure for each moment of the chart. */
  readonly values: readonly number[];
};

/** What a chart shows: the starts of equal spans of time, and a figure of each series for every one. */
export type ChartData = {
  readonly at: readonly number[];
  /** Seconds of each span. */
  readonly step: number;
  readonly series: readonly ChartSeries[];
};

type Sparse = { readonly at: readonly number[]; readonly series: readonly ChartSeries[] };

/** Fills the spans between `from` and `to` in which nothing was with zeros. */
export function fillSpans(
  { at, series }: Sparse,
  { from, to, step }: { from: number; to: number; step: number },
): ChartData {
  const first = from - (from % step);
  const count = Math.max(1, Math.ceil((to - first) / step));
  const moments = Array.from({ length: count }, (_, place) => first + place * step);
  const places = new Map(at.map((moment, place) => [moment, place]));
  const filled = series.map(({ values, ...one }) => ({
    ...one,
    values: moments.map((moment) => values[places.get(moment) ?? -1] ?? 0),
  }));
  return { at: moments, step, series: filled };
}

/** All series as one. */
export function together(data: ChartData, name: string): ChartData {
  const values = data.at.map((_, place) => sumAt(data, place));
  return { ...data, series: [{ key: 'all', name, values }] };
}

/** Each figure with all before it. */
export function runningTotal(data: ChartData): ChartData {
  const series = data.series.map(({ values, ...one }) => {
    let sum = 0;
    return {
      ...one,
      values: values.map((value) => {
        sum += value;
        return sum;
      }),
    };
  });
  return { ...data, series };
}

export function sumAt({ series }: Pick<ChartData, 'series'>, place: number): number {
  return series.reduce((sum, { values }) => sum + (values[place] ?? 0), 0);
}
