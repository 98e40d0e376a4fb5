import { Skeleton, Stack } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { handshakeQuery } from '../../api/handshakes.ts';
import { useMay } from '../../api/session.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { TextLink } from '../../parts/page-link.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { StateBadge } from '../../parts/state-badge.tsx';
import { AccessPanel } from './access-panel.tsx';
import { DeviceTester } from './device-tester.tsx';
import { HandshakeActions } from './handshake-actions.tsx';
import { HandshakeFacts } from './handshake-facts.tsx';
import classes from './handshakes.module.css';
import { ItemOrder } from './item-order.tsx';
import { PasswordPanel } from './password-panel.tsx';
import { SdkSnippet } from './sdk-snippet.tsx';
import { ValidationPanel } from './validation-panel.tsx';

type Props = { readonly vendor: string; readonly code: string };

/** One handshake code: which items it opens, in which order, and to whom. */
export function HandshakeView({ vendor, code }: Props) {
  const { t } = useTranslation();
  const mayChange = useMay('operator');
  const { data, error, refetch } = useQuery(handshakeQuery({ vendor, code }));
  const isGone = error?.code === 'not_found';
  // What was removed meanwhile cannot be changed any more.
  const handshake = isGone ? undefined : data;
  return (
    <>
      <TextLink to="/handshakes" size="sm" className={classes.back ?? ''}>
        <IconArrowLeft size={14} aria-hidden /> {t('handshakes.back')}
      </TextLink>
      <PageHeader title={code}>
        {handshake?.default === true && <StateBadge tone="accent">{t('handshakes.isDefault')}</StateBadge>}
        {handshake !== undefined && mayChange && <HandshakeActions handshake={handshake} />}
      </PageHeader>
      {isGone ? (
        <EmptyState title={t('handshakes.gone')} next={t('handshakes.goneNext')} />
      ) : (
        error !== null && <ProblemNotice problem={error} onRetry={() => void refetch()} />
      )}
      {handshake === undefined && error === null && <Skeleton height={320} />}
      {handshake !== undefined && (
        <div className={classes.columns}>
          <Stack gap="md" miw={0}>
            <ItemOrder handshake={handshake} mayChange={mayChange} />
            <PasswordPanel handshake={handshake} mayChange={mayChange} />
            <ValidationPanel handshake={handshake} mayChange={mayChange} />
            <AccessPanel handshake={handshake} mayChange={mayChange} />
          </Stack>
          <Stack gap="md" miw={0}>
            <HandshakeFacts handshake={handshake} mayChange={mayChange} />
            <DeviceTester handshake={handshake} />
            <SdkSnippet handshake={handshake} />
          </Stack>
        </div>
      )}
    </>
  );
}
