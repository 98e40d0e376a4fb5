import { Button, Group, Stack, TagsInput, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changeHandshake, type Handshake, type HandshakeChange } from '../../api/handshakes.ts';
import { problemOf } from '../../api/problem.ts';
import { useChange } from '../../api/queries.ts';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { tellDone } from '../../parts/tell-done.tsx';

export type EditedList = {
  readonly key: string;
  readonly label: string;
  readonly hint: string;
  readonly placeholder: string;
  readonly entries: readonly string[];
};

type Props = {
  readonly handshake: Handshake;
  readonly mayChange: boolean;
  readonly lists: readonly EditedList[];
  readonly changeOf: (values: Readonly<Record<string, readonly string[]>>) => HandshakeChange;
};

/** Lists of a code that are changed together. */
export function SavedLists({ handshake, mayChange, lists, changeOf }: Props) {
  const { t } = useTranslation();
  const [edited, setEdited] = useState<Readonly<Record<string, readonly string[]>>>({});
  const values = Object.fromEntries(lists.map(({ key, entries }) => [key, edited[key] ?? entries]));
  const isChanged = lists.some(({ key, entries }) => JSON.stringify(values[key]) !== JSON.stringify(entries));
  const { mutate, isPending, error, reset } = useChange({
    run: () => changeHandshake(handshake, changeOf(values)),
    touches: ['handshakes'],
    onDone: () => {
      setEdited({});
      tellDone(t('handshakes.saved'));
    },
  });
  if (!mayChange) {
    return lists.map(({ key, label, entries }) => (
      <Text key={key} size="sm">
        {label}: {entries.length === 0 ? '–' : entries.join(', ')}
      </Text>
    ));
  }
  return (
    <Stack gap="sm">
      {lists.map(({ key, label, hint, placeholder, entries }) => (
        <TagsInput
          key={key}
          label={label}
          description={hint}
          placeholder={(values[key] ?? []).length === 0 ? placeholder : ''}
          splitChars={[',', ' ', ';']}
          acceptValueOnBlur
          maxTags={200}
          value={[...(values[key] ?? entries)]}
          onChange={(next) => setEdited((all) => ({ ...all, [key]: next }))}
        />
      ))}
      {error !== null && <ProblemNotice problem={problemOf(error)} />}
      {isChanged && (
        <Group gap="xs">
          <Button loading={isPending} onClick={() => mutate(undefined)}>
            {t('handshakes.save')}
          </Button>
          <Button
            variant="default"
            onClick={() => {
              setEdited({});
              reset();
            }}
          >
            {t('parts.cancel')}
          </Button>
        </Group>
      )}
    </Stack>
  );
}
