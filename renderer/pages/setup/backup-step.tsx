import { Button, Code, Group, List, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client.ts';
import { problemOf } from '../../api/problem.ts';
import { changeSettings, settingsQuery } from '../../api/site.ts';
import { ChooseFolder } from '../../parts/choose-folder.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { StateBadge } from '../../parts/state-badge.tsx';
import { StepFrame } from './step.tsx';

type Props = { readonly places: readonly string[]; readonly onNext: () => void };

/** Where copies of backups go; the first backup shows that it works. */
export function BackupStep({ places, onNext }: Props) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [place, setPlace] = useState('');
  const save = useMutation({
    mutationFn: async (folder: string) => {
      // As they are now: this page may not have read them yet, or somebody else has added one.
      const { backups } = await client.fetchQuery({ ...settingsQuery, staleTime: 0 });
      await changeSettings({ backups: { places: [...backups.places, folder] } });
      return answerOf(api.POST('/admin/v1/backups', { body: {} }));
    },
    onSuccess: () => setPlace(''),
  });
  const made = save.data;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (place.trim() === '') onNext();
        else save.mutate(place.trim());
      }}
    >
      <StepFrame
        title={t('setup.backup.title')}
        why={t('setup.backup.why')}
        actions={
          <>
            {place.trim() !== '' && (
              <Button type="submit" loading={save.isPending}>
                {t('setup.backup.save')}
              </Button>
            )}
            <Button
              variant={place.trim() === '' && places.length > 0 ? 'filled' : 'default'}
              onClick={onNext}
              disabled={save.isPending}
            >
              {places.length > 0 ? t('setup.next') : t('setup.backup.later')}
            </Button>
          </>
        }
      >
        {places.length > 0 && (
          <List size="sm" aria-label={t('setup.backup.places')}>
            {places.map((one) => (
              <List.Item key={one}>
                <Code>{one}</Code>
              </List.Item>
            ))}
          </List>
        )}
        <Group align="flex-end" gap="xs" maw={640}>
          <TextInput
            flex={1}
            label={t('setup.backup.place')}
            description={t('setup.backup.placeHint')}
            placeholder={t('setup.backup.example')}
            value={place}
            onChange={({ currentTarget }) => setPlace(currentTarget.value)}
          />
          <ChooseFolder what={t('setup.backup.place')} onChosen={setPlace} />
        </Group>
        {save.error !== null && <ProblemNotice problem={problemOf(save.error)} />}
        {made !== undefined && (
          <div role="status">
            <StateBadge tone={made.problems.length === 0 ? 'ok' : 'warning'}>
              {made.problems.length === 0
                ? t('setup.backup.made', { count: made.copies.length })
                : t('setup.backup.madeNotAll')}
            </StateBadge>
            {made.problems.map((problem) => (
              <Text key={problem} size="sm">
                {problem}
              </Text>
            ))}
          </div>
        )}
      </StepFrame>
    </form>
  );
}
