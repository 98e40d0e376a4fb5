import { ActionIcon, Button, Select, Stack, Text, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../api/session.ts';
import { ChooseFolder } from '../../parts/choose-folder.tsx';
import { ButtonLink } from '../../parts/page-link.tsx';
import { Panel } from '../../parts/panel.tsx';
import { DraftBar } from '../../parts/settings-form/draft-bar.tsx';
import { DraftNumber, DraftText } from '../../parts/settings-form/draft-fields.tsx';
import { type SettingsDraft, useSettingsDraft } from '../../parts/settings-form/use-settings-draft.ts';
import classes from './backups.module.css';

/** When backups are made, how many are kept, and where copies of them go. */
export function BackupSettings() {
  const { t } = useTranslation();
  const isAdmin = useMay('admin');
  return (
    <Stack gap="md">
      <Schedule />
      <Places />
      {isAdmin && (
        <Panel title={t('backups.recovery')}>
          <Text size="sm" mb="sm">
            {t('backups.recoveryWhat')}
          </Text>
          <ButtonLink to="/setup" search={{ step: 'recovery' }} variant="default">
            {t('backups.renew')}
          </ButtonLink>
        </Panel>
      )}
    </Stack>
  );
}

const patterns = { hourly: '7 * * * *', six: '7 */6 * * *', daily: '7 2 * * *', none: '' } as const;
const rhythms = ['hourly', 'six', 'daily', 'none', 'other'] as const;

function Schedule() {
  const { t } = useTranslation();
  const draft = useSettingsDraft('backups');
  const schedule = draft.value<string>('schedule');
  // While somebody types a pattern it may be, for a moment, a known one.
  const [isOwn, setOwn] = useState(false);
  const known = Object.entries(patterns).find(([, pattern]) => pattern === schedule)?.[0] ?? 'other';
  const rhythm = isOwn && draft.isDirty ? 'other' : known;
  const own: SettingsDraft = {
    ...draft,
    set: (path, value) => {
      setOwn(true);
      // No pattern at all would be "by hand only", which nobody chooses by emptying a field: null is the default.
      draft.set(path, value === '' ? null : value);
    },
  };
  const choose = (next: string | null): void => {
    setOwn(next === 'other');
    // A pattern of its own begins with the one there is, written so that it is no longer one of the known ones.
    draft.set('schedule', next === 'other' ? '15 * * * *' : patterns[next as keyof typeof patterns]);
  };
  return (
    <Panel title={t('backups.schedule')}>
      <Stack gap="sm">
        <Select
          label={t('backups.when')}
          description={t('backups.changedOnly')}
          allowDeselect={false}
          disabled={draft.isReadOnly || schedule === undefined}
          value={rhythm}
          onChange={choose}
          data={rhythms.map((value) => ({ value, label: t(`backups.every.${value}`) }))}
        />
        {rhythm === 'other' && schedule !== undefined && (
          <DraftText draft={own} path="schedule" label={t('backups.pattern')} hint={t('backups.patternHint')} />
        )}
        <div className={classes.numbers}>
          <DraftNumber
            draft={draft}
            path="keepHourly"
            label={t('backups.keepHourly')}
            min={1}
            max={1_000}
            unit={t('backups.unitBackups')}
          />
          <DraftNumber
            draft={draft}
            path="keepDaily"
            label={t('backups.keepDaily')}
            min={0}
            max={1_000}
            unit={t('backups.unitDays')}
          />
          <DraftNumber
            draft={draft}
            path="keepMonthly"
            label={t('backups.keepMonthly')}
            min={0}
            max={1_000}
            unit={t('backups.unitMonths')}
          />
        </div>
      </Stack>
      <DraftBar draft={draft} paths={rhythm === 'other' ? paths : paths.slice(1)} />
    </Panel>
  );
}

const paths = ['schedule', 'keepHourly', 'keepDaily', 'keepMonthly'];

function Places() {
  const { t } = useTranslation();
  const draft = useSettingsDraft('backups');
  const places = draft.value<readonly string[]>('places') ?? [];
  const fields = places.map((place, index) => ({ key: `place ${index + 1}`, place, index }));
  return (
    <Panel title={t('backups.places')}>
      <Text size="xs" c="dimmed" mb="sm">
        {t('backups.placesHint')}
      </Text>
      <Stack gap="xs">
        {fields.map(({ key, place, index }) => (
          <PlaceField key={key} {...{ draft, place, places, index }} />
        ))}
        {!draft.isReadOnly && places.length < 8 && (
          <Button
            variant="default"
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={() => draft.set('places', [...places, ''])}
          >
            {t('backups.addPlace')}
          </Button>
        )}
      </Stack>
      <DraftBar draft={draft} paths={places.length > 0 ? ['places'] : []} />
    </Panel>
  );
}

type PlaceProps = {
  readonly draft: SettingsDraft;
  readonly place: string;
  readonly places: readonly string[];
  readonly index: number;
};

function PlaceField({ draft, place, places, index }: PlaceProps) {
  const { t } = useTranslation();
  const isLast = index === places.length - 1;
  return (
    <div className={classes.place}>
      <TextInput
        aria-label={t('backups.place', { number: index + 1 })}
        placeholder="/mnt/backups"
        disabled={draft.isReadOnly}
        error={isLast ? draft.wrong('places') : null}
        value={place}
        onChange={({ currentTarget }) => draft.set('places', places.with(index, currentTarget.value))}
      />
      {!draft.isReadOnly && (
        <ActionIcon
          size="lg"
          title={t('backups.removePlace', { number: index + 1 })}
          aria-label={t('backups.removePlace', { number: index + 1 })}
          onClick={() => draft.set('places', places.toSpliced(index, 1))}
        >
          <IconTrash size={16} aria-hidden />
        </ActionIcon>
      )}
      {!draft.isReadOnly && (
        <ChooseFolder
          what={t('backups.place', { number: index + 1 })}
          onChosen={(folder) => draft.set('places', places.with(index, folder))}
        />
      )}
    </div>
  );
}
