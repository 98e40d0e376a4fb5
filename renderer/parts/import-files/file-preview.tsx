import { Group, List, Loader, Stack, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Imported, ImportedItem } from '../../api/files.ts';
import { useMetric } from '../../text/metric.ts';
import { CopyableId } from '../copyable-id.tsx';
import { DeviceAnswer } from '../device-answer/device-answer.tsx';
import { useFormat } from '../format.ts';
import { Panel } from '../panel.tsx';
import { ProblemNotice } from '../problem-notice.tsx';
import { StateBadge, type Tone } from '../state-badge.tsx';
import { Time } from '../time.tsx';
import type { LookedAt } from './use-file-import.ts';

const tones: Readonly<Record<LookedAt['state'], Tone>> = {
  looking: 'quiet',
  ready: 'accent',
  importing: 'accent',
  done: 'ok',
  known: 'quiet',
  refused: 'critical',
};

/** One file: what it is, from whom, what it changes, or why it is refused. */
export function FilePreview({ file, state, result, problem }: LookedAt) {
  const { t } = useTranslation();
  const isBusy = state === 'looking' || state === 'importing';
  const badge = <StateBadge tone={tones[state]}>{t(`importing.state.${state}`)}</StateBadge>;
  return (
    <Panel title={file.name} actions={isBusy ? <Loader size="xs" aria-label={t(`importing.state.${state}`)} /> : badge}>
      <Stack gap="sm" aria-live="polite">
        {result !== undefined && <Facts result={result} />}
        {result?.items !== undefined && result.items.length > 0 && <Items items={result.items} />}
        {result?.licenses?.map((license) => (
          <Stack key={license.serial} gap="xs">
            <Facts result={license} />
            <Items items={license.items ?? []} />
          </Stack>
        ))}
        {result !== undefined && <Changes result={result} />}
        {result?.answer !== undefined && result.answer !== '' && state !== 'importing' && (
          <DeviceAnswer answer={result.answer} name={result.name ?? 'lease.cwdev'} />
        )}
        {problem !== undefined && <ProblemNotice problem={problem} />}
      </Stack>
    </Panel>
  );
}

function Facts({ result }: { readonly result: Imported }) {
  const { t } = useTranslation();
  const { kind, vendor, licensee, organization, serial, name, thumbprint, seq, epoch, device, until } = result;
  return (
    <Group gap="lg" align="flex-start">
      <Fact name={t('importing.kindName')}>{t(`importing.kind.${kind}`)}</Fact>
      <Fact name={t('importing.vendor')}>{name !== undefined && kind === 'vendor-card' ? name : vendor}</Fact>
      {licensee !== undefined && (
        <Fact name={t('importing.licensee')}>
          {licensee} ({organization})
        </Fact>
      )}
      {serial !== undefined && <Fact name={t('importing.serial')}>{serial}</Fact>}
      {seq !== undefined && (
        <Fact name={t('importing.covers')}>
          {seq === 0 ? t('importing.coversNone') : t('importing.coversUpTo', { seq, epoch: epoch ?? 1 })}
        </Fact>
      )}
      {device !== undefined && (
        <Fact name={t('importing.device')}>
          <CopyableId value={device} what={t('importing.device')} shown={13} />
        </Fact>
      )}
      {until !== undefined && (
        <Fact name={t('importing.until')}>
          <Time at={until} />
        </Fact>
      )}
      {thumbprint !== undefined && (
        <Fact name={t('importing.thumbprint')}>
          <CopyableId value={thumbprint} what={t('importing.thumbprint')} />
        </Fact>
      )}
    </Group>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: React.ReactNode }) {
  return (
    <div>
      <Text size="xs" c="dimmed">
        {name}
      </Text>
      <div>{children}</div>
    </div>
  );
}

const itemTones: Readonly<Record<ImportedItem['change'], Tone>> = {
  new: 'accent',
  'term-added': 'ok',
  'term-changed': 'warning',
  unchanged: 'quiet',
};

function Items({ items }: { readonly items: readonly ImportedItem[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const metric = useMetric();
  return (
    <Table.ScrollContainer minWidth={600}>
      <Table aria-label={t('importing.items')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('importing.change')}</Table.Th>
            <Table.Th>{t('importing.item')}</Table.Th>
            <Table.Th>{t('importing.metric')}</Table.Th>
            <Table.Th ta="end">{t('importing.quota')}</Table.Th>
            <Table.Th>{t('importing.from')}</Table.Th>
            <Table.Th>{t('importing.to')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map((item) => (
            <Table.Tr key={item.id}>
              <Table.Td>
                <StateBadge tone={itemTones[item.change]}>{t(`importing.itemChange.${item.change}`)}</StateBadge>
              </Table.Td>
              <Table.Td>
                {item.name}{' '}
                <Text span c="dimmed" size="xs">
                  {item.id}
                </Text>
              </Table.Td>
              <Table.Td>{metric(item.metric)}</Table.Td>
              <Table.Td ta="end">{item.metric === 'domain' ? '–' : format.number(item.quota)}</Table.Td>
              <Table.Td>
                <Time at={item.start} as="date" />
              </Table.Td>
              <Table.Td>
                <Time at={item.end} as="date" />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

/** What the table of items does not say already. */
function Changes({ result }: { readonly result: Imported }) {
  const { t, i18n } = useTranslation();
  const inTable = new Set(['item-new', 'term-added', 'term-changed']);
  const changes = result.changes.filter(({ change }) => !inTable.has(change));
  if (result.alreadyImported) return <Text>{t('importing.alreadyImported')}</Text>;
  if (changes.length === 0) return null;
  return (
    <List size="sm">
      {changes.map(({ change, subject, text }) => {
        const key = `importing.does.${change}`;
        return (
          <List.Item key={`${change} ${subject}`}>{i18n.exists(key) ? t(key as never, { subject }) : text}</List.Item>
        );
      })}
    </List>
  );
}
