import { Button, Group, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Handshake } from '../../api/handshakes.ts';
import { problemOf } from '../../api/problem.ts';
import { itemsQuery } from '../../api/site.ts';
import { type TryRequest, tryDevice } from '../../api/try-device.ts';
import { Panel } from '../../parts/panel.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { TryResult } from '../../parts/try-result.tsx';

const nothing = { product: '', name: '', address: '', uuid: '', app: '', process: '', version: '', platform: '' };

const platforms = ['windows', 'macos', 'linux', 'android', 'ios', 'browser'];

const uuidForm = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The browser itself knows what may stand between the brackets of an address. */
function isAddress(text: string): boolean {
  return text.includes(':')
    ? URL.canParse(`http://[${text}]`)
    : /^(\d{1,3})(\.\d{1,3}){3}$/.test(text) && text.split('.').every((part) => Number(part) <= 255);
}

/** Would this device pass? The whole decision, without using anything up. */
export function DeviceTester({ handshake }: { readonly handshake: Handshake }) {
  const { t } = useTranslation();
  const { data } = useQuery(itemsQuery);
  const items = (data?.items ?? []).filter(
    ({ vendor, id }) => vendor === handshake.vendor && handshake.items.includes(id),
  );
  const products = [...new Set(items.map(({ product }) => product))];
  const form = useForm({
    initialValues: nothing,
    validate: {
      address: (address) => (address.trim() === '' || isAddress(address.trim()) ? null : t('handshakes.wrongAddress')),
      uuid: (uuid) => (uuid.trim() === '' || uuidForm.test(uuid.trim()) ? null : t('handshakes.wrongUuid')),
    },
  });
  const run = useMutation({ mutationFn: tryDevice });
  const ask = (values: typeof nothing): void => {
    const said = Object.entries({ ...values, product: values.product || (products[0] ?? '') });
    const given = Object.fromEntries(said.map(([name, value]) => [name, value.trim()]).filter(([, value]) => value));
    run.mutate({ ...given, vendor: handshake.vendor, handshake: handshake.code } as TryRequest);
  };
  return (
    <Panel title={t('handshakes.tester')}>
      <form onSubmit={form.onSubmit(ask)}>
        <Stack gap="sm">
          <Text size="sm" c="dimmed">
            {t('handshakes.testerHint')}
          </Text>
          <SimpleGrid cols={2} spacing="sm" verticalSpacing="xs">
            <Select
              size="xs"
              label={t('handshakes.product')}
              data={products}
              allowDeselect={false}
              {...form.getInputProps('product')}
              value={form.values.product || (products[0] ?? null)}
            />
            <Select
              size="xs"
              label={t('handshakes.platform')}
              data={platforms}
              clearable
              {...form.getInputProps('platform')}
              value={form.values.platform || null}
              onChange={(value) => form.setFieldValue('platform', value ?? '')}
            />
            <TextInput size="xs" label={t('handshakes.deviceName')} {...form.getInputProps('name')} />
            <TextInput
              size="xs"
              label={t('handshakes.address')}
              placeholder="10.1.4.20"
              {...form.getInputProps('address')}
            />
            <TextInput
              size="xs"
              label={t('handshakes.app')}
              placeholder="com.example.app"
              {...form.getInputProps('app')}
            />
            <TextInput size="xs" label={t('handshakes.process')} {...form.getInputProps('process')} />
            <TextInput
              size="xs"
              label={t('handshakes.version')}
              placeholder="10.2"
              {...form.getInputProps('version')}
            />
            <TextInput size="xs" label={t('handshakes.uuid')} {...form.getInputProps('uuid')} />
          </SimpleGrid>
          <Group>
            <Button type="submit" variant="default" loading={run.isPending} disabled={products.length === 0}>
              {t('handshakes.wouldPass')}
            </Button>
          </Group>
          {run.error !== null && <ProblemNotice problem={problemOf(run.error)} />}
          {run.data !== undefined && (
            <div role="status">
              <TryResult tried={run.data} items={items} />
            </div>
          )}
        </Stack>
      </form>
    </Panel>
  );
}
