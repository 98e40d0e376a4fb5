import { Button, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { useChange } from '../../api/queries.ts';
import { addToken, type NewToken } from '../../api/users.ts';
import { CopyableId } from '../../parts/copyable-id.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';

type Props = { readonly isOpen: boolean; readonly onClose: () => void };

/** Makes a token and shows it, once. */
export function TokenDialog({ isOpen, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={t('settings.tokens.add')} closeOnClickOutside={false}>
      {isOpen && <TokenForm onClose={onClose} />}
    </Dialog>
  );
}

const roles = ['viewer', 'operator', 'admin', 'metrics'] as const;

function TokenForm({ onClose }: Pick<Props, 'onClose'>) {
  const { t } = useTranslation();
  const form = useForm<NewToken>({ initialValues: { name: '', role: 'viewer' } });
  const { mutate, data, isPending, error } = useChange({ run: addToken, touches: ['settings'] });
  if (data !== undefined) {
    return (
      <Stack gap="md">
        <div role="status">
          <Text fw={600}>{t('settings.tokens.made')}</Text>
          <Text size="sm">{t('settings.tokens.madeWhat')}</Text>
        </div>
        <CopyableId value={data.token} what={t('settings.tokens.made')} />
        <Group justify="flex-end">
          <Button onClick={onClose}>{t('parts.close')}</Button>
        </Group>
      </Stack>
    );
  }
  return (
    <form onSubmit={form.onSubmit((values) => mutate(values))}>
      <Stack gap="sm">
        <TextInput label={t('settings.tokens.name')} maxLength={64} data-autofocus {...form.getInputProps('name')} />
        <Select
          label={t('settings.users.role')}
          description={t(`settings.roleHint.${form.values.role}`)}
          allowDeselect={false}
          data={roles.map((value) => ({ value, label: t(`settings.role.${value}`) }))}
          {...form.getInputProps('role')}
        />
        {error !== null && <ProblemNotice problem={error} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('parts.cancel')}
          </Button>
          <Button type="submit" loading={isPending}>
            {t('settings.tokens.add')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
