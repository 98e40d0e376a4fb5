import { Alert, Button, Group, List, Text } from '@mantine/core';
import { IconShieldCheck, IconShieldX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { type Verification, verifyLedger } from '../../api/ledger.ts';
import { useChange } from '../../api/queries.ts';
import { useFormat } from '../../parts/format.ts';
import { ProblemNotice } from '../../parts/problem-notice.tsx';

/** The button that verifies, and what came of it. */
export function Verify() {
  const { t } = useTranslation();
  const { mutate, isPending, data, error } = useChange({ run: verifyLedger, touches: ['status'] });
  return (
    <Group mb="md" align="flex-start" gap="md" wrap="nowrap">
      <Button
        variant="default"
        leftSection={<IconShieldCheck size={16} aria-hidden />}
        loading={isPending}
        onClick={() => mutate(undefined)}
      >
        {t('ledger.verify')}
      </Button>
      <div role="status">
        {isPending && (
          <Text size="sm" c="dimmed" lh="30px">
            {t('ledger.verifying')}
          </Text>
        )}
        {!isPending && data !== undefined && <Outcome {...data} />}
      </div>
      {error !== null && <ProblemNotice problem={error} />}
    </Group>
  );
}

function Outcome({ ok, height, events, firstBad, damages }: Verification) {
  const { t } = useTranslation();
  const format = useFormat();
  const figures = { events: format.number(events), height: format.number(height) };
  if (ok && damages.length === 0) {
    return (
      <Group gap="xs" wrap="nowrap" mih={30}>
        <IconShieldCheck size={18} color="var(--cw-ok)" aria-hidden />
        <Text size="sm">{t('ledger.verified', figures)}</Text>
      </Group>
    );
  }
  return (
    <Alert color="red" icon={<IconShieldX aria-hidden />}>
      <Text size="sm">
        {firstBad === null
          ? t('ledger.verifiedDamages')
          : t('ledger.broken', { height: format.number(firstBad.height), reason: firstBad.reason })}
      </Text>
      {damages.length > 0 && (
        <List size="sm">
          {damages.map((damage) => (
            <List.Item key={damage}>{damage}</List.Item>
          ))}
        </List>
      )}
      <Text size="sm" mt="xs">
        {t('ledger.brokenNext')}
      </Text>
    </Alert>
  );
}
