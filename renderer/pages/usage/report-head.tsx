import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { statusQuery } from '../../api/site.ts';
import { useFormat } from '../../parts/format.ts';
import { useItemName } from '../../parts/names.ts';
import { useNow } from '../../parts/now.ts';
import classes from './usage.module.css';
import { day, type UsageView } from './use-usage-view.ts';

/** On paper: of what time, site and parts the report is. */
export function ReportHead({ view }: { readonly view: UsageView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const itemName = useItemName();
  const { data: status } = useQuery(statusQuery);
  const { from, to, filters } = view;
  const date = new Intl.DateTimeFormat(format.locale, { dateStyle: 'long', timeZone: 'UTC' });
  const dateText = (at: number): string => date.format(at * 1_000);
  const { vendor = '', item, handshake, feature } = filters;
  const narrowed = [item === undefined ? undefined : itemName(vendor, item), handshake, feature];
  return (
    <header className={classes.onPaper}>
      <p className={classes.reportTitle}>
        {t('usage.reportTitle', { from: from === null ? '…' : dateText(from), to: dateText(to - day) })}
      </p>
      <p>{narrowed.filter((text) => text !== undefined).join(' · ') || t('usage.allItems')}</p>
      <p>{t('usage.reportMade', { at: format.exact(now), site: status?.site ?? '' })}</p>
    </header>
  );
}
