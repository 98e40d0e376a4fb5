import { ActionIcon, Button, Group, NumberInput, Stack, TagsInput, Text, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changeReservations, type Reservation } from '../../api/licenses.ts';
import { problemOf } from '../../api/problem.ts';
import { useChange } from '../../api/queries.ts';
import { useMay } from '../../api/session.ts';
import type { Item } from '../../api/site.ts';
import { useConfirm } from '../../parts/confirm.tsx';
import { useFormat } from '../../parts/format.ts';
import { Panel } from '../../parts/panel.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';

const empty: Reservation = { name: '', seats: 1, devices: [] };

/** Seats that are held for named groups of devices; others see the quota less what is reserved and unused. */
export function Reservations({ item }: { readonly item: Item }) {
  const { t } = useTranslation();
  const format = useFormat();
  const mayChange = useMay('operator');
  const [edited, setEdited] = useState<Reservation | null>(null);
  const ask = useConfirm();
  const { mutate, mutateAsync, isPending, error } = useChange({
    run: (reservations: readonly Reservation[]) => changeReservations(item, reservations),
    touches: ['licenses'],
    onDone: () => setEdited(null),
  });
  if (item.metric === 'usage' || item.metric === 'domain') return null;
  const release = ({ name, seats, devices }: Reservation): void =>
    ask({
      title: t('licenses.releaseTitle', { name }),
      what: t('licenses.releaseWhat', { count: seats, formatted: format.number(seats), devices: devices.join(', ') }),
      confirm: t('licenses.releaseDo'),
      isDanger: true,
      run: () => mutateAsync(item.reservations.filter((one) => one.name !== name)),
    });
  return (
    <Panel
      title={t('licenses.reservations')}
      actions={
        mayChange &&
        edited === null && (
          <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setEdited(empty)}>
            {t('licenses.reserve')}
          </Button>
        )
      }
    >
      <Stack gap="xs">
        {item.reservations.length === 0 && edited === null && <Text c="dimmed">{t('licenses.noReservations')}</Text>}
        {item.reservations.map((one) => (
          <Group key={one.name} gap="xs" wrap="nowrap" align="flex-start">
            <div>
              <Text>
                {t('licenses.reserved', { name: one.name, count: one.seats, formatted: format.number(one.seats) })}
              </Text>
              <Text c="dimmed" size="xs">
                {one.devices.join(', ')}
              </Text>
            </div>
            {mayChange && (
              <ActionIcon
                ml="auto"
                aria-label={t('licenses.release', { name: one.name })}
                title={t('licenses.release', { name: one.name })}
                onClick={() => release(one)}
              >
                <IconX size={16} aria-hidden />
              </ActionIcon>
            )}
          </Group>
        ))}
        {edited !== null && (
          <ReservationForm
            value={edited}
            most={item.quota}
            taken={item.reservations.map(({ name }) => name)}
            isSaving={isPending}
            onChange={setEdited}
            onCancel={() => setEdited(null)}
            onSave={() => mutate([...item.reservations, edited])}
          />
        )}
        {error !== null && <ProblemNotice problem={problemOf(error)} />}
      </Stack>
    </Panel>
  );
}

type FormProps = {
  readonly value: Reservation;
  readonly most: number;
  /** Names of the groups there are. */
  readonly taken: readonly string[];
  readonly isSaving: boolean;
  readonly onChange: (value: Reservation) => void;
  readonly onCancel: () => void;
  readonly onSave: () => void;
};

function ReservationForm({ value, most, taken, isSaving, onChange, onCancel, onSave }: FormProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const isNamed = /^[A-Za-z0-9._-]{1,64}$/.test(value.name);
  const isTaken = taken.includes(value.name);
  const [seats, setSeats] = useState<number | string>(value.seats);
  const isCounted = Number.isInteger(seats) && Number(seats) >= 1 && Number(seats) <= most;
  return (
    <Stack gap="xs">
      <TextInput
        size="xs"
        label={t('licenses.groupName')}
        description={t('licenses.groupNameHint')}
        value={value.name}
        error={isTaken ? t('licenses.groupTaken') : value.name !== '' && !isNamed && t('licenses.groupNameHint')}
        onChange={({ currentTarget }) => onChange({ ...value, name: currentTarget.value })}
      />
      <NumberInput
        size="xs"
        label={t('licenses.seats')}
        min={1}
        max={most}
        allowDecimal={false}
        clampBehavior="none"
        error={!isCounted && t('settings.range', { min: format.number(1), max: format.number(most) })}
        value={seats}
        onChange={(typed) => {
          setSeats(typed);
          onChange({ ...value, seats: Number(typed) });
        }}
      />
      <TagsInput
        size="xs"
        label={t('licenses.forDevices')}
        description={t('licenses.forDevicesHint')}
        value={[...value.devices]}
        onChange={(devices) => onChange({ ...value, devices })}
      />
      <Group gap="xs">
        <Button
          loading={isSaving}
          disabled={!isNamed || isTaken || !isCounted || value.devices.length === 0}
          onClick={onSave}
        >
          {t('licenses.save')}
        </Button>
        <Button variant="default" onClick={onCancel}>
          {t('parts.cancel')}
        </Button>
      </Group>
    </Stack>
  );
}
