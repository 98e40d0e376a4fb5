import { Button, Group, MultiSelect, Select, Skeleton, Stack, Switch, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { RowOf } from '../../api/client.ts';
import { addHandshake } from '../../api/handshakes.ts';
import { problemOf } from '../../api/problem.ts';
import { useChange } from '../../api/queries.ts';
import { itemsQuery } from '../../api/site.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { ChooseFiles } from '../../parts/import-files/choose-files.tsx';
import { useVendorName } from '../../parts/names.ts';
import { ProblemNotice } from '../../parts/problem-notice.tsx';

/** A new handshake code: organization, name, items. */
export function AddHandshake({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(itemsQuery);
  return (
    <Dialog onClose={onClose} title={t('handshakes.add')}>
      {data === undefined ? (
        error === null ? (
          <Skeleton height={320} />
        ) : (
          <ProblemNotice problem={error} onRetry={() => void refetch()} />
        )
      ) : data.items.length === 0 ? (
        <EmptyState title={t('handshakes.noOrganization')} next={t('handshakes.noOrganizationNext')}>
          <ChooseFiles onChosen={onClose} />
        </EmptyState>
      ) : (
        <AddForm items={data.items} onClose={onClose} />
      )}
    </Dialog>
  );
}

type FormProps = { readonly items: readonly RowOf<'getItems'>[]; readonly onClose: () => void };

function AddForm({ items, onClose }: FormProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const vendorName = useVendorName();
  const organizations = [...new Set(items.map(({ vendor, organization }) => `${vendor}/${organization}`))];
  const form = useForm({
    initialValues: {
      organization: organizations[0] ?? '',
      name: '',
      items: [] as string[],
      note: '',
      isDefault: false,
    },
    validate: {
      name: (name) => (/^[A-Za-z0-9_-]{1,48}$/.test(name) ? null : t('handshakes.wrongName')),
    },
  });
  const [vendor = '', organization = ''] = form.values.organization.split('/');
  const choices = items.filter(
    (item) => item.vendor === vendor && item.organization === organization && !item.publicTrial,
  );
  const { mutate, isPending, error } = useChange({
    run: (values: typeof form.values) =>
      addHandshake(
        { vendor, code: `${organization}-${values.name}` },
        { items: values.items, note: values.note, ...(values.isDefault && { default: true }) },
      ),
    touches: ['handshakes', 'licenses'],
    onDone: ({ vendor: of, code }) => {
      onClose();
      void navigate({ to: '/handshakes', search: { code: `${of}/${code}` } });
    },
  });
  return (
    <form onSubmit={form.onSubmit((values) => mutate(values))}>
      <Stack gap="sm">
        <Select
          label={t('handshakes.organization')}
          allowDeselect={false}
          data={organizations.map((value) => {
            const [of = '', id = ''] = value.split('/');
            return { value, label: `${id} · ${vendorName(of)}` };
          })}
          {...form.getInputProps('organization')}
          onChange={(value) => form.setValues({ organization: value ?? '', items: [] })}
        />
        <TextInput
          label={t('handshakes.name')}
          description={t('handshakes.nameHint', {
            code: `${organization}-${form.values.name || t('handshakes.name').toLowerCase()}`,
          })}
          maxLength={48}
          data-autofocus
          {...form.getInputProps('name')}
        />
        <MultiSelect
          label={t('handshakes.items')}
          description={t('handshakes.itemsHint')}
          data={choices.map(({ id, name }) => ({ value: id, label: `${name} (${id})` }))}
          {...form.getInputProps('items')}
        />
        <TextInput label={t('handshakes.note')} maxLength={1_000} {...form.getInputProps('note')} />
        <Switch
          label={t('handshakes.makeDefault')}
          description={t('handshakes.defaultHint', { organization })}
          {...form.getInputProps('isDefault', { type: 'checkbox' })}
        />
        {error !== null && <ProblemNotice problem={problemOf(error)} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('parts.cancel')}
          </Button>
          <Button type="submit" loading={isPending}>
            {t('handshakes.make')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
