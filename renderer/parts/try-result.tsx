import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Tried } from '../api/try-device.ts';
import { useCodeText } from '../text/code-text.ts';
import { useFormat } from './format.ts';
import { StateBadge } from './state-badge.tsx';

type Props = {
  readonly tried: Tried;
  /** To name the item that grants. */
  readonly items: readonly { readonly id: string; readonly name: string }[];
};

/** What a device would be answered, in words. */
export function TryResult({ tried, items }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const codeText = useCodeText();
  const { outcome, code, item, until, verified, paused } = tried;
  if (outcome !== 'granted') {
    const said = paused
      ? { meaning: t('seats.paused'), next: t('seats.denied.next') }
      : codeText(code ?? 'internal_error');
    return (
      <div>
        <StateBadge isSentence tone="critical">
          {t('parts.tried.refused', { reason: said.meaning })}
        </StateBadge>
        <Text size="sm" c="dimmed" ml="md">
          {said.next}
        </Text>
      </div>
    );
  }
  const name = items.find(({ id }) => id === item)?.name ?? item ?? '';
  return (
    <Stack gap="sm">
      <StateBadge isSentence tone="ok">
        {t('parts.tried.granted', { item: name, until: until === null ? '' : format.dateTime(until) })}
      </StateBadge>
      {verified !== null && (
        <StateBadge isSentence tone={verified ? 'ok' : 'critical'}>
          {verified ? t('parts.tried.verified') : t('parts.tried.notVerified')}
        </StateBadge>
      )}
    </Stack>
  );
}
