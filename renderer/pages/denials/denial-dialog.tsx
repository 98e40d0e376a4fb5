import { Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Denial } from '../../api/denials.ts';
import { useNewSeats } from '../../api/new-seats.ts';
import { CopyableId } from '../../parts/copyable-id.tsx';
import { DeviceLink } from '../../parts/device-link.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { type Fact, Facts } from '../../parts/facts.tsx';
import { useFormat } from '../../parts/format.ts';
import { ItemLink } from '../../parts/item-link.tsx';
import { useVendorName } from '../../parts/names.ts';
import { ButtonLink } from '../../parts/page-link.tsx';
import { Time } from '../../parts/time.tsx';
import { useDenialText } from '../../text/denial-text.ts';
import { useFixes } from './use-fixes.ts';

type Props = { readonly denial: Denial | null; readonly onClose: () => void };

/** A refusal in full: the reason, what to do, and the ways to where it is done. */
export function DenialDialog({ denial, onClose }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const denialText = useDenialText();
  const { isPaused } = useNewSeats();
  const findFixes = useFixes();
  return (
    <Dialog isOpen={denial !== null} onClose={onClose} size="lg" title={t('denials.shown')}>
      {denial !== null && (
        <Stack gap="md">
          <div>
            <Text fw={600}>{denialText(denial).meaning}</Text>
            <Text>
              {denial.paused === denial.count && isPaused === false ? t('seats.denied.over') : denialText(denial).next}
            </Text>
            {denial.paused > 0 && denial.paused < denial.count && (
              <Text>{t('seats.some', { formatted: format.number(denial.paused) })}</Text>
            )}
          </div>
          <Group gap="xs">
            {findFixes(denial).map(({ jump, to, search }, index) => (
              <ButtonLink key={jump} to={to} search={search} variant={index === 0 ? 'filled' : 'default'}>
                {t(`denials.jump.${jump}`)}
              </ButtonLink>
            ))}
          </Group>
          <DenialFacts denial={denial} />
        </Stack>
      )}
    </Dialog>
  );
}

function DenialFacts({ denial }: { readonly denial: Denial }) {
  const { t } = useTranslation();
  const format = useFormat();
  const vendorName = useVendorName();
  const { vendor, handshake, product, device, name, address, item, first, last, count } = denial;
  const facts: readonly (Fact | null)[] = [
    [t('denials.count'), format.number(count)],
    [t('denials.first'), <Time key="first" at={first} as="exact" />],
    [t('denials.last'), <Time key="last" at={last} as="exact" />],
    vendor === '' ? null : [t('denials.vendor'), vendorName(vendor)],
    [t('denials.code'), handshake === '' ? t('denials.noCode') : handshake],
    product === '' ? null : [t('denials.product'), product],
    item === null ? null : [t('denials.item'), <ItemLink key="item" vendor={vendor} id={item} />],
    name === null ? null : [t('denials.device'), <DeviceLink key="device" uuid={device} name={name} />],
    device === '' ? null : ['UUID', <CopyableId key="uuid" value={device} what="UUID" />],
    address === '' ? null : [t('denials.address'), address],
  ];
  return <Facts facts={facts.filter((fact) => fact !== null)} />;
}
