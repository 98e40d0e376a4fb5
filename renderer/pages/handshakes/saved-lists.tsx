import { Button, Group, Stack, TagsInput, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { changeHandshake, type Handshake, type HandshakeChange } from '../../api/handshakes.ts';
import { problemOf } from '../../api/problem.ts';
import { useChange } from '../../api/queries.ts';
import { Overtaken } from '../../parts/overtaken.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { tellDone } from '../../parts/tell-done.tsx';
import { useEdits } from '../../parts/use-edits.ts';

export type EditedList = {
  readonly key: string;
  readonly label: string;
  readonly hint: string;
  readonly placeholder: string;
  readonly entries: readonly string[];
  /** Entries may have spaces in them, so only a comma or Enter ends one. */
  readonly hasSpaces?: boolean;
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
  const edits = useEdits((name) => lists.find(({ key }) => key === name)?.entries);
  const values = Object.fromEntries(lists.map(({ key }) => [key, edits.value(key) as readonly string[]]));
  const { mutate, isPending, error, reset } = useChange({
    run: () => changeHandshake(handshake, changeOf(values)),
    touches: ['handshakes'],
    onDone: () => tellDone(t('handshakes.saved')),
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
      {lists.map(({ key, label, hint, placeholder, hasSpaces = false }) => (
        <TagsInput
          key={key}
          label={label}
          description={hint}
          placeholder={(values[key] ?? []).length === 0 ? placeholder : ''}
          splitChars={hasSpaces ? [',', ';'] : [',', ' ', ';']}
          acceptValueOnBlur
          maxTags={200}
          value={[...(values[key] ?? [])]}
          onChange={(next) => edits.set(key, next)}
        />
      ))}
      {error !== null && <ProblemNotice problem={problemOf(error)} />}
      {edits.isOvertaken && !isPending && <Overtaken />}
      {edits.isDirty && (
        <Group gap="xs">
          <Button loading={isPending} onClick={() => mutate(undefined, { onSuccess: () => edits.settle(values) })}>
            {t('handshakes.save')}
          </Button>
          <Button
            variant="default"
            onClick={() => {
              edits.discard();
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
