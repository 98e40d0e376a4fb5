import { evenPlaces } from './scale.ts';

const day = 86_400;

/** Names of the spans of a chart: UTC days by their date, hours by the local clock. */
export function spanFormat(locale: string, step: number) {
  const isDay = step >= day;
  const zone = isDay ? { timeZone: 'UTC' } : {};
  const short = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', ...zone });
  const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' });
  const full = new Intl.DateTimeFormat(
    locale,
    isDay
      ? { dateStyle: 'full', ...zone }
      : { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', timeZoneName: 'short' },
  );
  return {
    /** For the axis. */
    axis: (at: number): string => {
      const date = new Date(at * 1_000);
      return isDay || date.getHours() === 0 ? short.format(date) : clock.format(date);
    },
    /** Which spans are named on the axis, `count` at most: of hours those at midnight, and at noon where there is room. */
    places: (at: readonly number[], count: number): readonly number[] => {
      if (isDay) return evenPlaces(at.length, count);
      const halves = at.flatMap((moment, place) => (new Date(moment * 1_000).getHours() % 12 === 0 ? [place] : []));
      const nights = halves.filter((place) => new Date((at[place] ?? 0) * 1_000).getHours() === 0);
      const named = halves.length <= count ? halves : nights;
      return evenPlaces(named.length, count).map((index) => named[index] ?? 0);
    },
    /** For what is said of one span. */
    full: (at: number): string => `${full.format(at * 1_000)}${isDay ? ' (UTC)' : ''}`,
  };
}
