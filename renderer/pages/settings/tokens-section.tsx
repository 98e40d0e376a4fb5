import { Button, Skeleton, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readAnew } from '../../api/queries.ts';
import { removeToken, type Token, tokensQuery } from '../../api/users.ts';
import { useConfirm } from '../../parts/confirm.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { useActorText } from '../../parts/ledger-event/event-text.ts';
import { Panel } from '../../parts/panel.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { tellDone } from '../../parts/tell-done.tsx';
import { Time } from '../../parts/time.tsx';
import classes from './settings.module.css';
import { TokenDialog } from './token-dialog.tsx';

/** Tokens for scripts and monitoring. */
export function TokensSection() {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(tokensQuery);
  const [isOpen, setOpen] = useState(false);
  return (
    <Panel
      title={t('settings.sections.tokens')}
      isFlush
      actions={
        <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setOpen(true)}>
          {t('settings.tokens.add')}
        </Button>
      }
    >
      <Text size="sm" c="dimmed" px="md" pt="sm">
        {t('settings.tokens.hint')}
      </Text>
      {error !== null && <ProblemNotice problem={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton height={80} m="md" w="auto" />}
      {data?.items.length === 0 && (
        <EmptyState title={t('settings.tokens.none')} next={t('settings.tokens.noneNext')} />
      )}
      {data !== undefined && data.items.length > 0 && (
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('settings.tokens.name')}</th>
              <th scope="col">{t('settings.users.role')}</th>
              <th scope="col">{t('settings.tokens.by')}</th>
              <th scope="col">{t('settings.tokens.since')}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {data.items.map((token) => (
              <TokenRow key={token.id} token={token} />
            ))}
          </tbody>
        </table>
      )}
      <TokenDialog isOpen={isOpen} onClose={() => setOpen(false)} />
    </Panel>
  );
}

function TokenRow({ token }: { readonly token: Token }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const actorText = useActorText();
  const ask = useConfirm();
  const { id, role, createdAt, createdBy } = token;
  const name = token.name === '' ? id : token.name;
  const remove = (): void =>
    ask({
      title: t('settings.tokens.removeTitle', { name }),
      what: t('settings.tokens.removeWhat'),
      confirm: t('settings.tokens.removeConfirm'),
      isDanger: true,
      run: async () => {
        await removeToken(id);
        await readAnew(client, 'settings');
        tellDone(t('settings.tokens.removed'));
      },
    });
  return (
    <tr>
      <td>
        {token.name === '' ? t('settings.tokens.unnamed') : token.name}{' '}
        <Text span size="xs" c="dimmed">
          {id}
        </Text>
      </td>
      <td>{t(`settings.role.${role}`)}</td>
      <td>{actorText(createdBy)}</td>
      <td>
        <Time at={createdAt} as="date" />
      </td>
      <td>
        <Button
          size="compact-sm"
          variant="subtle"
          aria-label={t('settings.tokens.removeName', { name })}
          onClick={remove}
        >
          {t('settings.tokens.remove')}
        </Button>
      </td>
    </tr>
  );
}
