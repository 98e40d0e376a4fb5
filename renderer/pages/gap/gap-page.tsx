import { Tabs } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ChooseFiles } from '../../parts/import-files/choose-files.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { useSearchParam } from '../../parts/search-param.ts';
import { FarDevices } from './far-devices.tsx';
import classes from './gap.module.css';
import { Vendors } from './vendors.tsx';

const TABS = ['vendors', 'devices'] as const;

/** What goes out on a stick and what comes back. */
export function GapPage() {
  const { t } = useTranslation();
  const [asked, setTab] = useSearchParam('tab');
  const tab = TABS.find((one) => one === asked) ?? 'vendors';
  return (
    <>
      <PageHeader title={t('gap.title')} hint={t('gap.hint')}>
        <ChooseFiles variant="default" />
      </PageHeader>
      <Tabs
        value={tab}
        onChange={(next) => setTab(next === 'vendors' || next === null ? '' : next)}
        keepMounted={false}
        className={classes.tabs ?? ''}
      >
        <Tabs.List mb="md">
          {TABS.map((one) => (
            <Tabs.Tab key={one} value={one}>
              {t(`gap.tabs.${one}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="vendors">
          <Vendors />
        </Tabs.Panel>
        <Tabs.Panel value="devices">
          <FarDevices />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
