import { Box, Button, Group, List, Text } from '@mantine/core';
import { IconShieldCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { type Verification, verifyLedger } from '../../api/ledger.ts';
import { useChange } from '../../api/queries.ts';
import { useFormat } from '../../parts/format.ts';
import { Notice } from '../../parts/notice.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';

/** The head of the page with the button that verifies, and what came of it. */
export function Verify() {
  const { t } = useTranslation();
  const { mutate, isPending, data, error } = useChange({ run: verifyLedger, touches: ['status'] });
  return (
    <>
      <PageHeader title={t('ledger.title')} hint={t('ledger.hint')}>
        <Button
          variant="default"
          leftSection={<IconShieldCheck size={16} aria-hidden />}
          loading={isPending}
          onClick={() => mutate(undefined)}
        >
          {t('ledger.verify')}
        </Button>
      </PageHeader>
      <Box role="status" mb={isPending || data !== undefined ? 'md' : 0}>
        {isPending && (
          <Text size="sm" c="dimmed">
            {t('ledger.verifying')}
          </Text>
        )}
        {!isPending && data !== undefined && <Outcome {...data} />}
      </Box>
      {error !== null && <ProblemNotice problem={error} />}
    </>
  );
}

function Outcome({ ok, height, events, firstBad, damages }: Verification) {
  const { t } = useTranslation();
  const format = useFormat();
  const figures = { events: format.number(events), height: format.number(height) };
  if (ok && damages.length === 0) {
    return (
      <Group gap="xs" wrap="nowrap">
        <IconShieldCheck size={18} color="var(--cw-ok)" aria-hidden />
        <Text size="sm">{t('ledger.verified', figures)}</Text>
      </Group>
    );
  }
  return (
    <Notice tone="critical">
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
    </Notice>
  );
}
