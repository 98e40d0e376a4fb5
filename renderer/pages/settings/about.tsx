import { Button, Group, Skeleton, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client.ts';
import { problemOf } from '../../api/problem.ts';
import { readAnew } from '../../api/queries.ts';
import { useMay } from '../../api/session.ts';
import { machineQuery } from '../../api/setup.ts';
import { type Status, statusQuery } from '../../api/site.ts';
import { useConfirm } from '../../parts/confirm.tsx';
import { CopyableId } from '../../parts/copyable-id.tsx';
import { saveFile } from '../../parts/data-table/export-csv.ts';
import { Facts } from '../../parts/facts.tsx';
import { useFormat } from '../../parts/format.ts';
import { Panel } from '../../parts/panel.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { useCarriedLink } from '../../parts/save-carried.ts';
import { tellDone } from '../../parts/tell-done.tsx';
import { DesktopApp } from './desktop-app.tsx';
import { collectDiagnostics } from './diagnostics.ts';
import classes from './settings.module.css';

const ThirdParty = lazy(async () => ({ default: (await import('./third-party.tsx')).ThirdParty }));

/** What runs here, what support wants to know of it, and whose work is in it. */
export function About() {
  const { data, error } = useQuery(statusQuery);
  return (
    <>
      {error !== null && <ProblemNotice problem={error} />}
      {data === undefined && error === null && <Skeleton height={160} />}
      {data !== undefined && <Site status={data} />}
      <DesktopApp />
      <Machine />
      <Request />
      <Diagnostics />
      <Suspense fallback={<Skeleton height={320} />}>
        <ThirdParty />
      </Suspense>
    </>
  );
}

function Site({ status }: { readonly status: Status }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { version, site, thumbprint, epoch, uptime } = status;
  return (
    <Panel title={t('app.name')}>
      <Facts
        facts={[
          [t('settings.about.version'), version],
          [t('settings.about.site'), <CopyableId key="site" value={site} what={t('settings.about.site')} />],
          [
            t('settings.about.thumbprint'),
            <CopyableId key="key" value={thumbprint} what={t('settings.about.thumbprint')} />,
          ],
          [t('settings.about.epoch'), format.number(epoch)],
          [t('settings.about.uptime'), format.span(uptime)],
        ]}
      />
    </Panel>
  );
}

function Machine() {
  const { t } = useTranslation();
  const { data, error } = useQuery(machineQuery);
  return (
    <Panel title={t('settings.about.machine')} isFlush>
      <Text size="sm" c="dimmed" px="md" pt="sm">
        {t('settings.about.machineWhat')}
      </Text>
      {error !== null && <ProblemNotice problem={error} />}
      <table className={`${classes.table} ${classes.identifiers}`}>
        <thead>
          <tr>
            <th scope="col">{t('settings.about.kind')}</th>
            <th scope="col">{t('settings.about.identifier')}</th>
            <th scope="col">{t('settings.about.hash')}</th>
          </tr>
        </thead>
        <tbody>
          {data?.identifiers.map(({ kind, identifier, hash }) => (
            <tr key={kind}>
              <td>{t(`setup.machine.kind.${kind}`)}</td>
              <td>
                <CopyableId value={identifier} what={t('settings.about.identifier')} />
              </td>
              <td>
                <CopyableId value={hash} what={t('settings.about.hash')} shown={12} />
              </td>
            </tr>
          ))}
          {data?.problems.map(({ kind, message }) => (
            <tr key={kind}>
              <td>{t(`setup.machine.kind.${kind}`)}</td>
              <td colSpan={2}>{message}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}

function Request() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const ask = useConfirm();
  const carriedLink = useCarriedLink();
  const isAdmin = useMay('admin');
  const renew = (): void =>
    ask({
      title: t('settings.about.newKeyTitle'),
      what: t('settings.about.newKeyWhat'),
      confirm: t('settings.about.newKeyConfirm'),
      isDanger: true,
      run: async () => {
        await answerOf(api.POST('/admin/v1/activation-request', { body: { newKeys: true }, parseAs: 'text' }));
        await readAnew(client, 'status');
        tellDone(t('settings.about.newKeyDone'));
      },
    });
  return (
    <Panel title={t('settings.about.request')}>
      <Text size="sm" mb="sm">
        {t('settings.about.requestWhat')}
      </Text>
      <Group gap="xs">
        <Button
          component="a"
          {...carriedLink('/admin/v1/activation-request', null)}
          variant="default"
          leftSection={<IconDownload size={16} aria-hidden />}
        >
          {t('settings.about.requestSave')}
        </Button>
        {isAdmin && (
          <Button variant="subtle" color="red" onClick={renew}>
            {t('settings.about.newKey')}
          </Button>
        )}
      </Group>
    </Panel>
  );
}

function Diagnostics() {
  const { t } = useTranslation();
  const { mutate, isPending, error } = useMutation({
    mutationFn: collectDiagnostics,
    onSuccess: ({ name, content }) => saveFile(new Blob([content], { type: 'application/json' }), name),
  });
  return (
    <Panel title={t('settings.about.diagnostics')}>
      <Text size="sm" mb="sm">
        {t('settings.about.diagnosticsWhat')}
      </Text>
      <Button
        variant="default"
        leftSection={<IconDownload size={16} aria-hidden />}
        loading={isPending}
        onClick={() => mutate()}
      >
        {t('settings.about.diagnosticsSave')}
      </Button>
      {error !== null && <ProblemNotice problem={problemOf(error)} />}
    </Panel>
  );
}
