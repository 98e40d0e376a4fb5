import { Button, Center, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../api/problem.ts';
import { login, sessionQuery } from '../api/session.ts';
import { PasswordField } from '../parts/password-field.tsx';
import { ProblemNotice } from '../parts/problem-notice.tsx';

type Props = {
  /** The site was never set up: nobody can log in yet. */
  readonly setupNeeded: boolean;
};

export function LoginPage({ setupNeeded }: Props) {
  const { t } = useTranslation();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.querySelector<HTMLElement>('[data-autofocus]')?.focus(), []);
  useEffect(() => {
    document.title = `${t('login.title')} · ${t('app.name')}`;
  }, [t]);
  return (
    <Center component="main" h="100vh" p="md">
      <Stack w={320} gap="md" ref={place}>
        <Group gap="xs">
          <img src="/icon.svg" width={28} height={28} alt="" />
          <Title order={1}>{t('app.name')}</Title>
        </Group>
        {setupNeeded ? <NotSetUp /> : <LoginForm />}
      </Stack>
    </Center>
  );
}

function NotSetUp() {
  const { t } = useTranslation();
  return (
    <>
      <Text>{t('login.notSetUp')}</Text>
      <Text c="dimmed">{t('login.notSetUpNext')}</Text>
    </>
  );
}

/** Mantine closes a dialog beneath by Esc unless the field says no. */
const keepsEscape = { 'data-mantine-stop-propagation': 'true' };

/** Asks for a user and the password. */
export function LoginForm({ user = 'admin' }: { readonly user?: string }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const form = useForm({ initialValues: { user, password: '' } });
  const { mutate, isPending, error } = useMutation({
    mutationFn: login,
    onSuccess: () => client.invalidateQueries({ queryKey: sessionQuery.queryKey }),
    onError: (refusal) => {
      // A server that did not answer has refused nothing.
      if (problemOf(refusal).code === 'login_failed') form.setFieldValue('password', '');
    },
  });
  return (
    <form onSubmit={form.onSubmit((values) => mutate(values))}>
      <Stack gap="sm">
        <TextInput
          label={t('login.user')}
          autoComplete="username"
          required
          withAsterisk={false}
          {...keepsEscape}
          {...form.getInputProps('user')}
        />
        <PasswordField
          label={t('login.password')}
          autoComplete="current-password"
          required
          withAsterisk={false}
          data-autofocus
          {...keepsEscape}
          {...form.getInputProps('password')}
        />
        {error !== null && <ProblemNotice problem={problemOf(error)} />}
        <Button type="submit" size="sm" loading={isPending} {...keepsEscape}>
          {t('login.submit')}
        </Button>
        <Text c="dimmed" size="xs">
          {t('login.forgotten')}
        </Text>
      </Stack>
    </form>
  );
}
