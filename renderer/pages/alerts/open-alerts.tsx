import { Button, Skeleton } from '@mantine/core';
import { IconBellCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Alert, dismissAlerts, openAlertListQuery, restoreAlerts } from '../../api/alerts.ts';
import { useChange } from '../../api/queries.ts';
import { useMay } from '../../api/session.ts';
import { itemsQuery } from '../../api/site.ts';
import { placeOf } from '../../parts/alert-place.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { useFormat } from '../../parts/format.ts';
import { ButtonLink } from '../../parts/page-link.tsx';
import { Panel } from '../../parts/panel.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { StateShape } from '../../parts/state-badge.tsx';
import { tellDone } from '../../parts/tell-done.tsx';
import { Time } from '../../parts/time.tsx';
import { groupsOf } from './alert-groups.ts';
import { useAlertText } from './alert-text.ts';
import classes from './alerts.module.css';

/** What is open, each thing once with its newest threshold, the worst first. */
export function OpenAlerts() {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(openAlertListQuery);
  const groups = groupsOf(data?.items ?? []);
  return (
    <Panel isFlush>
      {error !== null && <ProblemNotice problem={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton height={120} m="md" w="auto" />}
      {data !== undefined && groups.length === 0 && (
        <EmptyState title={t('alerts.none')} next={t('alerts.noneNext')} icon={IconBellCheck} />
      )}
      <ul className={classes.list}>
        {groups.map(([newest, ...earlier]) => (
          <OpenAlert key={newest.id} newest={newest} earlier={earlier} />
        ))}
      </ul>
    </Panel>
  );
}

function OpenAlert({ newest, earlier }: { readonly newest: Alert; readonly earlier: readonly Alert[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { title, says, next } = useAlertText()(newest);
  const now = useUsedNow(newest);
  const mayDismiss = useMay('operator');
  const undo = useChange({
    run: restoreAlerts,
    touches: ['alerts', 'status'],
    onDone: () => tellDone(t('alerts.restored')),
  });
  const { mutate, isPending, error } = useChange({
    run: dismissAlerts,
    touches: ['alerts', 'status'],
    onDone: (_, ids) => tellDone(t('alerts.dismissed'), { label: t('alerts.undo'), run: () => undo.mutateAsync(ids) }),
  });
  const place = placeOf(newest);
  const { severity } = newest.message;
  const count = earlier.length;
  return (
    <li className={classes.alert}>
      <span className={classes.shape} title={t(`alerts.severity.${severity}`)}>
        <StateShape tone={severity} size={12} />
      </span>
      <div>
        <h2 className={classes.title}>{title}</h2>
        <p className={classes.says}>
          {says} {now}
        </p>
        <p className={classes.next}>{next}</p>
        <p className={classes.meta}>
          {t(`alerts.severity.${severity}`)} · {t('alerts.since')} <Time at={newest.at} />
          {count > 0 && ` · ${t('alerts.earlier', { count, formatted: format.number(count) })}`}
        </p>
        {error !== null && <ProblemNotice problem={error} />}
      </div>
      <div className={classes.actions}>
        {place !== null && (
          <ButtonLink to={place.to} search={place.search} variant="default">
            {t('alerts.look')}
          </ButtonLink>
        )}
        {mayDismiss && (
          <Button
            variant="default"
            loading={isPending}
            onClick={() => mutate([newest, ...earlier].map(({ id }) => id))}
          >
            {t('alerts.dismissAll', { count: count + 1, formatted: format.number(count + 1) })}
          </Button>
        )}
      </div>
    </li>
  );
}

/** An alert keeps the figure that it was raised with, maybe weeks ago: what it is now, where it is another. */
function useUsedNow({ subject, vendor, item: id, message }: Alert): string {
  const { t } = useTranslation();
  const format = useFormat();
  const { data } = useQuery(itemsQuery);
  const item = data?.items.find((one) => one.vendor === vendor && one.id === id);
  const raised = (message.facts ?? {}) as { readonly used?: unknown; readonly quota?: unknown };
  if (subject !== 'quota' || item === undefined) return '';
  if (item.used === raised.used && item.quota === raised.quota) return '';
  return t('alerts.now', { used: format.number(item.used), quota: format.number(item.quota) });
}
