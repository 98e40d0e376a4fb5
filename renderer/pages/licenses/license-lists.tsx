import { Button, Tabs } from '@mantine/core';
import { IconDownload, IconFileCertificate } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { itemSource, licenseSource } from '../../api/licenses.ts';
import { DataTable } from '../../parts/data-table/data-table.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { ChooseFiles } from '../../parts/import-files/choose-files.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { useCarriedLink } from '../../parts/save-carried.ts';
import { useSearchParam } from '../../parts/search-param.ts';
import { useFileColumns } from './file-columns.tsx';
import { useItemColumns } from './item-columns.tsx';
import classes from './licenses.module.css';
import { VendorList } from './vendor-list.tsx';

const TABS = ['items', 'files', 'vendors'] as const;

export function LicenseLists() {
  const { t } = useTranslation();
  const [asked, setTab] = useSearchParam('tab');
  const tab = TABS.find((one) => one === asked) ?? 'items';
  const carriedLink = useCarriedLink();
  return (
    <>
      <PageHeader title={t('licenses.title')} hint={t('licenses.hint')}>
        <Button
          component="a"
          {...carriedLink('/admin/v1/activation-request', null)}
          variant="default"
          leftSection={<IconDownload size={16} aria-hidden />}
        >
          {t('licenses.activationRequest')}
        </Button>
        <ChooseFiles />
      </PageHeader>
      <Tabs
        value={tab}
        onChange={(next) => setTab(next === null || next === 'items' ? '' : next)}
        keepMounted={false}
        className={classes.tabs ?? ''}
        classNames={{ panel: classes.panel ?? '' }}
      >
        <Tabs.List mb="sm">
          {TABS.map((one) => (
            <Tabs.Tab key={one} value={one}>
              {t(`licenses.${one}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="items">
          <ItemTable />
        </Tabs.Panel>
        <Tabs.Panel value="files">
          <FileTable />
        </Tabs.Panel>
        <Tabs.Panel value="vendors">
          <VendorList />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}

function ItemTable() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return (
    <DataTable
      label={t('licenses.items')}
      source={itemSource({})}
      columns={useItemColumns()}
      rowKey={({ vendor, id }) => `${vendor}/${id}`}
      onOpen={({ vendor, id }) => void navigate({ to: '/licenses', search: { item: `${vendor}/${id}` } })}
      exportName="license-items"
      isTwoLined
      empty={<NoLicense />}
    />
  );
}

function FileTable() {
  const { t } = useTranslation();
  return (
    <DataTable
      label={t('licenses.files')}
      source={licenseSource({})}
      columns={useFileColumns()}
      rowKey={({ digest }) => digest}
      exportName="license-files"
      prefix="file-"
      empty={<NoLicense />}
    />
  );
}

function NoLicense() {
  const { t } = useTranslation();
  return (
    <EmptyState icon={IconFileCertificate} title={t('licenses.empty')} next={t('licenses.emptyNext')}>
      <ChooseFiles />
    </EmptyState>
  );
}
