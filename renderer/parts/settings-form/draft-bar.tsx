import { Button, Group } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Overtaken } from '../overtaken.tsx';
import { ProblemNotice } from '../problem-notice.tsx';
import classes from './draft-bar.module.css';
import type { SettingsDraft } from './use-settings-draft.ts';

type Props = {
  readonly draft: SettingsDraft;
  /** Of the fields that stand on the form; a refusal of another value is told here. */
  readonly paths: readonly string[];
};

/** Saves or discards what was changed on a form; not there before something was. */
export function DraftBar({ draft, paths }: Props) {
  const { t } = useTranslation();
  const told = useRef<HTMLDivElement>(null);
  const problem = draft.problemBeside(paths);
  const isTold = problem !== null || draft.isOvertaken;
  useEffect(() => {
    if (isTold) told.current?.scrollIntoView({ block: 'nearest' });
  }, [isTold]);
  if (!draft.isDirty && problem === null) return null;
  return (
    <>
      {isTold && (
        <div className={classes.told} ref={told}>
          {problem !== null && <ProblemNotice problem={problem} />}
          {draft.isOvertaken && <Overtaken />}
        </div>
      )}
      {draft.isDirty && (
        <Group className={classes.bar ?? ''} gap="xs" justify="flex-end">
          <Button variant="default" disabled={draft.isSaving} onClick={draft.discard}>
            {t('settings.discard')}
          </Button>
          <Button loading={draft.isSaving} onClick={() => void draft.save()}>
            {t('settings.save')}
          </Button>
        </Group>
      )}
    </>
  );
}
