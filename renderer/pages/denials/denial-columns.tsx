import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Denial } from '../../api/denials.ts';
import { CodeLink } from '../../parts/code-link.tsx';
import type { Column } from '../../parts/data-table/data-table.tsx';
import { DeviceLink, shortUuid } from '../../parts/device-link.tsx';
import { useFormat } from '../../parts/format.ts';
import { TextLink } from '../../parts/page-link.tsx';
import { Time } from '../../parts/time.tsx';
import { useDenialText } from '../../text/denial-text.ts';
import { useFixes } from './use-fixes.ts';

export function useDenialColumns(): readonly Column<Denial>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const denialText = useDenialText();
  const findFixes = useFixes();
  return [
    {
      id: 'reason',
      header: t('denials.reason'),
      sort: 'code',
      width: 280,
      grows: true,
      cell: (denial) => denialText(denial).meaning,
      text: (denial) => denialText(denial).meaning,
    },
    {
      id: 'fix',
      header: t('denials.fix'),
      width: 160,
      cell: (denial) => {
        const [{ jump, to, search }] = findFixes(denial);
        return (
          <TextLink to={to} search={search} size="sm">
            {t(`denials.jump.${jump}`)}
          </TextLink>
        );
      },
    },
    {
      id: 'count',
      header: t('denials.count'),
      sort: 'count',
      width: 72,
      align: 'end',
      cell: ({ count }) => format.number(count),
      text: ({ count }) => count,
    },
    {
      id: 'handshake',
      header: t('denials.code'),
      sort: 'handshake',
      width: 136,
      cell: (denial) => <Code denial={denial} isKnown={findFixes(denial).some(({ jump }) => jump === 'code')} />,
      text: ({ handshake }) => handshake,
    },
    {
      id: 'device',
      header: t('denials.device'),
      sort: 'device',
      width: 128,
      cell: ({ device, name }) =>
        name === null ? <span title={device}>{shortUuid(device)}</span> : <DeviceLink uuid={device} name={name} />,
      text: ({ device, name }) => [name, device].filter((part) => part !== null).join(' '),
    },
    {
      id: 'address',
      header: t('denials.address'),
      sort: 'address',
      width: 108,
      cell: ({ address }) => address,
      text: ({ address }) => address,
    },
    {
      id: 'first',
      header: t('denials.first'),
      sort: 'first',
      width: 104,
      cell: ({ first }) => <Time at={first} as="brief" />,
      text: ({ first }) => format.utc(first),
    },
    {
      id: 'last',
      header: t('denials.last'),
      sort: 'last',
      width: 104,
      cell: ({ last }) => <Time at={last} as="brief" />,
      text: ({ last }) => format.utc(last),
    },
  ];
}

function Code({ denial, isKnown }: { readonly denial: Denial; readonly isKnown: boolean }) {
  const { t } = useTranslation();
  const { vendor, handshake } = denial;
  if (handshake === '') {
    return (
      <Text span inherit c="dimmed">
        {t('denials.noCode')}
      </Text>
    );
  }
  return isKnown ? <CodeLink vendor={vendor} code={handshake} /> : handshake;
}
