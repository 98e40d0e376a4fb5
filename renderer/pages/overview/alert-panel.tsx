import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Alert, openAlertsQuery } from '../../api/watch.ts';
import { placeOf } from '../../parts/alert-place.ts';
import { TextLink } from '../../parts/page-link.tsx';
import { Panel } from '../../parts/panel.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { StateShape } from '../../parts/state-badge.tsx';
import { Time } from '../../parts/time.tsx';
import { useAlertTitle } from '../../text/alert-title.ts';
import classes from './short-list.module.css';

const shown = 5;

export function AlertPanel() {
  const { t } = useTranslation();
  const { data, error } = useQuery(openAlertsQuery);
  const title = useAlertTitle();
  return (
    <Panel
      title={t('overview.openAlerts')}
      actions={
        <TextLink to="/alerts" size="sm">
          {t('overview.all')}
        </TextLink>
      }
      isFlush
    >
      {error !== null && <ProblemNotice problem={error} />}
      {data?.items.length === 0 && <p className={classes.none}>{t('overview.noAlerts')}</p>}
      <ul className={classes.list}>
        {newestOf(data?.items ?? []).map((alert) => (
          <li key={alert.id} className={classes.row}>
            <StateShape tone={severityOf(alert.message)} />
            <span className={classes.text}>
              <TextLink {...(placeOf(alert) ?? { to: '/alerts' })} c="inherit" size="sm">
                {title(alert)}
              </TextLink>
            </span>
            <span className={classes.when}>
              <Time at={alert.at} as="brief" />
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** Of several thresholds of one thing the newest says it all. */
function newestOf(alerts: readonly Alert[]): readonly Alert[] {
  const things = Map.groupBy(alerts, ({ subject, vendor, item, handshake }) =>
    [subject, vendor, item, handshake].join(),
  );
  return [...things.values()].flatMap((same) => same.slice(0, 1)).slice(0, shown);
}

function severityOf(message: unknown): 'warning' | 'critical' {
  return (message as { readonly severity?: string }).severity === 'critical' ? 'critical' : 'warning';
}
