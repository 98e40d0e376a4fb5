import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Item } from '../../api/site.ts';
import { useFormat } from '../../parts/format.ts';
import { useNow } from '../../parts/now.ts';
import { countEnough, type Day, projectPace } from './enough.ts';
import classes from './usage.module.css';

type SeatProps = { readonly rows: readonly Day[]; readonly item: Item; readonly days: number };

/** The answer for what is counted in seats. */
export function EnoughOfSeats({ rows, item, days }: SeatProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const enough = countEnough(rows, days);
  if (enough === null) return <Text c="dimmed">{t('usage.peakNone')}</Text>;
  const date = new Intl.DateTimeFormat(format.locale, { dateStyle: 'medium', timeZone: 'UTC' });
  const { seats, day, shares } = enough;
  const values = {
    day: date.format(day.at * 1_000),
    peak: format.number(day.peak),
    refused: format.number(day.refused),
  };
  const beyond = seats - item.quota;
  const compared = { figure: format.number(Math.abs(beyond)), quota: format.number(item.quota) };
  return (
    <>
      <p className={classes.enough}>{t('usage.enoughAll', { count: seats, figure: format.number(seats) })}</p>
      <p className={classes.enoughText}>
        {t(beyond > 0 ? 'usage.enoughMore' : beyond < 0 ? 'usage.enoughFewer' : 'usage.enoughExact', compared)}
      </p>
      <p className={classes.enoughText}>{t(day.refused > 0 ? 'usage.enoughFrom' : 'usage.enoughFromPeak', values)}</p>
      <table className={classes.shares} aria-label={t('usage.enoughRows')}>
        <tbody>
          {shares.map(({ share, seats: few }) => (
            <tr key={share}>
              <td>{format.percent(share)}</td>
              <td>{t('usage.enoughShare', { count: few, seats: format.number(few) })}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

type UnitProps = {
  readonly item: Item;
  readonly units: number;
  readonly span: { readonly from: number; readonly to: number };
};

/** The answer for what is counted in units. */
export function EnoughOfUnits({ item, units, span }: UnitProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const { used, quota, end } = item;
  const own = item.terms.find(({ start }) => start === item.start)?.unit ?? null;
  const unit = own === null ? t('usage.units') : `${t('usage.units')} (${own})`;
  // Neither what lies ahead nor the time before the item was here slows the pace.
  const begun = Math.max(span.from, item.importedAt, Math.min(...item.terms.map(({ start }) => start)));
  const days = (Math.min(span.to, now) - begun) / 86_400;
  const { perDay, atEnd, until } = projectPace({ used, quota, end, units, days, now });
  const beyond = atEnd - quota;
  const compared = {
    figure: format.number(Math.abs(beyond)),
    quota: format.number(quota),
    until: until === null ? '' : format.date(until),
  };
  return (
    <>
      <p className={classes.enough}>{t('usage.paceAll', { figure: format.number(atEnd), unit })}</p>
      <p className={classes.enoughText}>{t(until === null ? 'usage.paceFewer' : 'usage.paceMore', compared)}</p>
      <p className={classes.enoughText}>
        {t('usage.pace', {
          pace: format.number(Math.round(perDay)),
          projected: format.number(atEnd),
          end: format.date(end),
        })}
      </p>
    </>
  );
}
