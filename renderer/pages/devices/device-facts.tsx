import { Button, Divider, Group, Stack, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { changeDevice, type Device, type DeviceChange } from '../../api/devices.ts';
import { useChange } from '../../api/queries.ts';
import { useMay } from '../../api/session.ts';
import { CopyableId } from '../../parts/copyable-id.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Overtaken } from '../../parts/overtaken.tsx';
import { Panel } from '../../parts/panel.tsx';
import { usePlatformName } from '../../parts/platform-name.ts';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { tellDone } from '../../parts/tell-done.tsx';
import { Time } from '../../parts/time.tsx';
import { useEdits } from '../../parts/use-edits.ts';

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

/** As the protocol allows a friendly name: letters of any language, digits and three marks. */
const friendlyName = /^[\p{L}\p{N}._-]{0,64}$/u;

function NameForm({ device }: { readonly device: Device }) {
  const { t } = useTranslation();
  const known: Readonly<Record<string, string>> = { name: device.name ?? '', note: device.note };
  const edits = useEdits((field) => known[field]);
  const [name, note] = ['name', 'note'].map((field) => String(edits.value(field))) as [string, string];
  const isNameRight = friendlyName.test(name);
  const { mutate, isPending, error } = useChange({
    run: (change: DeviceChange) => changeDevice(device.uuid, change),
    touches: ['devices'],
    onDone: () => tellDone(t('devices.saved')),
  });
  // Only what was changed here, so that what somebody else wrote into the other field stays.
  const save = (): void => {
    const saved = edits.changed;
    const change = 'name' in saved ? { ...saved, name: name === '' ? null : name } : saved;
    mutate(change, { onSuccess: () => edits.settle(saved) });
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (edits.isDirty && isNameRight) save();
      }}
    >
      <Stack gap="sm">
        <TextInput
          label={t('devices.name')}
          description={t('devices.nameHint')}
          error={!isNameRight && t('devices.nameWrong')}
          value={name}
          onChange={({ currentTarget }) => edits.set('name', currentTarget.value)}
        />
        <Textarea
          label={t('devices.note')}
          autosize
          minRows={2}
          maxRows={6}
          maxLength={1_000}
          value={note}
          onChange={({ currentTarget }) => edits.set('note', currentTarget.value)}
        />
        {error !== null && <ProblemNotice problem={error} />}
        {edits.isOvertaken && !isPending && <Overtaken />}
        <Group justify="flex-end" gap="xs">
          {edits.isDirty && (
            <Button variant="default" disabled={isPending} onClick={edits.discard}>
              {t('settings.discard')}
            </Button>
          )}
          <Button type="submit" variant="default" loading={isPending} disabled={!edits.isDirty || !isNameRight}>
            {t('devices.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
