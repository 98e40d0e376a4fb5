import { Button, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../../api/problem.ts';
import { setUp } from '../../api/setup.ts';
import { PasswordField } from '../../parts/password-field.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { StepFrame } from './step.tsx';

type Props = {
  readonly isSetUp: boolean;
  /** Hears the recovery code. */
  readonly onDone: (recoveryCode: string) => void;
  readonly onNext: () => void;
};

const shortest = 8;

export function PasswordStep({ isSetUp, onDone, onNext }: Props) {
  const { t } = useTranslation();
  if (isSetUp) {
    return (
      <StepFrame
        title={t('setup.password.title')}
        why={t('setup.password.isSet')}
        actions={<Button onClick={onNext}>{t('setup.next')}</Button>}
      >
        <Text>{t('setup.password.change')}</Text>
      </StepFrame>
    );
  }
  return <PasswordForm onDone={onDone} />;
}

function PasswordForm({ onDone }: Pick<Props, 'onDone'>) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const form = useForm({
    initialValues: { user: 'admin', password: '', again: '' },
    validate: {
      user: (user) => (/^[A-Za-z0-9][A-Za-z0-9._@-]{0,63}$/.test(user) ? null : t('setup.password.wrongUser')),
      password: (password) => (password.length >= shortest ? null : t('setup.password.tooShort', { shortest })),
      again: (again, { password }) => (again === password ? null : t('setup.password.different')),
    },
  });
  const { mutate, isPending, error } = useMutation({
    mutationFn: async (administrator: { readonly user: string; readonly password: string }) => {
      onDone(await setUp(client, administrator));
      await client.invalidateQueries();
    },
  });
  return (
    <form onSubmit={form.onSubmit(({ user, password }) => mutate({ user, password }))}>
      <StepFrame
        title={t('setup.password.title')}
        why={t('setup.password.why')}
        actions={
          <Button type="submit" loading={isPending}>
            {t('setup.next')}
          </Button>
        }
      >
        <Stack gap="sm" maw={400}>
          <TextInput label={t('setup.password.user')} autoComplete="username" {...form.getInputProps('user')} />
          <PasswordField
            label={t('setup.password.password')}
            description={t('setup.password.rule', { shortest })}
            autoComplete="new-password"
            {...form.getInputProps('password')}
          />
          <PasswordField
            label={t('setup.password.again')}
            autoComplete="new-password"
            {...form.getInputProps('again')}
          />
        </Stack>
        {error !== null && <ProblemNotice problem={problemOf(error)} />}
      </StepFrame>
    </form>
  );
}
