import { Group, List, Stack, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Imported, ImportedItem } from '../../api/files.ts';
import { useMetric } from '../../text/metric.ts';
import { CopyableId } from '../copyable-id.tsx';
import { DeviceAnswer } from '../device-answer/device-answer.tsx';
import { useDeviceAsked } from '../device-asked.tsx';
import { Facts } from '../facts.tsx';
import { useFormat } from '../format.ts';
import { StateBadge, type Tone } from '../state-badge.tsx';
import { Time } from '../time.tsx';
import { VendorName } from '../vendor-name.tsx';

/** What is in a file that is right: from whom, what it changes. */
export function FilePreview({ result, isGiven }: { readonly result: Imported; readonly isGiven: boolean }) {
  const licenses = result.kind === 'acknowledgement' ? result.licenses : [];
  return (
    <Stack gap="sm">
      <FileFacts result={result} />
      {result.kind === 'license' && result.items.length > 0 && <Items items={result.items} />}
      {licenses.map((license) => (
        <Stack key={license.serial} gap="xs">
          <FileFacts result={license} />
          <Items items={license.items} />
        </Stack>
      ))}
      <Changes result={result} />
      {result.kind === 'device-request' && result.answer !== '' && isGiven && (
        <DeviceAnswer answer={result.answer} name={result.name} />
      )}
    </Stack>
  );
}

function FileFacts({ result }: { readonly result: Imported }) {
  const { t } = useTranslation();
  const factsOf = useDeviceAsked();
  if (result.kind === 'device-request') return <Facts facts={factsOf(result)} />;
  return (
    <Group gap="lg" align="flex-start">
      <Fact name={t('importing.vendor')}>
        <VendorName {...result} />
      </Fact>
      <OwnFacts result={result} />
    </Group>
  );
}

/** Those that files of its kind alone have. */
function OwnFacts({ result }: { readonly result: Exclude<Imported, { readonly kind: 'device-request' }> }) {
  const { t } = useTranslation();
  switch (result.kind) {
    case 'license':
      return (
        <>
          <Fact name={t('importing.licensee')}>
            {result.licensee} ({result.organization})
          </Fact>
          <Fact name={t('importing.serial')}>{result.serial}</Fact>
        </>
      );
    case 'acknowledgement': {
      const { seq, epoch } = result;
      const covered = seq === 0 ? t('importing.coversNone') : t('importing.coversUpTo', { seq, epoch });
      return <Fact name={t('importing.covers')}>{covered}</Fact>;
    }
    case 'device-return':
      return (
        <Fact name={t('importing.device')}>
          <CopyableId value={result.device} what={t('importing.device')} shown={13} />
        </Fact>
      );
    case 'vendor-card':
      return (
        <Fact name={t('importing.thumbprint')}>
          <CopyableId value={result.thumbprint} what={t('importing.thumbprint')} />
        </Fact>
      );
  }
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
