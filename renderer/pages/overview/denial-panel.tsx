import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { latestDenialsQuery } from '../../api/watch.ts';
import { useFormat } from '../../parts/format.ts';
import { TextLink } from '../../parts/page-link.tsx';
import { Panel } from '../../parts/panel.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { Time } from '../../parts/time.tsx';
import { useDenialText } from '../../text/denial-text.ts';
import classes from './short-list.module.css';

const shown = 5;

export function DenialPanel() {
  const { t } = useTranslation();
  const format = useFormat();
  const denialText = useDenialText();
  const { data, error } = useQuery(latestDenialsQuery);
  return (
    <Panel
      title={t('overview.latestDenials')}
      actions={
        <TextLink to="/denials" size="sm">
          {t('overview.all')}
        </TextLink>
      }
      isFlush
    >
      {error !== null && <ProblemNotice problem={error} />}
      {data?.items.length === 0 && <p className={classes.none}>{t('overview.noDenials')}</p>}
      <ul className={classes.list}>
        {data?.items
          .slice(0, shown)
          .map(({ vendor, code, handshake, product, device, address, last, count, paused }) => (
            <li key={`${vendor} ${code} ${handshake} ${product} ${device} ${address} ${last}`} className={classes.row}>
              <span className={classes.text}>
                <TextLink to="/denials" search={{ code, handshake }} c="inherit" size="sm">
                  {denialText({ code, count, paused }).meaning}
                </TextLink>
                <span className={classes.more}>
                  {[product, handshake, address].filter((text) => text !== '').join(' · ')}
                  {count > 1 && ` · ${t('overview.times', { count, formatted: format.number(count) })}`}
                </span>
              </span>
              <span className={classes.when}>
                <Time at={last} as="brief" />
              </span>
            </li>
          ))}
      </ul>
    </Panel>
  );
}
