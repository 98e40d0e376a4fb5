import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { machineQuery } from '../../api/setup.ts';
import { useFormat } from '../../parts/format.ts';
import { useNow } from '../../parts/now.ts';
import classes from './recovery-sheet.module.css';

/** The code in groups; on paper also what it is of and for. */
export function RecoverySheet({ code }: { readonly code: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const { data } = useQuery(machineQuery);
  const groups = code.split('-').map((text, index) => ({ place: `group ${index + 1}`, text }));
  return (
    <div className={classes.sheet}>
      <p className={classes.onPaper}>{t('setup.recovery.sheetTitle')}</p>
      <ol className={classes.groups} aria-label={t('setup.recovery.code')}>
        {groups.map(({ place, text }) => (
          <li key={place}>{text}</li>
        ))}
      </ol>
      <p className={classes.onPaper}>
        {t('setup.recovery.sheetSite', { site: data?.site ?? '' })}
        <br />
        {t('setup.recovery.sheetMade', { date: format.exact(now) })}
        <br />
        {t('setup.recovery.sheetUse')}
      </p>
    </div>
  );
}
