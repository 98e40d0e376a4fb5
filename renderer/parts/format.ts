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
    number: (value: number) => number.format(value),
    /** 12.3K, for axes and cards. */
    compact: (value: number) => compact.format(value),
    /** Of a share between 0 and 1. */
    percent: (share: number) => percent.format(share),
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
      const digits = new Intl.NumberFormat(locale, { maximumFractionDigits: step === 0 ? 0 : 1 });
      return `${digits.format(size / 1_024 ** step)} ${['B', 'KiB', 'MiB', 'GiB', 'TiB'][step] ?? 'B'}`;
    },
  };
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
