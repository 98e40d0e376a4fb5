import { Button, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { useChange } from '../../api/queries.ts';
import { addUser, changeUser, type NewUser, type User } from '../../api/users.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { PasswordField } from '../../parts/password-field.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { tellDone } from '../../parts/tell-done.tsx';

type Props = { readonly edited: User | 'new' | null; readonly onClose: () => void };

/** Adds a user, or changes the role and password of one. */
export function UserDialog({ edited, onClose }: Props) {
  const { t } = useTranslation();
  const title =
    edited === 'new' ? t('settings.users.add') : t('settings.users.changeTitle', { name: edited?.name ?? '' });
  return (
    <Dialog isOpen={edited !== null} onClose={onClose} title={title} closeOnClickOutside={false}>
      {edited !== null && <UserForm key={title} user={edited === 'new' ? null : edited} onDone={onClose} />}
    </Dialog>
  );
}

const roles = ['viewer', 'operator', 'admin'] as const;

type FormProps = { readonly user: User | null; readonly onDone: () => void };

function UserForm({ user, onDone }: FormProps) {
  const { t } = useTranslation();
  const form = useForm<NewUser>({
    initialValues: { name: user?.name ?? '', role: user?.role ?? 'viewer', password: '' },
    validate: {
      name: (name) => (/^[A-Za-z0-9][A-Za-z0-9._@-]{0,63}$/.test(name) ? null : t('settings.users.nameWrong')),
      password: (password) => {
        const isKept = user !== null && password === '';
        return isKept || password.length >= 8 ? null : t('settings.users.passwordShort');
      },
    },
  });
  const { mutate, isPending, error } = useChange({
    run: (values: NewUser) => save(user, values),
    touches: ['settings'],
    onDone: ({ name }) => {
      tellDone(t(user === null ? 'settings.users.added' : 'settings.users.changed', { name }));
      onDone();
    },
  });
  return (
    <form onSubmit={form.onSubmit((values) => mutate(values))}>
      <Stack gap="sm">
        {user === null && (
          <TextInput
            label={t('settings.users.name')}
            autoComplete="off"
            data-autofocus
            {...form.getInputProps('name')}
          />
        )}
        <Select
          label={t('settings.users.role')}
          description={t(`settings.roleHint.${form.values.role}`)}
          allowDeselect={false}
          data={roles.map((value) => ({ value, label: t(`settings.role.${value}`) }))}
          {...form.getInputProps('role')}
        />
        <PasswordField
          label={t(user === null ? 'settings.users.password' : 'settings.users.newPassword')}
          description={t(user === null ? 'settings.users.passwordHint' : 'settings.users.newPasswordHint')}
          autoComplete="new-password"
          maxLength={128}
          {...form.getInputProps('password')}
        />
        {user !== null && (
          <Text size="sm" c="dimmed">
            {t('settings.users.changeWhat')}
          </Text>
        )}
        {error !== null && <ProblemNotice problem={error} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onDone}>
            {t('parts.cancel')}
          </Button>
          <Button type="submit" loading={isPending}>
            {t(user === null ? 'settings.users.add' : 'settings.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Of a user who is there, only what changed. */
function save(user: User | null, { name, role, password }: NewUser): Promise<User> {
  if (user === null) return addUser({ name, role, password });
  return changeUser({ name: user.name, ...(role !== user.role && { role }), ...(password !== '' && { password }) });
}
