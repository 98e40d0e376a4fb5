import { Button, Group, NumberInput, Stack, Text, TextInput } from '@mantine/core';
import { IconDice5 } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changeHandshake, type Handshake } from '../../api/handshakes.ts';
import { problemOf } from '../../api/problem.ts';
import { useChange } from '../../api/queries.ts';
import { useConfirm } from '../../parts/confirm.tsx';
import { CopyableId } from '../../parts/copyable-id.tsx';
import { Panel } from '../../parts/panel.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { StateBadge } from '../../parts/state-badge.tsx';
import { Time } from '../../parts/time.tsx';
import { makePassword } from './make-password.ts';

type Props = { readonly handshake: Handshake; readonly mayChange: boolean };

/** The secret that apps must present; it is shown once, when it is set. */
export function PasswordPanel({ handshake, mayChange }: Props) {
  const { t } = useTranslation();
  const [isEditing, setEditing] = useState(false);
  const [shown, setShown] = useState<string | null>(null);
  const { password, oldPasswordUntil } = handshake;
  return (
    <Panel
      title={t('handshakes.sessionPassword')}
      actions={
        mayChange &&
        !isEditing && (
          <Group gap="xs" wrap="nowrap">
            {password && <RemovePassword handshake={handshake} onDone={() => setShown(null)} />}
            <Button variant="default" onClick={() => setEditing(true)}>
              {t(password ? 'handshakes.changePassword' : 'handshakes.setPassword')}
            </Button>
          </Group>
        )
      }
    >
      <Stack gap="xs">
        <div>
          <StateBadge isSentence tone={password ? 'ok' : 'quiet'}>
            {t(password ? 'handshakes.passwordOn' : 'handshakes.passwordOff')}
          </StateBadge>
        </div>
        {oldPasswordUntil !== null && (
          <Text size="sm">
            {t('handshakes.oldPassword')} <Time at={oldPasswordUntil} />
          </Text>
        )}
        {shown !== null && (
          <div role="status">
            <Text size="sm" mb={4}>
              {t('handshakes.shownOnce')}
            </Text>
            <CopyableId value={shown} what={t('handshakes.sessionPassword')} />
          </div>
        )}
        {isEditing && (
          <PasswordForm
            handshake={handshake}
            onCancel={() => setEditing(false)}
            onSet={(next) => {
              setEditing(false);
              setShown(next);
            }}
          />
        )}
      </Stack>
    </Panel>
  );
}

type FormProps = {
  readonly handshake: Handshake;
  readonly onCancel: () => void;
  readonly onSet: (password: string) => void;
};

function PasswordForm({ handshake, onCancel, onSet }: FormProps) {
  const { t } = useTranslation();
  const [password, setPassword] = useState('');
  const [days, setDays] = useState(handshake.password ? 14 : 0);
  const { mutate, isPending, error } = useChange({
    run: () => changeHandshake(handshake, { password, ...(handshake.password && { oldPasswordDays: days }) }),
    touches: ['handshakes'],
    onDone: () => onSet(password),
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        mutate(undefined);
      }}
    >
      <Stack gap="xs">
        <Group gap="xs" align="flex-end" wrap="nowrap">
          <TextInput
            label={t('handshakes.newPassword')}
            description={t('handshakes.passwordRule')}
            flex={1}
            minLength={8}
            maxLength={128}
            autoComplete="off"
            spellCheck={false}
            value={password}
            onChange={({ currentTarget }) => setPassword(currentTarget.value)}
          />
          <Button
            variant="default"
            leftSection={<IconDice5 size={16} aria-hidden />}
            mb={2}
            onClick={() => setPassword(makePassword())}
          >
            {t('handshakes.makeUp')}
          </Button>
        </Group>
        {handshake.password && (
          <NumberInput
            label={t('handshakes.oldDays')}
            description={t('handshakes.oldDaysHint')}
            min={0}
            max={90}
            allowDecimal={false}
            maw={280}
            value={days}
            onChange={(value) => setDays(Number(value) || 0)}
          />
        )}
        {error !== null && <ProblemNotice problem={problemOf(error)} />}
        <Group gap="xs">
          <Button type="submit" loading={isPending} disabled={password.length < 8}>
            {t('handshakes.savePassword')}
          </Button>
          <Button variant="default" onClick={onCancel}>
            {t('parts.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function RemovePassword({ handshake, onDone }: { readonly handshake: Handshake; readonly onDone: () => void }) {
  const { t } = useTranslation();
  const ask = useConfirm();
  const { mutateAsync } = useChange({
    run: () => changeHandshake(handshake, { password: null }),
    touches: ['handshakes'],
    onDone,
  });
  const remove = (): void =>
    ask({
      title: t('handshakes.removePasswordTitle', { code: handshake.code }),
      what: t('handshakes.removePasswordWhat'),
      confirm: t('handshakes.removePassword'),
      isDanger: true,
      run: () => mutateAsync(undefined),
    });
  return (
    <Button variant="default" onClick={remove}>
      {t('handshakes.removePassword')}
    </Button>
  );
}
