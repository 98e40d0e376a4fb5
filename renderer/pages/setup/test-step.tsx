import { Button, Select, Stack, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../../api/problem.ts';
import { type Item, itemsQuery } from '../../api/site.ts';
import { type Tried, type TriedNetwork, tryDevice, tryNetwork } from '../../api/try-device.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { useFormat } from '../../parts/format.ts';
import { ButtonLink } from '../../parts/page-link.tsx';
import { Panel } from '../../parts/panel.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { StateBadge } from '../../parts/state-badge.tsx';
import { TryResult } from '../../parts/try-result.tsx';
import { StepFrame } from './step.tsx';

type Props = { readonly onWorks: () => void };

/** A device that is not there asks for a lease: the network, the decision and the signatures are real. */
export function TestStep({ onWorks }: Props) {
  const { t } = useTranslation();
  const { data } = useQuery(itemsQuery);
  const items = data?.items ?? [];
  if (data !== undefined && items.length === 0) {
    return (
      <StepFrame title={t('setup.test.title')} why={t('setup.test.why')}>
        <Panel>
          <EmptyState title={t('setup.test.noLicense')} next={t('setup.test.noLicenseNext')}>
            <ButtonLink to="/setup" search={{ step: 'license' }}>
              {t('setup.license.title')}
            </ButtonLink>
          </EmptyState>
        </Panel>
      </StepFrame>
    );
  }
  return <TestForm items={items} onWorks={onWorks} />;
}

type Run = { readonly network: TriedNetwork; readonly tried: Tried };

function TestForm({ items, onWorks }: Props & { readonly items: readonly Item[] }) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<string | null>(null);
  const item = items.find(({ vendor, id }) => `${vendor} ${id}` === chosen) ?? items[0];
  const run = useMutation<Run, unknown, Item>({
    mutationFn: async (asked) => {
      const [network, tried] = await Promise.all([tryNetwork(), tryDevice(requestFor(asked))]);
      return { network, tried };
    },
    onSuccess: (result) => {
      if (works(result)) onWorks();
    },
  });
  const isWorking = run.data !== undefined && works(run.data);
  return (
    <StepFrame
      title={t('setup.test.title')}
      why={t('setup.test.why')}
      actions={
        <>
          <Button
            variant={isWorking ? 'default' : 'filled'}
            loading={run.isPending}
            onClick={() => item !== undefined && run.mutate(item)}
          >
            {t('setup.test.run')}
          </Button>
          {isWorking && <ButtonLink to="/">{t('setup.test.finish')}</ButtonLink>}
        </>
      }
    >
      <Select
        label={t('setup.test.item')}
        maw={400}
        allowDeselect={false}
        value={item === undefined ? null : `${item.vendor} ${item.id}`}
        onChange={setChosen}
        data={items.map(({ vendor, id, name }) => ({ value: `${vendor} ${id}`, label: `${name} (${id})` }))}
      />
      {run.error !== null && <ProblemNotice problem={problemOf(run.error)} />}
      {run.data !== undefined && (
        <Stack gap="sm" role="status">
          {isWorking && (
            <div>
              <Text fw={600} size="lg">
                {t('setup.test.works')}
              </Text>
              <Text>
                {t('setup.test.tell', {
                  server: run.data.network.find(({ ok }) => ok)?.server ?? '',
                  organization: run.variables.organization,
                })}
              </Text>
            </div>
          )}
          <NetworkResult network={run.data.network} />
          <TryResult tried={run.data.tried} items={items} />
        </Stack>
      )}
    </StepFrame>
  );
}

/** One announced address that answers is enough for devices. */
function works({ network, tried }: Run): boolean {
  return tried.outcome === 'granted' && tried.verified === true && network.some(({ ok }) => ok);
}

/** The request of an app that this item is for. */
function requestFor({ vendor, organization, product, metric, terms }: Item) {
  const [term] = terms.slice(-1);
  const app = term?.domain ?? term?.apps?.[0]?.replaceAll('*', 'test');
  const version = term?.versions?.from ?? term?.versions?.to;
  const platform = term?.platforms?.[0] as 'linux' | undefined;
  const machine = term?.machines?.[0] ?? (metric === 'server' ? '0'.repeat(32) : undefined);
  return {
    vendor,
    product,
    org: organization,
    name: 'causeway-test',
    ...(app != null && { app }),
    ...(version !== undefined && { version }),
    ...(platform !== undefined && { platform }),
    ...(machine !== undefined && { machine }),
    ...(metric === 'server' && { deployment: 'server' as const }),
  };
}

function NetworkResult({ network }: { readonly network: TriedNetwork }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <>
      {network.map(({ server, ok, milliseconds, problem }) => (
        <div key={server}>
          <StateBadge tone={ok ? 'ok' : 'critical'}>
            {ok
              ? t('setup.test.answers', { server, milliseconds: format.number(milliseconds) })
              : t('setup.test.silent', { server })}
          </StateBadge>
          {problem !== null && (
            <Text size="sm" c="dimmed" ml="md">
              {problem}
            </Text>
          )}
        </div>
      ))}
    </>
  );
}
