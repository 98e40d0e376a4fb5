import { Button, Group, Skeleton, Text } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readAnew } from '../../api/queries.ts';
import { sessionQuery } from '../../api/session.ts';
import { removeUser, type User, usersQuery } from '../../api/users.ts';
import { useConfirm } from '../../parts/confirm.tsx';
import { Panel } from '../../parts/panel.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { tellDone } from '../../parts/tell-done.tsx';
import { Time } from '../../parts/time.tsx';
import classes from './settings.module.css';
import { UserDialog } from './user-dialog.tsx';

/** Who may log in, and as what. */
export function UsersSection() {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(usersQuery);
  const [edited, setEdited] = useState<User | 'new' | null>(null);
  return (
    <Panel
      title={t('settings.sections.users')}
      isFlush
      actions={
        <Button leftSection={<IconUserPlus size={16} aria-hidden />} onClick={() => setEdited('new')}>
          {t('settings.users.add')}
        </Button>
      }
    >
      {error !== null && <ProblemNotice problem={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton height={80} m="md" w="auto" />}
      {data !== undefined && (
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('settings.users.name')}</th>
              <th scope="col">{t('settings.users.role')}</th>
              <th scope="col">{t('settings.users.since')}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {data.items.map((user) => (
              <UserRow key={user.name} user={user} onChange={() => setEdited(user)} />
            ))}
          </tbody>
        </table>
      )}
      <UserDialog edited={edited} onClose={() => setEdited(null)} />
    </Panel>
  );
}

function UserRow({ user, onChange }: { readonly user: User; readonly onChange: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const ask = useConfirm();
  const { data: session } = useQuery(sessionQuery);
  const { name, role, createdAt } = user;
  const isOwn = session?.user === name;
  const remove = (): void =>
    ask({
      title: t('settings.users.removeTitle', { name }),
      what: t('settings.users.removeWhat'),
      confirm: t('settings.users.removeConfirm'),
      isDanger: true,
      run: async () => {
        await removeUser(name);
        await readAnew(client, 'settings');
        tellDone(t('settings.users.removed', { name }));
      },
    });
  return (
    <tr>
      <td>
        {name}{' '}
        {isOwn && (
          <Text span size="xs" c="dimmed">
            {t('settings.users.you')}
          </Text>
        )}
      </td>
      <td>
        {t(`settings.role.${role}`)}{' '}
        <Text span size="xs" c="dimmed">
          {t(`settings.roleHint.${role}`)}
        </Text>
      </td>
      <td>
        <Time at={createdAt} as="date" />
      </td>
      <td>
        <Group gap={4} justify="flex-end" wrap="nowrap">
          <Button
            size="compact-sm"
            variant="subtle"
            aria-label={t('settings.users.changeName', { name })}
            onClick={onChange}
          >
            {t('settings.users.change')}
          </Button>
          {!isOwn && (
            <Button
              size="compact-sm"
              variant="subtle"
              aria-label={t('settings.users.removeName', { name })}
              onClick={remove}
            >
              {t('settings.users.remove')}
            </Button>
          )}
        </Group>
      </td>
    </tr>
  );
}
