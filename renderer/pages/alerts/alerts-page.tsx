import { Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { openAlertListQuery } from '../../api/alerts.ts';
import { useFormat } from '../../parts/format.ts';
import { PageHeader } from '../../parts/page-header.tsx';
import { useSearchParam } from '../../parts/search-param.ts';
import { groupsOf } from './alert-groups.ts';
import classes from './alerts.module.css';
import { Channels } from './channels.tsx';
import { OpenAlerts } from './open-alerts.tsx';
import { PastAlerts } from './past-alerts.tsx';
import { Thresholds } from './thresholds.tsx';

const TABS = ['open', 'past', 'thresholds', 'channels'] as const;

export function AlertsPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const [asked, setTab] = useSearchParam('tab');
  const tab = TABS.find((one) => one === asked) ?? 'open';
  const { data } = useQuery(openAlertListQuery);
  const open = groupsOf(data?.items ?? []).length;
  return (
    <>
      <PageHeader title={t('alerts.title')} hint={t('alerts.hint')} />
      <Tabs
        value={tab}
        onChange={(next) => setTab(next === 'open' || next === null ? '' : next)}
        className={classes.tabs ?? ''}
        keepMounted={false}
      >
        <Tabs.List mb="md">
          {TABS.map((one) => (
            <Tabs.Tab key={one} value={one}>
              {t(`alerts.tabs.${one}`)}
              {one === 'open' && open > 0 && ` (${format.number(open)})`}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="open">
          <OpenAlerts />
        </Tabs.Panel>
        <Tabs.Panel value="past" className={classes.fill ?? ''}>
          <PastAlerts />
        </Tabs.Panel>
        <Tabs.Panel value="thresholds">
          <Thresholds />
        </Tabs.Panel>
        <Tabs.Panel value="channels">
          <Channels />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
