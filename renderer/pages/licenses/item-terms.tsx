import { Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Item } from '../../api/site.ts';
import { useFormat } from '../../parts/format.ts';
import { useNow } from '../../parts/now.ts';
import { Panel } from '../../parts/panel.tsx';
import { StateBadge, type Tone } from '../../parts/state-badge.tsx';
import { Time } from '../../parts/time.tsx';

/** The terms of an item, the latest first: renewals, and what each of them brought. */
export function ItemTerms({ item }: { readonly item: Item }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const terms = item.terms.toReversed();
  return (
    <Panel title={t('licenses.terms')} isFlush>
      <Table.ScrollContainer minWidth={520}>
        <Table aria-label={t('licenses.terms')} horizontalSpacing="md">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('licenses.from')}</Table.Th>
              <Table.Th>{t('licenses.until')}</Table.Th>
              <Table.Th>{t('licenses.graceUntil')}</Table.Th>
              <Table.Th ta="end">{t('licenses.quota')}</Table.Th>
              <Table.Th>{t('licenses.features')}</Table.Th>
              <Table.Th>{t('licenses.state')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {terms.map((term, index) => {
              const before = terms[index + 1];
              const state = stateOf(term, { now, runningStart: item.start });
              return (
                <Table.Tr key={term.start}>
                  <Table.Td>
                    <Time at={term.start} as="date" />
                  </Table.Td>
                  <Table.Td>{item.publicTrial ? '–' : <Time at={term.end} as="date" />}</Table.Td>
                  <Table.Td>{item.publicTrial ? '–' : <Time at={term.graceEnd} as="date" />}</Table.Td>
                  <Table.Td ta="end">
                    {item.metric === 'domain' ? '–' : format.number(term.quota)}
                    {before !== undefined && before.quota !== term.quota && (
                      <> ({signed(term.quota - before.quota, format.number)})</>
                    )}
                  </Table.Td>
                  <Table.Td>{term.features.join(', ')}</Table.Td>
                  <Table.Td>
                    <StateBadge tone={tones[state]}>{t(`licenses.term.${state}`)}</StateBadge>
                  </Table.Td>
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Panel>
  );
}

type TermState = 'coming' | 'running' | 'grace' | 'replaced' | 'over';

const tones: Readonly<Record<TermState, Tone>> = {
  coming: 'accent',
  running: 'ok',
  grace: 'warning',
  replaced: 'quiet',
  over: 'quiet',
};

type At = { readonly now: number; readonly runningStart: number };

function stateOf({ start, end, graceEnd }: Item['terms'][number], { now, runningStart }: At): TermState {
  if (start > now) return 'coming';
  if (start !== runningStart) return 'replaced';
  if (now < end) return 'running';
  return now < graceEnd ? 'grace' : 'over';
}

const signed = (value: number, say: (value: number) => string): string => (value > 0 ? `+${say(value)}` : say(value));
