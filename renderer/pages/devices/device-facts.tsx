import { Button, Divider, Group, Stack, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { changeDevice, type Device, type DeviceChange } from '../../api/devices.ts';
import { useChange } from '../../api/queries.ts';
import { useMay } from '../../api/session.ts';
import { CopyableId } from '../../parts/copyable-id.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Panel } from '../../parts/panel.tsx';
import { usePlatformName } from '../../parts/platform-name.ts';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { tellDone } from '../../parts/tell-done.tsx';
import { Time } from '../../parts/time.tsx';

const deployments = ['desktop', 'server', 'mobile', 'embedded', 'browser'] as const;

/** What the device says of itself, and what the administrator says of it. */
export function DeviceFacts({ device }: { readonly device: Device }) {
  const { t } = useTranslation();
  const { uuid, platform, deployment, os, app, version, address, first, last, note } = device;
  const mayChange = useMay('operator');
  const platformName = usePlatformName();
  const known = deployments.find((one) => one === deployment);
  return (
    <Panel title={t('devices.about')}>
      <Facts
        facts={[
          [t('devices.uuid'), <CopyableId key="uuid" value={uuid} what={t('devices.uuid')} isWrapped />],
          [t('devices.platform'), platformName(platform)],
          [t('devices.os'), os ?? '–'],
          [t('devices.deployment'), known === undefined ? '–' : t(`devices.deploymentName.${known}`)],
          [t('devices.app'), [app, version].filter((part) => part !== null).join(' ') || '–'],
          [t('devices.address'), address],
          [t('devices.firstSeen'), <Time key="first" at={first} />],
          [t('devices.lastSeen'), <Time key="last" at={last} />],
          ...(mayChange || note === '' ? [] : [[t('devices.note'), note] as const]),
        ]}
      />
      {mayChange && (
        <>
          <Divider my="md" />
          <NameForm device={device} />
        </>
      )}
    </Panel>
  );
}

function NameForm({ device }: { readonly device: Device }) {
  const { t } = useTranslation();
  const form = useForm({
    initialValues: { name: device.name ?? '', note: device.note },
    validate: { name: (name) => (/^[A-Za-z0-9._-]{0,64}$/.test(name) ? null : t('devices.nameWrong')) },
  });
  const { mutate, isPending, error } = useChange({
    run: (change: DeviceChange) => changeDevice(device.uuid, change),
    touches: ['devices'],
    onDone: ({ name, note }) => {
      form.setInitialValues({ name: name ?? '', note });
      form.reset();
      tellDone(t('devices.saved'));
    },
  });
  return (
    <form onSubmit={form.onSubmit(({ name, note }) => mutate({ name: name === '' ? null : name, note }))}>
      <Stack gap="sm">
        <TextInput label={t('devices.name')} description={t('devices.nameHint')} {...form.getInputProps('name')} />
        <Textarea
          label={t('devices.note')}
          autosize
          minRows={2}
          maxRows={6}
          maxLength={1_000}
          {...form.getInputProps('note')}
        />
        {error !== null && <ProblemNotice problem={error} />}
        <Group justify="flex-end">
          <Button type="submit" variant="default" loading={isPending} disabled={!form.isDirty()}>
            {t('devices.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
