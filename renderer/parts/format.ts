import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

/** Figures and instants in the language of the console and the habits of the browser's region. */
export type Format = ReturnType<typeof createFormat>;

export function useFormat(): Format {
  const { i18n } = useTranslation();
  return useMemo(() => createFormat(localeOf(i18n.language)), [i18n.language]);
}

/** `en` becomes `en-GB` where the browser says so. */
function localeOf(language: string): string {
  return navigator.languages.find((tag) => tag.startsWith(`${language}-`)) ?? language;
}

export function createFormat(locale: string) {
  const number = new Intl.NumberFormat(locale);
  const compact = new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 });
  const short = new Intl.NumberFormat(locale, { notation: 'compact', maximumSignificantDigits: 3 });
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
  const dateTime = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const second = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' });
  const exact = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'long' });
  const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const brief = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' });
  const unit = (name: string, value: number, digits = 0): string =>
    new Intl.NumberFormat(locale, {
      style: 'unit',
      unit: name,
      unitDisplay: 'long',
      maximumFractionDigits: digits,
    }).format(value);
  return {
    locale,
    /** Between thousands. */
    groupSign: number.formatToParts(10_000).find(({ type }) => type === 'group')?.value ?? '',
    /** Before fractions; a field that groups must know it too, also where it takes whole numbers only. */
    decimalSign: number.formatToParts(0.5).find(({ type }) => type === 'decimal')?.value ?? '.',
    number: (value: number) => number.format(value),
    /** 12.3K, for axes and cards. */
    compact: (value: number) => inCapitals(compact.formatToParts(value)),
    /** 6.7k, for the cells of a map; German would write such figures out. */
    tiny: (value: number) => {
      const step = value < 1_000 ? 0 : Math.min(3, Math.floor(Math.log10(value) / 3));
      const digits = new Intl.NumberFormat(locale, { maximumSignificantDigits: step === 0 ? 3 : 2 });
      return `${digits.format(value / 1_000 ** step)}${['', 'k', 'M', 'G'][step] ?? ''}`;
    },
    /** 4.03M, where the figure matters but has no room. */
    short: (value: number) => inCapitals(short.formatToParts(value)),
    /** Of a share between 0 and 1, with a space in every language. Something is never 0 %. */
    percent: (share: number) =>
      share > 0 && share < 0.01 ? `< ${spaced(percent.formatToParts(0.01))}` : spaced(percent.formatToParts(share)),
    /** Epoch seconds as local date. */
    date: (at: number) => date.format(at * 1_000),
    /** Epoch seconds as local date and time, to the minute. */
    dateTime: (at: number) => dateTime.format(at * 1_000),
    /** Epoch seconds as local date and time, to the second. */
    second: (at: number) => second.format(at * 1_000),
    /** Epoch seconds as local date and time with seconds and zone. */
    exact: (at: number) => exact.format(at * 1_000),
    /** Epoch seconds as local time of day. */
    clock: (at: number) => clock.format(at * 1_000),
    /** Epoch seconds as UTC, as machines write it. */
    utc: (at: number) => `${new Date(at * 1_000).toISOString().slice(0, 19).replace('T', ' ')} UTC`,
    /** How far `at` lies from `now`, both epoch seconds, in its largest unit. */
    relative: (at: number, now: number, isBrief = false) => {
      const words = isBrief ? brief : relative;
      // The clock of the page moves in steps, so that what just happened may seem to lie ahead.
      if (Math.abs(at - now) < 15) return words.format(0, 'second');
      const [name, size] = unitOf(Math.abs(at - now));
      return words.format(Math.trunc((at - now) / size), name);
    },
    /** A span of seconds in its largest whole unit: "3 days". */
    span: (seconds: number) => {
      const [name, size] = unitOf(seconds);
      return unit(name, Math.floor(seconds / size));
    },
    days: (count: number) => unit('day', count),
    /** Bytes, in steps of 1 024. */
    bytes: (size: number) => {
      const step = size < 1_024 ? 0 : Math.min(4, Math.floor(Math.log2(size) / 10));
      const value = size / 1_024 ** step;
      const digits = new Intl.NumberFormat(locale, { maximumFractionDigits: step === 0 || value >= 100 ? 0 : 1 });
      return `${digits.format(value)} ${['B', 'KiB', 'MiB', 'GiB', 'TiB'][step] ?? 'B'}`;
    },
  };
}

/** British English writes a million as a small m, which elsewhere is a metre or a minute. */
function inCapitals(parts: readonly Intl.NumberFormatPart[]): string {
  return parts.map(({ type, value }) => (type === 'compact' && value === 'm' ? 'M' : value)).join('');
}

/** As the rest of the texts write it: 98 %. */
function spaced(parts: readonly Intl.NumberFormatPart[]): string {
  return parts
    .filter(({ type }) => type !== 'literal')
    .map(({ type, value }) => (type === 'percentSign' ? `\u00A0${value}` : value))
    .join('');
}

const units = [
  ['year', 365 * 86_400],
  ['month', 30 * 86_400],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

/** A unit fits from two of it on, so that 40 days stay days. */
function unitOf(
  seconds: number,
): readonly [name: 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second', size: number] {
  return units.find(([name, size]) => seconds >= size * (name === 'month' || name === 'year' ? 2 : 1)) ?? ['second', 1];
}
